import type * as z from 'zod';

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of its parts',
  record: 'a map',
  null: 'nothing',
  undefined: 'nothing',
  date: 'a date (put it in quotes)',
};
const named = (kind: string) => kinds[kind] ?? kind;

/** What is wrong and what to do about it, in one sentence. Our own checks bring their sentence with them. */
export function sentenceFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const found = foundIn(issue.message);
      return found === 'undefined'
        ? `This part is missing: write ${named(issue.expected)} here.`
        : `Write ${named(issue.expected)} here${found ? `, not ${named(found)}` : ''}.`;
    }
    case 'unrecognized_keys':
      return `There is no part called "${issue.keys[0] ?? ''}" here: correct its name or leave it out.`;
    case 'invalid_value':
      return `Write one of ${listed(issue.values.map(String))}.`;
    case 'invalid_union':
      return 'note' in issue && issue.note === 'No matching discriminator'
        ? `Name a known kind here${'options' in issue && Array.isArray(issue.options) ? `: one of ${listed(issue.options.map(String))}` : ''}.`
        : 'This fits none of the forms allowed here: compare it with the default policy.';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' || issue.origin === 'set'
        ? `Give at least ${issue.minimum} ${issue.origin === 'string' ? 'character' : 'entry'}${plural(Number(issue.minimum), issue.origin)} here.`
        : `Give a number of at least ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' || issue.origin === 'set'
        ? `Give at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'} here.`
        : `Give a number of at most ${issue.maximum}.`;
    case 'invalid_format':
      return issue.format === 'date' && issue.message.startsWith('Invalid')
        ? 'Write a date such as 2026-12-25.'
        : ended(issue.message);
    case 'invalid_key':
      return `This name is not known here: ${issue.issues[0] ? sentenceFor(issue.issues[0]) : 'correct it or leave it out.'}`;
    default:
      return ended(issue.message);
  }
}

const ended = (message: string) => (message.endsWith('.') ? message : `${message}.`);
const foundIn = (message: string) => /received (\w+)/.exec(message)?.[1] ?? null;
const plural = (count: number, origin: string) => (count === 1 ? '' : origin === 'string' ? 's' : '');

function listed(values: readonly string[]): string {
  const shown = values.slice(0, 12);
  return `${shown.join(', ')}${values.length > shown.length ? ' and others' : ''}`;
}
