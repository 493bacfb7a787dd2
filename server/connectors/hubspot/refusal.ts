import { type Failure, later, refused, signedOut } from '../failure.ts';
import type { Answer } from '../send.ts';
import { quoted, told } from '../sentence.ts';
import { jsonOf, listOf, loose, textOf } from '../values.ts';

/** Refusals that end without a person: another change of the same record, a record locked or being moved. */
const passing = new Set([409, 423, 477]);

/**
 * An answer from 400 on, as an outcome: `{category, message, errors: [{message, context}]}`. Since the dated versions a
 * portal's own validation rules hold for writes too, so the message of each property is told.
 */
export function refusalOf({ status, body }: Answer, secrets: readonly string[], record: string): Failure {
  const said = loose(jsonOf(body));
  const details = listOf(said.errors).map(loose);
  const words = told(wordsOf(said, details), secrets, 'no reason given.');
  if (status === 401) return signedOut(`HubSpot no longer accepts this key: ${words} Make a new one and enter it.`);
  if (passing.has(status)) return later(`HubSpot could not write just now: ${words}`);
  if (status === 403) {
    const scopes = details.flatMap(({ context }) => listOf(loose(context).requiredGranularScopes).map(textOf));
    const asked = quoted([...new Set(scopes)].filter((scope) => scope !== null).join(', '), secrets);
    const missing = asked === '' ? words : `the key lacks ${asked}.`;
    return refused('forbidden', `Leadside may not do this in HubSpot: ${missing} Ask an admin to widen the key's scopes.`);
  }
  if (status === 404 || status === 410)
    return refused('gone', `${record} is no longer in HubSpot: it was deleted or merged into another.`);
  return refused('invalid', `HubSpot refused it: ${words}`);
}

function wordsOf(said: Record<string, unknown>, details: readonly Record<string, unknown>[]): string {
  const each = details.flatMap((detail) => {
    const message = textOf(detail.message);
    const names = listOf(loose(detail.context).propertyName).map(textOf);
    if (message === null) return [];
    return [names[0] && !message.includes(names[0]) ? `${names[0]}: ${message}` : message];
  });
  return each.length > 0 ? [...new Set(each)].join('; ') : (textOf(said.message) ?? '');
}
