import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isScalar, parseDocument } from 'yaml';
import { codeOf, StartupError } from '../startup-error.ts';

/**
 * A policy's text with the iCalendar files its calendars name put in their places, since what is stored must stand for itself.
 * Paths are taken from where the policy file is. Each file becomes one quoted line, so that every line keeps its number.
 * Throws a sentence for a file that cannot be read. A text that is no policy comes back as it is, to be judged by its reader.
 */
export async function inlineIcs(text: string, policyFile: string): Promise<string> {
  const tree = parseDocument(text, { prettyErrors: false });
  const calendars: unknown = tree.errors.length === 0 ? tree.get('calendars') : null;
  if (calendars === null || typeof calendars !== 'object' || !('items' in calendars) || !Array.isArray(calendars.items))
    return text;
  let whole = text;
  // From the end, so that earlier places stay where they are.
  for (const { key } of [...calendars.items].reverse()) {
    const node: unknown = tree.getIn(['calendars', String(key), 'ics'], true);
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range || node.value.includes('BEGIN:VCALENDAR')) continue;
    const path = resolve(dirname(policyFile), node.value);
    const ics = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new StartupError(
        `The calendar ${String(key)} names the iCalendar file ${path}, which cannot be read (${codeOf(cause)}); give its path from the policy file.`,
        { cause },
      );
    });
    whole = `${whole.slice(0, node.range[0])}${JSON.stringify(ics)}${whole.slice(node.range[1])}`;
  }
  return whole;
}
