import type { Fact } from '../contract/primitives.ts';
import { dayMs, daysIn, onDate } from '../policy/days.ts';
import { hasAny } from '../policy/judge-criterion.ts';
import type { ObjectionRule } from '../policy/objection.ts';
import { listed, openly, quoted, toldUs } from './say.ts';
import {
  answered,
  called,
  contentFor,
  did,
  later,
  openWindow,
  type Rule,
  reachOf,
  ready,
  type Situation,
  touchReason,
} from './situation.ts';

const unknownKind = {
  id: 'other',
  label: 'what stands in the way',
  topic: undefined,
  action: 'answer',
  avoid: 'Do not argue: ask until you could say their reason better than they did.',
} as const;

/** Words of a note that make it an objection; a note without them only informs. */
const concern =
  /\b(objection|objects?|concern(s|ed)?|worr(y|ied|ies)|pushback|pushed back|blocker|hesitant|hesitates|sceptical|skeptical|not convinced|unsure|too (expensive|much|early|busy|risky)|no budget|not now)\b/i;
const denied =
  /\b(no|not|without|never|isn.t|any)\s+(a\s+|any\s+|real\s+|much\s+)?(objections?|concern(s|ed)?|worr(y|ied|ies)|blockers?)\b/i;

type Raised = { note: Fact; ref: string; rule: ObjectionRule | null };

/** The newest objection that waits for its answer: noted as one, or said so in a sales note. */
function raised(situation: Situation): Raised | null {
  const { heard, policy, time } = situation;
  const rules = policy.nextStep.objections;
  const kindOf = (value: string) => rules.find((rule) => hasAny(value, rule.words)) ?? null;
  const noted: Raised[] = heard.objections.map((note) => ({
    note,
    ref: 'heard:objections',
    rule: kindOf(note.value),
  }));
  const written = heard.notes.flatMap((note): Raised[] => {
    const rule = concern.test(note.value) && !denied.test(note.value) ? kindOf(note.value) : null;
    return rule ? [{ note, ref: 'heard:notes', rule }] : [];
  });
  const within = daysIn(policy.nextStep.answerWithin) * dayMs;
  const waiting = [...noted, ...written].filter(
    ({ note }) => time - Date.parse(note.at) < within && note.at <= situation.now && !answered(note, situation),
  );
  return waiting.sort((a, b) => (a.note.at < b.note.at ? 1 : a.note.at > b.note.at ? -1 : 0))[0] ?? null;
}

/** They told a rep what stands in the way: answer that, and nothing else, with what was written for it. */
export const objection: Rule = {
  id: 'objection',
  suggest: (situation) => {
    const { context, now, open, policy } = situation;
    const action = reachOf(situation);
    const found = raised(situation);
    if (!open || !action || !found) return [];
    const { note, ref, rule } = found;
    const { id, label, topic, action: kind, avoid } = rule ?? unknownKind;
    const who = called(situation);
    const read = topic ? context.read.touches.find((touch) => touch.topic === topic) : undefined;
    return [
      {
        id: `objection:${id}`,
        action: kind === 'recycle' ? 'recycle' : action,
        title: kind === 'recycle' ? `Ask ${who} for a date, then recycle to it` : `Answer ${who} on ${label}`,
        reasons: [
          { text: `${note.source} noted ${onDate(note.at, now)}: ${quoted(note.value)}`.slice(0, 300), ref },
          ...(read ? [touchReason(`Read ${read.title} ${onDate(read.at, now)}`, read)] : []),
        ],
        opener:
          rule?.say ?? `You told us: ${quoted(note.value)}. What would have to be different for that not to stand in the way?`,
        avoid,
        send: kind === 'recycle' ? null : contentFor(situation, topic === undefined ? 'consideration' : 'decision', topic),
        ifNot:
          kind === 'recycle'
            ? 'Without a date the lead stays with you, and your clocks run on.'
            : 'What is not answered now comes back as the reason they say no.',
        from: note.at,
        until: later(note.at, daysIn(policy.nextStep.answerWithin) * dayMs),
      },
    ];
  },
};

const brief = (name: string) => name.slice(0, 60);

/** They are looking at others: answer that openly, before it is decided without us. */
export const shortlist: Rule = {
  id: 'shortlist',
  suggest: (situation) => {
    const { context, heard, now, open, policy, time } = situation;
    const action = reachOf(situation);
    const ours = policy.nextStep.ourNames;
    const others = (name: string) =>
      !(ours.length > 0 && hasAny(name, ours)) && !/^(us|you|your (tool|product))$/i.test(name.trim());
    const within = daysIn(policy.nextStep.answerWithin) * dayMs;
    // Named on a call: worth an answer although somebody has spoken to them.
    const named = heard.competitors.filter(
      (note) => others(note.value) && note.at <= now && time - Date.parse(note.at) < within && !answered(note, situation),
    );
    const rivals = named.length > 0 ? named.map(({ value }) => value) : context.origin.shortlist.filter(others);
    if (!open || !action || rivals.length === 0 || (named.length === 0 && !ready(situation))) return [];
    const names = listed(rivals.slice(0, 3).map(brief));
    const said = openly(situation, daysIn(policy.nextStep.quietAfter) * dayMs);
    const told = rivals.every((name) => named.some(({ value }) => value === name) || toldUs(situation, name));
    const newest = named[0];
    return [
      {
        id: 'shortlist',
        action,
        title: `${action === 'call' ? 'Call' : 'Write to'} ${called(situation)} while they compare us with ${names}`.slice(
          0,
          300,
        ),
        reasons: [
          {
            text: newest ? `Named ${names} to ${newest.source} ${onDate(newest.at, now)}` : `Also looking at ${names}`,
            ref: newest ? 'heard:competitors' : 'origin:shortlist',
          },
          ...(context.origin.problem
            ? [{ text: `Wants to solve: ${context.origin.problem}`.slice(0, 300), ref: 'origin:problem' }]
            : []),
          ...(said ? [touchReason(did(said.touch, now), said.touch)] : []),
        ],
        opener: told
          ? `You are also looking at ${names}. I will tell you straight where they are the better choice and where we are. Which two points will decide it for you?`
          : `${said ? `${said.words} ` : ''}You will be comparing a few tools, and you should. Which two points will decide it for you? I will tell you straight where we are strong and where we are not.`,
        avoid: told
          ? 'Do not run the others down: name one thing they do well first.'
          : `Do not bring up ${listed(rivals.slice(0, 3).map(brief), 'or')} yourself: they have not told us.`,
        send: contentFor(situation, 'consideration', 'comparison'),
        ifNot: 'The comparison is made without us, from what they find.',
        from: newest?.at ?? openWindow(situation).from,
        until: newest ? later(newest.at, within) : openWindow(situation).until,
      },
    ];
  },
};
