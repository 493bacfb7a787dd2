import { scriptOf } from './fold.ts';

/** Names long enough that one or two slips leave nothing else they could be. */
const names: readonly { readonly name: string; readonly assistant: string; readonly slips: number }[] = [
  { name: 'chatgpt', assistant: 'chatgpt', slips: 1 },
  { name: 'perplexity', assistant: 'perplexity', slips: 2 },
  { name: 'deepseek', assistant: 'deepseek', slips: 1 },
  { name: 'copilot', assistant: 'copilot', slips: 1 },
  { name: 'gemini', assistant: 'gemini', slips: 1 },
  { name: 'notebooklm', assistant: 'notebooklm', slips: 2 },
];
const realWords = new Set([
  'chatbot',
  'chatget',
  'chatgot',
  'complexity',
  'perplexed',
  'copilots',
  'pilot',
  'autopilot',
  'gemina',
  'gemma',
  'chatopt',
]);

/** Letters changed, left out, added or swapped between two words; counting stops above `most`. */
function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

type Span = { start: number; end: number };

/** Assistants' names with a slip of the pen, in words that nothing else has taken; up to four short words are read as one. */
export function misspelt(folded: string, taken: readonly Span[]): (Span & { assistant: string })[] {
  const words: (Span & { word: string })[] = [];
  for (let at = 0; at < folded.length && words.length < 400; ) {
    if (scriptOf(folded.charCodeAt(at)) !== 2) {
      at++;
      continue;
    }
    let to = at;
    while (to < folded.length && scriptOf(folded.charCodeAt(to)) === 2) to++;
    words.push({ start: at, end: to, word: folded.slice(at, to) });
    at = to;
  }
  const found: (Span & { assistant: string })[] = [];
  for (let from = 0; from < words.length; from++) {
    let joined = '';
    for (let to = from; to < Math.min(words.length, from + 4); to++) {
      const [first, last] = [words[from], words[to]];
      const gap = to > from ? folded.slice(words[to - 1]?.end ?? 0, last?.start) : '';
      if (!first || !last || !/^[ .-]?$/.test(gap)) break;
      joined += last.word;
      if (joined.length > 12) break;
      if (joined.length < 5 || (to > from && first.word.length > 6)) continue;
      const match = names.find(
        ({ name, slips: most }) => joined[0] === name[0] && !realWords.has(joined) && slips(joined, name, most) <= most,
      );
      if (!match) continue;
      const span = { start: first.start, end: last.end };
      if ([...taken, ...found].some((other) => span.start < other.end && other.start < span.end)) continue;
      found.push({ ...span, assistant: match.assistant });
      break;
    }
  }
  return found;
}
