import type { Touch } from '../contract/touch.ts';
import { hasAny } from '../policy/judge-criterion.ts';
import { formName, type Situation } from './situation.ts';

/**
 * What a rep may say: only what the buyer told us or asked for. A page view is never mentioned, since being told that one's
 * reading was followed feels watched; it only decides what to offer.
 */

const longestQuote = 140;

/** The buyer's own words on one line, short enough to say. */
export function quoted(words: string): string {
  const line = words
    .replace(/\s+/g, ' ')
    .replace(/["“”„«»]/g, '')
    .trim()
    .replace(/[.!…]+$/, '');
  if (line.length <= longestQuote) return `"${line}"`;
  const cut = line.slice(0, longestQuote);
  return `"${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestQuote / 2))} …"`;
}

/** "You wrote: …" as a sentence; a question keeps its own mark. */
export function wrote(words: string): string {
  return words.trim().endsWith('?') ? `You wrote: ${quoted(words)}` : `You wrote: ${quoted(words)}.`;
}

/** "You wrote: …" and that it comes first: a question is answered, anything else taken up. */
export const takenUp = (words: string): string =>
  `${wrote(words)} ${words.trim().endsWith('?') ? 'Let me answer that first.' : 'Let me start with that.'}`;

/** The problem in their words, or null where they never said. */
export const problemOf = ({ context }: Situation) => (context.origin.problem ? quoted(context.origin.problem) : null);

/** Whether the buyer said this name to us themselves: in the form, in a message, in their own words. What a data vendor says is not theirs. */
export function toldUs({ context, heard }: Situation, name: string): boolean {
  const said = [
    context.origin.selfReported,
    context.origin.problem,
    heard.question?.value,
    ...heard.words.map(({ value }) => value),
  ];
  return said.some((words) => words && hasAny(words, [name]));
}

/** What the request was, as the buyer would call it. */
export function requestName({ request }: Situation): string {
  return request?.kind === 'contact_request' ? 'the call you asked for' : 'the demo you asked for';
}

export const neverWatched = 'Do not mention pages they looked at: they told us what they want, not what they read.';

/** Names for a sentence: "A", "A and B", "A, B and C". */
export function listed(names: readonly string[], last = 'and'): string {
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} ${last} ${names[names.length - 1] ?? ''}`;
}

const declared = new Set(['webinar', 'download', 'event', 'chat', 'trial', 'form']);

/** How something they did openly is told: as a sentence to them, and as what a message is about. */
export type Openly = { touch: Touch; words: string; about: string };

/** Something they did knowing that we would know: a form, a download, a webinar they signed up for. */
export function openly({ context, time }: Situation, within: number): Openly | null {
  const touch = context.read.touches.find((one) => declared.has(one.kind) && time - Date.parse(one.at) <= within);
  if (!touch) return null;
  const title = titleOf(touch.title);
  switch (touch.kind) {
    case 'webinar':
      return { touch, words: `You signed up for ${withKind(title, 'webinar')}.`, about: withKind(title, 'webinar') };
    case 'download':
      return { touch, words: `You asked us for ${title.named}.`, about: `${title.named}, which you asked us for` };
    case 'event':
      return { touch, words: `You were at ${title.plain}, and so were we.`, about: `${title.plain}, where we both were` };
    case 'chat':
      return { touch, words: 'You wrote to us in the chat.', about: 'what you asked in our chat' };
    case 'trial':
      return { touch, words: 'You have started a trial.', about: 'the trial you started' };
    default:
      return {
        touch,
        words: `You filled in ${quoted(formName(title.plain))} on our site.`,
        about: 'the form you sent us',
      };
  }
}

type Title = { kind: string | null; plain: string; named: string };

/** "Guide: planning" is said as: our guide "planning". What a scanner adds to an event's name is left out. */
function titleOf(whole: string): Title {
  const title = whole.replace(/\s+/g, ' ').trim();
  const [, kind, rest] =
    /^(webinar|guide|checklist|e-?book|white ?paper|report|template|case study|workshop)\s*[:|–-]\s*(.+)$/i.exec(title) ?? [];
  const plain = (rest ?? title).replace(/\s*[,:|–-]\s*(badge scan|booth|stand|registration|attended).*$/i, '');
  return kind === undefined
    ? { kind: null, plain, named: quoted(plain) }
    : { kind: kind.toLowerCase(), plain, named: `our ${kind.toLowerCase()} ${quoted(plain)}` };
}

const withKind = (title: Title, kind: string) => (title.kind === null ? `our ${kind} ${title.named}` : title.named);
