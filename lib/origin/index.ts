import type { OriginVerdict } from '../contract/origin.ts';
import { readClick, type Visit } from './click.ts';
import { evidence, isAi, type Reading, reading } from './reading.ts';
import { readSelfReport } from './self-report.ts';

/**
 * What is known of how somebody found us. `referrer`, `landingUrl` and `userAgent` are those of the first touch;
 * `selfReported` is the person's own answer, `salesNote` what a rep wrote down of it. All text is data, never an order.
 */
export type OriginInput = Visit & {
  readonly selfReported?: string | null | undefined;
  readonly salesNote?: string | null | undefined;
  readonly laterTouches?: readonly Pick<Visit, 'referrer' | 'landingUrl'>[] | undefined;
};

/**
 * How somebody found us, with the evidence for it and the readings that disagree. Pure; never throws.
 *
 * A sales note or the person's own words come first when they name a source; a general word ("Google", "AI", "online")
 * only fills a gap or takes the assistant from the click. Then the first touch: paid AI, an assistant's host, other
 * referrers, tags, app, agent. A visit from a search engine is never an AI answer: a click cannot tell. AI later in the
 * path, or in a tag on somebody else's link, is `aiTouched` and no more.
 */
export function classifyOrigin(input: OriginInput): OriginVerdict {
  const given = fieldsOf(input, [...visitFields, 'selfReported', 'salesNote', 'laterTouches']);
  const click = readClick(given as Visit);
  const note = said('sales_note', given.salesNote);
  const answer = said('self_report', given.selfReported);
  const best = [note, answer].find((one) => one && !one.generic) ?? note ?? answer;
  const found = best ? weigh(best, click) : click;
  const touches: readonly unknown[] = Array.isArray(given.laterTouches) ? given.laterTouches.slice(0, mostTouches) : [];
  const later = touches.map((touch) => readClick(fieldsOf(touch, visitFields) as Visit));
  const { channel, assistant, confidence } = found;
  return {
    channel,
    assistant,
    aiMediated: isAi(channel),
    aiTouched: [found, click, note, answer, ...later].some((one) => one?.touched),
    confidence,
    evidence: found.evidence,
    conflicts: [...found.conflicts, ...disagreeing(note, answer, best)],
  };
}

const visitFields = ['referrer', 'landingUrl', 'userAgent'] as const;
/** A path of more touches than this says no more about AI. */
const mostTouches = 1000;

/** The fields of whatever was given; one that cannot be read is left out. */
function fieldsOf(given: unknown, names: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  if (typeof given !== 'object' || given === null) return found;
  for (const name of names) {
    try {
      found[name] = Reflect.get(given, name);
    } catch {
      // A field that throws when it is read tells nothing.
    }
  }
  return found;
}

type Said = Reading & { generic: boolean };

function said(signal: 'sales_note' | 'self_report', text: unknown): Said | null {
  if (typeof text !== 'string' || text.trim() === '') return null;
  const { first, others, unordered, touched } = readSelfReport(text, { note: signal === 'sales_note' });
  if (!first && !touched) return null;
  const rule = unordered ? 'words:several' : first?.generic ? 'words:general' : 'words:first-source';
  const by = evidence(signal, text.replace(/\p{Cs}/gu, '').trim(), rule);
  // AI was asked and did not bring them: nothing is claimed, but it was in the path.
  if (!first) return { ...reading('unknown', null, 'low', []), touched, generic: true };
  const found = reading(first.channel, first.assistant, first.generic || unordered ? 'medium' : 'high', [by]);
  found.touched = touched;
  if (unordered)
    for (const { channel, assistant } of others)
      found.conflicts.push({ channel, assistant, because: 'Named together with the other source, without an order.' });
  return { ...found, generic: first.generic || first.channel === 'unknown' };
}

/** What was said against what the click shows. */
function weigh(words: Said, click: Reading): Reading {
  const silent = click.channel === 'direct' || click.channel === 'unknown' || click.channel === 'bot';
  const same = words.channel === click.channel && (words.assistant === null || words.assistant === click.assistant);
  if (words.channel === 'unknown') return click;
  if (words.generic && isAi(words.channel) && isAi(click.channel))
    return { ...click, evidence: [...words.evidence, ...click.evidence], confidence: 'high' };
  if (words.generic && !silent && !same)
    return {
      ...click,
      conflicts: [...click.conflicts, clash(words, 'The person’s own words are too general to set against the click.')],
    };
  const assistant =
    words.assistant ?? (words.channel === click.channel || (isAi(words.channel) && isAi(click.channel)) ? click.assistant : null);
  // An AI answer above the results is opened from the results page.
  const above = words.channel === 'ai_search' && click.channel === 'organic_search';
  const agreeing = same || above || (isAi(words.channel) && isAi(click.channel) && assistant === click.assistant);
  const conflicts = [...words.conflicts];
  if (!silent && !agreeing) conflicts.push(clash(click, `The click shows ${click.evidence[0]?.value ?? 'another source'}.`));
  return {
    ...words,
    assistant,
    confidence: agreeing && !silent ? 'high' : words.confidence,
    evidence: [...words.evidence, ...click.evidence],
    conflicts,
  };
}

const clash = ({ channel, assistant }: Reading, because: string) => ({ channel, assistant, because: because.slice(0, 500) });

function disagreeing(note: Said | null, answer: Said | null, best: Said | null | undefined) {
  const other = best === note ? answer : note;
  if (!best || !other || other.channel === 'unknown' || (other.channel === best.channel && other.assistant === best.assistant))
    return [];
  return [
    clash(other, best === note ? 'The form answer says otherwise; the sales note corrects it.' : 'The sales note says less.'),
  ];
}
