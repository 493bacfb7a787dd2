import { alike, inOrder, touchRef } from '../content/index.ts';
import type { LeadFacts, RawTouch } from '../contract/facts.ts';
import type { Fact } from '../contract/primitives.ts';
import { competitorOf } from '../policy/competitor.ts';
import { dayOf, daysIn } from '../policy/days.ts';
import { hasAny, meets, readField } from '../policy/judge-criterion.ts';
import { matchesPage, pageAddress } from '../policy/page-pattern.ts';
import type { ScoreModel, ScoreRule, TouchMatch } from '../policy/score-model.ts';

/** One fact that a rule counts. `day` is its UTC day; `id` is the same under every rule that counts the fact. */
export type Hit = {
  id: string;
  time: number;
  day: number;
  ref: string;
  source: string;
  stale: string | null;
  topic: string | null;
};

/** A rule with all the facts it could ever count, ascending by time, and its durations as days. */
export type Tally = {
  rule: ScoreRule;
  hits: Hit[];
  cap: number;
  halfLife: number | null;
  expires: number | null;
  /** What one hit is worth by its age in days, worked out once for all that are so old. */
  worth: Map<number, number>;
  /** A quiet rule's days without a touch. */
  after: number;
  /** A field rule whose field is not known: what it would add is said under "raise". */
  unknown: boolean;
};

/** Everything the model counts of this lead, whenever it happened. */
export function tallies(
  facts: LeadFacts,
  model: ScoreModel,
  competitorDomains: readonly string[],
): { tallies: Tally[]; touchTimes: number[] } {
  const touches = inOrder(facts.touches);
  const intent = distinctIntent(facts.intent);
  const tallies = model.rules.map((rule) => tally(rule, facts, intent, competitorDomains));
  const kinds = new Map<string, { ref: string; counting: Tally[] }>();
  const touchTimes = touches.map(({ touch, time }) => {
    const key = alike(touch);
    const known = kinds.get(key) ?? { ref: touchRef(touch), counting: tallies.filter((one) => counts(one.rule, touch)) };
    kinds.set(key, known);
    for (const one of known.counting)
      one.hits.push({ id: touch.id, time, day: dayOf(time), ref: known.ref, source: touch.source, stale: null, topic: null });
    return time;
  });
  return { tallies, touchTimes };
}

function tally(rule: ScoreRule, facts: LeadFacts, intent: LeadFacts['intent'], competitorDomains: readonly string[]): Tally {
  const base = { rule, cap: 1, halfLife: null, expires: null, worth: new Map(), after: 0, unknown: false };
  if (rule.on === 'quiet') return { ...base, hits: [], after: daysIn(rule.after) };
  if (rule.on === 'competitor') {
    const found = competitorOf(facts, competitorDomains);
    return { ...base, hits: found ? [fieldHit(found.fact, found.ref)] : [] };
  }
  if (rule.on === 'field') {
    if (!rule.when.field) return { ...base, hits: [] };
    const { fact, ref } = readField(facts, rule.when.field);
    const verdict = meets(rule.when, fact?.value ?? null);
    return { ...base, hits: fact && verdict ? [fieldHit(fact, ref)] : [], unknown: verdict === null };
  }
  const limits = {
    ...base,
    cap: rule.cap,
    halfLife: rule.halfLife ? daysIn(rule.halfLife) : null,
    expires: rule.expires ? daysIn(rule.expires) : null,
  };
  if (rule.on === 'intent') {
    const wanted = intent.filter(
      (one) =>
        (!rule.topics || hasAny(one.topic, rule.topics)) &&
        (!rule.sources || rule.sources.some((source) => source.toLowerCase() === one.source.toLowerCase())),
    );
    return { ...limits, hits: wanted.map(intentHit) };
  }
  return { ...limits, hits: [] };
}

/** A fact counts from when it was told first: a system that repeats it tells nothing new. */
function fieldHit({ since, at, source, staleAt }: Fact, ref: string): Hit {
  return { ...when(since ?? at), id: `field\n${ref}`, ref, source, stale: staleAt, topic: null };
}

function when(at: string): Pick<Hit, 'time' | 'day'> {
  const time = Date.parse(at);
  return { time, day: dayOf(time) };
}

function intentHit({ at, since, source, topic }: LeadFacts['intent'][number]): Hit {
  return {
    ...when(since ?? at),
    id: `intent
${source}
${topic}
${since ?? at}`,
    ref: 'account:intent',
    source,
    stale: null,
    topic,
  };
}

function counts(rule: ScoreRule, touch: RawTouch): boolean {
  return rule.on === 'touch' && matches(rule.when, touch);
}

function matches(match: TouchMatch, touch: RawTouch): boolean {
  if (match.kinds && !match.kinds.includes(touch.kind)) return false;
  if (match.stages && (touch.stage === null || !match.stages.includes(touch.stage))) return false;
  if (match.topics && !match.topics.some((topic) => topic.toLowerCase() === touch.topic?.toLowerCase())) return false;
  const page = match.pages ? pageAddress(touch) : null;
  if (match.pages && !(page && match.pages.some((pattern) => matchesPage(pattern, page)))) return false;
  return !match.words || hasAny(`${touch.name} ${touch.title}`, match.words);
}

const timeOf = ({ since, at }: LeadFacts['intent'][number]) => Date.parse(since ?? at);

/** Ascending by time, each once, whatever order they came in. */
function distinctIntent(intent: LeadFacts['intent']): LeadFacts['intent'] {
  const byKey = new Map(intent.map((one) => [[timeOf(one), one.source, one.topic].join('\n'), one]));
  return [...byKey.entries()]
    .sort(([a, one], [b, other]) => timeOf(one) - timeOf(other) || (a < b ? -1 : 1))
    .map(([, one]) => one);
}
