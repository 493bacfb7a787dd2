import type { AccountField, LeadFacts, PersonField } from '../contract/facts.ts';
import type { Fact } from '../contract/primitives.ts';
import type { Criterion, FieldPath } from './criterion.ts';

/** A field of the lead as a criterion reads it; `ref` points at it on the sidebar. */
export type Reading = { fact: Fact | null; ref: string };

/** The value behind a field path. Several facts (a shortlist) read as one, dated by the newest. */
export function readField(facts: LeadFacts, path: FieldPath): Reading {
  const [group, field] = path.split('.') as [string, string];
  if (group === 'person') return { fact: facts.person[field as PersonField] ?? null, ref: `who:${field}` };
  if (group === 'account') return { fact: facts.account?.[field as AccountField] ?? null, ref: `account:${field}` };
  if (path === 'lead.problem') return { fact: facts.problem, ref: 'origin:problem' };
  if (path === 'lead.selfReported') return { fact: facts.selfReported, ref: 'origin:selfReported' };
  return { fact: joined(facts.shortlist), ref: 'origin:shortlist' };
}

function joined(facts: readonly Fact[]): Fact | null {
  const newest = facts.reduce<Fact | null>((best, fact) => (best === null || fact.at > best.at ? fact : best), null);
  return newest && { ...newest, value: facts.map((fact) => fact.value).join(', ') };
}

/** True, false, or null where the value is not known or does not settle it ("201-500" against "at least 300"). */
export function meets(criterion: Criterion, value: string | null): boolean | null {
  if (criterion.askRep !== undefined) return null;
  if (criterion.known) return value !== null && value.trim() !== '';
  if (value === null || value.trim() === '') return null;
  if (criterion.oneOf) {
    const wanted = value.trim().toLowerCase();
    return criterion.oneOf.some((word) => word.toLowerCase() === wanted);
  }
  if (criterion.has) return hasAny(value, criterion.has);
  const range = numberRange(value);
  if (range === null) return null;
  const low = criterion.atLeast ?? Number.NEGATIVE_INFINITY;
  const high = criterion.atMost ?? Number.POSITIVE_INFINITY;
  if (range.low >= low && range.high <= high) return true;
  if (range.high < low || range.low > high) return false;
  return null;
}

/** Scripts written without spaces: there a word is looked for anywhere. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Whole words of any script, any case: "VP" is in "VP, Sales" and not in "MVP". */
export function hasAny(value: string, words: readonly string[]): boolean {
  const within = spaced(value);
  return needlesOf(words).some((needle) => within.includes(needle));
}

/** A list of words is a policy's, asked of lead after lead: it is made ready once. */
const ready = new WeakMap<readonly string[], string[]>();

function needlesOf(words: readonly string[]): string[] {
  const known = ready.get(words);
  if (known) return known;
  const made = words.map((word) => (unspaced.test(word) ? word.toLowerCase() : spaced(word)));
  ready.set(words, made);
  return made;
}

function spaced(value: string): string {
  return ` ${value
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

const scale: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9 };

/** Reads "250", "51-200", "1,001 to 5,000", "10k+" and "$2.5M"; null when there is no number in it. */
export function numberRange(value: string): { low: number; high: number } | null {
  const numbers = [...value.slice(0, 200).matchAll(/(\d[\d,.\u00a0' ]*)\s*([kmb]\b)?/gi)].map((match) => {
    const digits = (match[1] ?? '').replace(/[,\u00a0' ](?=\d{3}(?!\d))/g, '').replace(/[^\d.]/g, '');
    return Number.parseFloat(digits) * (scale[(match[2] ?? '').toLowerCase()] ?? 1);
  });
  const [first, second] = numbers;
  if (first === undefined || Number.isNaN(first)) return null;
  if (second !== undefined && second >= first) return { low: first, high: second };
  if (/\+|more than|over/i.test(value)) return { low: first, high: Number.POSITIVE_INFINITY };
  return { low: first, high: first };
}
