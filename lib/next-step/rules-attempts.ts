import type { DispositionEntry } from '../contract/disposition.ts';
import type { Step } from '../contract/next-step.ts';
import { dayMs, daysIn, numberWord, onDate, shortDate } from '../policy/days.ts';
import { calendarNamed, workingFrom } from '../sla/index.ts';
import { openly, problemOf, quoted, requestName } from './say.ts';
import { called, contentFor, later, type Rule, type Situation } from './situation.ts';

const reached = (entry: DispositionEntry | undefined) => entry?.outcome === 'connected' || entry?.outcome === 'booked';
const attemptReason = (entry: DispositionEntry, now: string) => ({
  text: `${spoken[entry.channel ?? 'call']} ${onDate(entry.at, now)}: ${outcomes[entry.outcome ?? 'no_answer']}`,
  ref: `disposition:${entry.id}`,
});
const spoken = { call: 'Call', email: 'Email', linkedin: 'LinkedIn message', meeting: 'Meeting' } as const;
const outcomes = {
  connected: 'reached',
  no_answer: 'no answer',
  voicemail: 'left a message',
  sent: 'sent, no answer logged',
  booked: 'meeting booked',
  wrong_contact: 'wrong contact',
} as const;

/** After an attempt without an answer: the next of the agreed attempts, by another way, when its day has come. */
export const followUp: Rule = {
  id: 'follow_up',
  suggest: (situation) => {
    const { attempts, context, now, open, policy, hasEmail, hasPhone } = situation;
    const last = attempts[0];
    const { attemptsAgreed } = policy.dispositions;
    if (!open || !last || reached(last) || last.outcome === 'wrong_contact' || attempts.length >= attemptsAgreed) return [];
    const planned = policy.nextStep.cadence[attempts.length];
    if (!planned || (!hasEmail && !hasPhone)) return [];
    const channel = channelFor(planned.channel, last, situation);
    const due = onWorkingDay(later(last.at, daysIn(planned.after) * dayMs), situation);
    const turn = `attempt ${attempts.length + 1} of ${attemptsAgreed}`;
    const reasons = attempts.slice(0, 3).map((attempt) => attemptReason(attempt, now));
    const verb = { call: 'Call', email: 'Email', linkedin: 'Write on LinkedIn to', meeting: 'Meet' }[channel];
    const act: Step = {
      id: `follow_up:${attempts.length + 1}`,
      action: channel,
      title: `${verb} ${called(situation)}: ${turn}`,
      reasons,
      opener: followUpOpener(situation, channel, last),
      avoid: 'Do not open with "just checking in" or count your attempts aloud: give one reason to answer.',
      send: channel === 'email' ? sentAlong(situation) : null,
      ifNot: `${attemptsAgreed - attempts.length} of the ${attemptsAgreed} agreed attempts stay open, and "no response" cannot be chosen before.`,
      from: due,
      until: null,
    };
    if (Date.parse(due) <= Date.parse(last.at)) return [act];
    const wait: Step = {
      id: `follow_up:${attempts.length + 1}:wait`,
      action: 'wait',
      title: `Wait until ${shortDate(due, now)}, then ${channel === 'linkedin' ? 'LinkedIn' : channel}`,
      reasons,
      opener: null,
      avoid: null,
      send: null,
      ifNot: null,
      from: last.at,
      until: due,
    };
    return context.disposition.state === 'recycled' ? [] : [wait, act];
  },
};

/** Late in the attempts something else than before: what it saves to who asked for a demo, something lighter to who did not. */
function sentAlong(situation: Situation): Step['send'] {
  if (situation.attempts.length < 3) return contentFor(situation, 'consideration');
  return situation.request ? contentFor(situation, 'decision', 'return on investment') : contentFor(situation, 'awareness');
}

/** Nobody is called on a Sunday: an attempt that falls outside the team's hours waits for the next of them. */
function onWorkingDay(due: string, { policy }: Situation): string {
  const named = policy.clocks.flatMap(({ goals }) => goals).find(({ calendar }) => calendar !== 'always')?.calendar;
  return named === undefined ? due : workingFrom(due, 14 * dayMs, calendarNamed(named, policy.calendars));
}

/** The planned way, unless it cannot be used or is the way that has just failed. */
function channelFor(
  planned: 'call' | 'email' | 'linkedin' | 'meeting',
  last: DispositionEntry,
  { hasEmail, hasPhone }: Situation,
) {
  const usable = (channel: string) => (channel === 'call' ? hasPhone : channel === 'email' ? hasEmail : true);
  if (usable(planned) && planned !== last.channel) return planned;
  const others = (['email', 'call', 'linkedin'] as const).filter((channel) => usable(channel) && channel !== last.channel);
  return others[0] ?? planned;
}

