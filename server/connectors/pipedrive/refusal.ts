import { type Failure, later, refused, signedOut } from '../failure.ts';
import type { Answer } from '../send.ts';
import { told } from '../sentence.ts';
import { jsonOf, loose, textOf } from '../values.ts';

/** An answer from 400 on, as an outcome: `{success: false, error, error_info, code}`, where v2 has its code in words. */
export function refusalOf({ status, body }: Answer, secrets: readonly string[], record: string): Failure {
  const said = loose(jsonOf(body));
  const error = textOf(said.error) ?? textOf(said.message);
  const words = told(error, secrets, 'no reason given.');
  if (status === 401) return signedOut(`Pipedrive no longer accepts this API token: ${words} Make a new one and enter it.`);
  if (status === 402) return signedOut(`This Pipedrive account is closed or unpaid: ${words}`);
  if (status === 409 || status === 423) return later(`Pipedrive could not write just now: ${words}`);
  if (/archived/i.test(error ?? ''))
    return refused('invalid', 'This lead is archived in Pipedrive and takes no edits: reopen it there, then try again.');
  if (status === 403) return refused('forbidden', `Leadside may not do this in Pipedrive: ${words} Ask an admin for its user.`);
  if (status === 404 || status === 410)
    return refused('gone', `${record} is no longer in Pipedrive: it was deleted, merged or made a deal.`);
  return refused('invalid', `Pipedrive refused it: ${words}`);
}
