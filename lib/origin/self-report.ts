import type { Channel } from '../contract/origin.ts';
import { withoutAsides } from './asides.ts';
import { bareAnswer } from './bare-answer.ts';
import { edgesOf } from './clauses.ts';
import { inOrder, saysOrder } from './in-order.ts';
import { ordersIn } from './instructions.ts';
import { judge, type Part } from './judge-mention.ts';
import { isAiMention, type Mention, read } from './mentions.ts';
import { merged } from './merge.ts';
import { speaksOfFinding } from './notes.ts';
import { otherNames } from './other-names.ts';
import { isOurs } from './our-people.ts';
import { people } from './people.ts';
import { withoutMet, withoutTools, withoutVague } from './telling.ts';

export type Source = { channel: Channel; assistant: string | null; generic: boolean };
export type SelfReport = {
  /** The first source the text names; null when it names none. */
  first: Source | null;
  /** The others it names, in order. */
  others: Source[];
  /** Several sources and no word on which came first. */
  unordered: boolean;
  /** AI was asked, whether or not it brought them. */
  touched: boolean;
};

/** More than anybody writes in a form; the rest of a note is not read. */
const longest = 1000;

/**
 * Reads an answer to "how did you hear about us", or a note of what a buyer said. Finds the sources it names, drops those
 * that are denied, that failed, or that are only a topic, tells people from assistants of the same name, and puts the rest in
 * the order in which they happened. Instructions in the text name nothing. With `note`, the text is a rep's: a sentence of it
 * counts only where it speaks of finding us.
 */
export function readSelfReport(raw: unknown, { note = false } = {}): SelfReport {
  const text = plain(raw);
  if (text === '') return { first: null, others: [], unordered: false, touched: false };
  const reading = read(text);
  const orders = ordersIn(reading);
  reading.mentions = reading.mentions.filter((one) => !orders.some(([from, to]) => one.start >= from && one.start < to));
  people(otherNames(merged(reading)));
  const edges = edgesOf(reading);
  let touched = false;
  const parts: Part[] = [];
  const kept: Mention[] = [];
  for (const [index, mention] of reading.mentions.entries()) {
    const part = mention.ignored ? 'topic' : judge(reading, edges, index, parts);
    parts.push(part);
    if (part === 'failed') touched ||= isAiMention(mention);
    const person = part === 'person' || (part === 'source' && mention.person === true);
    const found: Mention = part === 'person' ? { ...mention, channel: 'word_of_mouth', assistant: null, named: true } : mention;
    if ((part !== 'source' && part !== 'person') || (note && !speaksOfFinding(reading, edges, found))) continue;
    touched ||= part === 'source' && isAiMention(mention);
    const ours = person && isOurs(reading, edges, found, note);
    // A mail from one of ours is their reaching out, one from anybody else is their word.
    if (
      person &&
      kept.at(-1)?.channel === 'email' &&
      /^\s+(?:from|by|von|de|di|da|van|od|от|fra|från)\s+$/.test(reading.folded.slice(kept.at(-1)?.end, found.start))
    )
      kept.pop();
    kept.push(ours ? { ...found, channel: 'outbound', weak: true } : found);
  }
  const doers = withoutTools(reading, edges, withoutMet(reading, edges, kept));
  const told = inOrder(reading, edges, withoutVague(reading, withoutAsides(reading, edges, doers)));
  const distinct = told.filter(
    (one, at) => told.findIndex((other) => other.channel === one.channel && other.assistant === one.assistant) === at,
  );
  const unordered = distinct.length > 1 && !saysOrder(reading, kept);
  if (distinct.length === 0 && !note && !touched) {
    const plainly = bareAnswer(reading);
    if (plainly) {
      distinct.push(plainly);
      touched ||= isAiMention(plainly);
    }
  }
  const first = (unordered ? distinct.find((one) => !one.generic) : undefined) ?? distinct[0] ?? null;
  return { first: first && source(first), others: distinct.filter((one) => one !== first).map(source), unordered, touched };
}

const source = ({ channel, assistant, generic }: Mention): Source => ({ channel, assistant, generic: generic === true });

function plain(raw: unknown): string {
  if (typeof raw !== 'string') return '';
  return raw
    .slice(0, longest)
    .normalize('NFKC')
    .slice(0, longest)
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/\p{Cc}/gu, '\n')
    .trim();
}
