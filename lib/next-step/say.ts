import type { Touch } from '../contract/touch.ts';
import type { Situation } from './situation.ts';

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
    .replace(/[.!?…]+$/, '');
  if (line.length <= longestQuote) return `"${line}"`;
  const cut = line.slice(0, longestQuote);
  return `"${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestQuote / 2))} …"`;
}

/** The problem in their words, or null where they never said. */
export const problemOf = ({ context }: Situation) => (context.origin.problem ? quoted(context.origin.problem) : null);

/** What the request was, as the buyer would call it. */
export function requestName({ request }: Situation): string {
  return request?.kind === 'contact_request' ? 'the call you asked for' : 'the demo you asked for';
}

export const neverWatched = 'Do not mention pages they looked at: they told us what they asked for, not what they read.';

/** Names for a sentence: "A", "A and B", "A, B and C". */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1] ?? ''}`;
}

const declared = new Set(['webinar', 'download', 'event', 'chat', 'trial', 'form']);

/** How something they did openly is told: as a sentence to them, and as what a message is about. */
export type Openly = { touch: Touch; words: string; about: string };

/** Something they did knowing that we would know: a form, a download, a webinar they signed up for. */
export function openly({ context, time }: Situation, within: number): Openly | null {
  const touch = context.read.touches.find((one) => declared.has(one.kind) && time - Date.parse(one.at) <= within);
  if (!touch) return null;
  const title = quoted(touch.title);
  switch (touch.kind) {
    case 'webinar':
      return { touch, words: `You signed up for our webinar ${title}.`, about: `our webinar ${title}` };
    case 'download':
      return { touch, words: `You asked us for ${title}.`, about: `${title}, which you asked us for` };
    case 'event':
      return { touch, words: `We met at ${title}.`, about: `our meeting at ${title}` };
    case 'chat':
      return { touch, words: 'You wrote to us in the chat.', about: 'what you asked in our chat' };
    case 'trial':
      return { touch, words: 'You have started a trial.', about: 'the trial you started' };
    default:
      return { touch, words: 'You left us your details.', about: 'the form you filled in' };
  }
}
