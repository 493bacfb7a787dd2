import type { Mention, Reading } from './mentions.ts';

const telling = '(?:told|recommended|mentioned|introduced|referred|suggested|forwarded|pointed|sent)';
const rooms =
  '(?:accounting|sales|marketing|finance|procurement|purchasing|legal|hr|it|ops|operations|engineering|support|product|design)';
/** A capitalised name before a verb of telling, or with a company or a department: somebody, whoever it is. */
const named = new RegExp(
  `(?<![\\p{L}@#])(?!(?:It|This|That|They|We|I|You|Which|AI|Google|Bing|ChatGPT|The|Your|An?|My|Our|Its|One|Someone|Somebody|Nobody|No|Not|Who|What|And|But|Then|First|Gemini|Claude|Copilot|Perplexity|Grok|Alexa|Siri|Webinar|Conference|Event|Booth|Post|Ad)\\b)(?:\\p{Lu}\\p{Ll}*(?:\\s+\\p{Lu}(?:\\p{Ll}+|\\.))?(?:\\s+(?:from|at|in|of)\\s+(?:the\\s+)?\\S+(?:\\s+(?:office|team|department))?)?|\\b[Ss]?he)(?=\\s+${telling}\\s)|(?<![\\p{L}@#])\\p{Lu}\\p{Ll}+\\s+\\p{Lu}\\p{Ll}+(?=\\s+(?:from|at|of)\\s+\\p{Lu})|(?<![\\p{L}@#])\\p{Lu}\\p{Ll}+(?=\\s+(?:from|in|at)\\s+(?:(?:the|our|my|your)\\s+)?(?:${rooms}|\\p{L}+ (?:office|team|department))\\b)`,
  'gu',
);

/** A capitalised name behind "heard from", "intro by": whoever that is. German writes every noun so, and is left out. */
const informant =
  /\b(?:from|by|via|through|thanks to|@|od|от|від)\s+(\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}*\.?)?)(?=\s*(?:$|[,.;!(\n]|(?:at|@|from|of|in|over at|who|on)\s))/gu;
const notNames =
  /^(?:The|A|An|Our|My|Your|It|This|That|AI|Google|Bing|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/;

const vendors =
  /^(?:open_? ?ai|anthropic|google|microsoft|linkedin|facebook|meta|mistral|deepseek|yandex|baidu|perplexity|bing|amazon)$/;

/** Adds the people whom the text names only by name. */
export function people(reading: Reading): Reading {
  const found: Mention[] = [];
  for (const hit of reading.text.matchAll(named)) {
    const [start, end] = [hit.index, hit.index + hit[0].length];
    // "Sara at OpenAI told me": where she works is no source.
    const employer = (at: number) => /^(?:at|from|of|in)$/i.test(/(\p{L}+)\s+$/u.exec(reading.text.slice(start, at))?.[1] ?? '');
    const taken = reading.mentions.some(
      (one) =>
        start < one.end &&
        one.start < end &&
        !one.person &&
        !(employer(one.start) && vendors.test(reading.folded.slice(one.start, one.end))),
    );
    if (!taken) found.push({ channel: 'word_of_mouth', assistant: null, person: true, named: true, start, end });
  }
  for (const hit of reading.text.matchAll(informant)) {
    const name = hit[1] ?? '';
    const end = hit.index + hit[0].length;
    const start = end - name.length;
    const lead = reading.cues.some(
      (one) => (one.cue === 'tell' || one.cue === 'find') && one.end <= start && start - one.end <= 30,
    );
    const known = [...reading.mentions, ...found].some((one) => one.start < end && start < one.end);
    if (lead && !known && !notNames.test(name))
      found.push({ channel: 'word_of_mouth', assistant: null, person: true, named: true, start, end });
  }
  // A relation inside such a stretch is the same person.
  const rest = reading.mentions.filter((one) => !found.some((person) => one.start < person.end && person.start < one.end));
  reading.mentions = [...rest, ...found].sort((a, b) => a.start - b.start);
  return reading;
}