function followUpOpener(situation: Situation, channel: string, last: DispositionEntry): string {
  const { attempts, policy } = situation;
  const said = openly(situation, 90 * dayMs);
  const subject = situation.request ? requestName(situation) : (said?.about ?? problemOf(situation));
  const about = subject ? ` about ${subject}` : '';
  if (attempts.length + 1 === policy.dispositions.attemptsAgreed)
    return channel === 'call'
      ? `This is my last try${about}. If now is wrong, tell me when is right and I will come back then.`
      : `This is my last note${about}. If now is wrong, one word is enough: "later", and I will come back when you say.`;
  if (channel === 'call')
    return `I ${last.channel === 'call' ? 'tried to reach you' : 'wrote to you'}${about} and would rather ask than guess: is it still on your list?`;
  const before = last.channel === 'call' ? 'I tried to reach you by phone' : 'I wrote to you';
  return `${before}${about}. Would fifteen minutes this week work, or is there somebody better to ask?`;
}

/** They were reached: what was said decides, so write it down while it is fresh. */
export const afterTalk: Rule = {
  id: 'after_talk',
  suggest: (situation) => {
    const { attempts, context, now, open, policy } = situation;
    const last = attempts[0];
    if (!open || !last || !reached(last)) return [];
    const reasons = [attemptReason(last, now)];
    const need = problemOf(situation);
    const words = situation.heard.words[0];
    const took = words ? quoted(words.value) : need;
    if (last.outcome === 'booked')
      return [
        {
          id: 'after_talk:booked',
          action: 'meeting',
          title: `Prepare the meeting with ${called(situation)}`,
          reasons: [...reasons, ...(need ? [{ text: `In their words: ${need}`, ref: 'origin:problem' }] : [])],
          opener: need
            ? `I will build our meeting around what you told us: ${need}. Who else should hear it first hand?`
            : 'So that our meeting is worth your time: what would you want answered by the end of it?',
          avoid: 'Do not send a product tour ahead: ask what the meeting has to settle.',
          send: contentFor(situation, 'decision'),
          ifNot: 'Meetings without an agreed question are the ones that get moved.',
          from: last.at,
          until: later(last.at, 14 * dayMs),
        },
      ];
    return [
      {
        id: 'after_talk',
        action: 'email',
        title: context.disposition.state === 'open' ? 'Send what you promised, then accept or reject' : 'Send what you promised',
        reasons: [...reasons, ...(words ? [{ text: `In their words: ${quoted(words.value)}`, ref: 'heard:words' }] : [])],
        opener: `Thank you for talking to me. ${took ? `What I took away: ${took}. ` : ''}What I promised is below. Did I leave anything out?`,
        avoid: 'Do not add a second ask to it: send what you said, and nothing more.',
        send: contentFor(situation, 'decision'),
        ifNot:
          'A promise made on the phone and not kept is what they remember. Note their words and objections while you are at it.',
        from: last.at,
        until: later(last.at, daysIn(policy.nextStep.hotFor) * dayMs),
      },
    ];
  },
};

function triedWords(count: number, first: string): string {
  if (count === 1) return `One attempt on ${first}, not answered`;
  return `${numberWord(count)} attempts since ${first}, none answered`.replace(/^./, (letter) => letter.toUpperCase());
}

/** All agreed attempts made: the promise is kept, so let the lead go with a date or a reason. */
export const attemptsDone: Rule = {
  id: 'attempts_done',
  suggest: ({ attempts, now, open, policy }) => {
    const last = attempts[0];
    const { attemptsAgreed } = policy.dispositions;
    if (!open || !last || attemptsAgreed === 0 || attempts.length < attemptsAgreed || reached(last)) return [];
    return [
      {
        id: 'attempts_done',
        action: 'recycle',
        title: 'Recycle to a date, or reject as no response',
        reasons: [
          {
            text: triedWords(attempts.length, shortDate(attempts[attempts.length - 1]?.at ?? last.at, now)),
            ref: `disposition:${last.id}`,
          },
        ],
        opener: 'I have not reached you, so I will stop here. If this comes back on your list, one line to me is enough.',
        avoid: 'No guilt and no fake deadline in the last message: it is what they will remember.',
        send: null,
        ifNot: 'Without a reason marketing cannot take up the lead again.',
        from: last.at,
        until: null,
      },
    ];
  },
};
