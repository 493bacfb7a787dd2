import type { Channel } from '../contract/origin.ts';
import {
  afterBetween,
  beforeAtStart,
  deniedAfter,
  failedAfter,
  firstBefore,
  foundAfter,
  instruction,
  negatedBefore,
  personAfter,
  personBefore,
  sequence,
  topicAfter,
  topicBefore,
  useBefore,
  words,
} from './words.data.ts';

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

type Mention = Source & { start: number; end: number };

/**
 * Reads an answer to "how did you hear about us", or a note of what a buyer said. Finds the sources it names, drops those
 * that are denied, that failed, or that are only a topic, tells people from assistants of the same name, and puts the rest in
 * the order in which they happened. Instructions in the text name nothing.
 */
export function readSelfReport(raw: unknown): SelfReport {
  const text = plain(raw);
  let touched = false;
  const kept: Mention[] = [];
  for (const mention of mentions(text)) {
    const isAi = mention.channel.startsWith('ai_') || mention.channel === 'paid_ai';
    const [before, after] = clause(text, mention);
    if (negatedBefore.test(before)) continue;
    if (failedAfter.test(after)) {
      touched ||= isAi && !deniedAfter.test(after);
      continue;
    }
    if (isAi && mention.channel !== 'paid_ai' && isTopic(before, after)) continue;
    touched ||= isAi;
    kept.push(mention);
  }
  const ordered = inOrder(text, withoutVague(kept));
  const distinct = ordered.filter(
    (one, at) => ordered.findIndex((other) => other.channel === one.channel && other.assistant === one.assistant) === at,
  );
  const unordered =
    distinct.length > 1 && !sequence.test(text) && !/\b(?:told|asked|recommended|suggested|mentioned)\b/i.test(text);
  const first = (unordered ? distinct.find((one) => !one.generic) : undefined) ?? distinct[0] ?? null;
  return { first: first && source(first), others: distinct.filter((one) => one !== first).map(source), unordered, touched };
}

const source = ({ channel, assistant, generic }: Mention): Source => ({ channel, assistant, generic });

/** One line of plain text, instructions blanked out. */
function plain(raw: unknown): string {
  if (typeof raw !== 'string') return '';
  const text = raw
    .slice(0, 2000)
    .normalize('NFKC')
    .slice(0, 2000)
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/\p{Cc}/gu, '\n');
  return text.replace(/[^.!?;,\n]+/g, (part) => (instruction.test(part) ? ' '.repeat(part.length) : part));
}

/** Every stretch of text that names a source, each taken once, in the order of the text. */
function mentions(text: string): Mention[] {
  const found: (Mention & { ignored: boolean })[] = [];
  for (const { match, channel, assistant, generic = false, name = false, ignored = false } of words)
    for (const hit of text.matchAll(match)) {
      const start = hit.index;
      const end = start + hit[0].length;
      if (hit[0] === '' || found.some((other) => start < other.end && other.start < end)) continue;
      const person =
        name && (personBefore.test(text.slice(Math.max(0, start - 60), start)) || personAfter.test(text.slice(end, end + 60)));
      found.push({
        start,
        end,
        generic,
        ignored,
        channel: person ? 'word_of_mouth' : channel,
        assistant: person ? null : assistant,
      });
    }
  return found.filter((one) => !one.ignored).sort((a, b) => a.start - b.start);
}

const edge =
  /[.!?;,\n()–—]|\b(?:but|however|although|aber|sondern|mais|pero|sino|mas|sed|maar|ale|men)\b|\b(?:so|then)\b|(?<!\p{L})но(?!\p{L})/giu;

/** The text of a mention's own clause, before it and after it. */
function clause(text: string, { start, end }: Mention): [string, string] {
  const before = text.slice(Math.max(0, start - 200), start);
  const after = text.slice(end, end + 200);
  const last = [...before.matchAll(edge)].at(-1);
  const next = after.search(new RegExp(edge.source, 'iu'));
  return [last ? before.slice(last.index + last[0].length) : before, next < 0 ? after : after.slice(0, next)];
}

function isTopic(before: string, after: string): boolean {
  return topicBefore.test(before) || topicAfter.test(after) || (useBefore.test(before) && !foundAfter.test(after));
}

/** "Online" says nothing beside another source, and "Google" nothing beside Google's own AI answers. */
function withoutVague(all: Mention[]): Mention[] {
  const named = all.filter((one) => one.channel !== 'unknown');
  if (named.length === 0) return all;
  const inGoogle = named.some((one) => one.channel === 'ai_search');
  const namesAi = named.some((one) => !one.generic && one.channel === 'ai_assistant');
  return named.filter(
    (one) => !one.generic || (one.channel === 'organic_search' ? !inGoogle : !(namesAi && one.channel === 'ai_assistant')),
  );
}

/** By the time they happened, as far as the words tell; else as written. */
function inOrder(text: string, all: Mention[]): Mention[] {
  const sentences = text.split(/(?<=[.!?;\n])/);
  const ranked = all.map((mention) => {
    let from = 0;
    let rank = mention.start;
    for (const sentence of sentences) {
      const to = from + sentence.length;
      if (mention.start >= from && mention.start < to) {
        const at = mention.start - from;
        const before = sentence.slice(0, at);
        const lead = before.split(/,|\bthen\b|\bbut\b|\band\b/i).at(-1) ?? '';
        if (firstBefore.test(lead)) rank -= 20_000;
        const turn = afterBetween.exec(sentence);
        if (turn && turn.index > 0 && turn.index < at && all.some((one) => one.start >= from && one.start < from + turn.index))
          rank -= 10_000;
        const opens = !all.some((one) => one.start >= from && one.start < mention.start);
        if (opens && beforeAtStart.test(sentence)) rank += 10_000;
      }
      from = to;
    }
    return { mention, rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ mention }) => mention);
}
