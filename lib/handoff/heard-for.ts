import type { LeadFacts } from '../contract/facts.ts';
import type { Heard } from '../contract/heard.ts';
import type { Fact } from '../contract/primitives.ts';

const most = 20;

/** What the buyer said, newest first, each thing once; null when nobody has written anything down. */
export function heardFor(facts: Pick<LeadFacts, 'question' | 'heard' | 'salesNotes'>): Heard | null {
  const words = newest(facts.heard?.words ?? []);
  const said = new Set(words.map(({ value }) => value));
  const heard = {
    question: facts.question ?? null,
    objections: newest(facts.heard?.objections ?? []),
    competitors: newest(facts.heard?.competitors ?? []),
    words,
    notes: newest(facts.salesNotes.filter(({ value }) => !said.has(value))),
  };
  const { question, ...lists } = heard;
  return question || Object.values(lists).some((list) => list.length > 0) ? heard : null;
}

function newest(facts: readonly Fact[]): Fact[] {
  const sorted = [...facts].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.value < b.value ? -1 : 1));
  return sorted.filter(({ value }, index) => sorted.findIndex((other) => other.value === value) === index).slice(0, most);
}
