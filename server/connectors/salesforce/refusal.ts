import * as z from 'zod';
import { type Failure, later, refused, signedOut } from '../failure.ts';
import type { Answer } from '../send.ts';
import { told } from '../sentence.ts';
import { jsonOf } from '../values.ts';

const errors = z.array(z.object({ errorCode: z.string(), message: z.string().optional() })).min(1);

const gone = new Set(['NOT_FOUND', 'ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY', 'MALFORMED_ID', 'DELETED_ENTITY']);
const forbidden = new Set([
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY_READ_ONLY',
]);
/** The whole connection is shut, whatever the record. */
const shut = new Set(['API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED', 'FUNCTIONALITY_NOT_ENABLED', 'INVALID_SESSION_ID']);
const passing = new Set([
  'UNABLE_TO_LOCK_ROW',
  'SERVER_UNAVAILABLE',
  'REQUEST_RUNNING_TOO_LONG',
  'QUERY_TIMEOUT',
  'DUPLICATE_VALUE',
  'TXN_SECURITY_NO_ACCESS',
]);
/** A day's calls are spent, and no `Retry-After` says until when: a try a quarter of an hour costs few of them. */
const limitWaitMs = 15 * 60 * 1000;

/**
 * An answer of the REST API from 300 on, as an outcome. Codes: developer.salesforce.com "Status Codes and Error Responses"
 * and "API fault element" of the SOAP guide, which the REST API shares.
 */
export function refusalOf({ status, body }: Answer, secrets: readonly string[], record: string): Failure {
  const said = errors.safeParse(jsonOf(body));
  const { errorCode, message } = (said.success ? said.data[0] : null) ?? { errorCode: '', message: undefined };
  const words = told(message ?? errorCode, secrets, 'no reason given.');
  if (errorCode === 'REQUEST_LIMIT_EXCEEDED') return later('Salesforce has no API calls left for now.', limitWaitMs);
  if (status === 401 || shut.has(errorCode)) return signedOut(`Salesforce no longer lets Leadside in: ${words}`);
  if (errorCode === 'CANNOT_UPDATE_CONVERTED_LEAD')
    return refused('gone', 'This lead was converted in Salesforce: open its contact and decide there.');
  if (passing.has(errorCode)) return later(`Salesforce could not write just now: ${words}`);
  if (status === 300)
    return refused('invalid', 'Several Salesforce tasks carry this id: make the external id field unique, then try again.');
  if (gone.has(errorCode) || status === 404 || status === 410)
    return refused('gone', `${record} is no longer in Salesforce: it was deleted, merged, or is not shared with Leadside.`);
  if (forbidden.has(errorCode) || status === 403)
    return refused('forbidden', `Leadside may not do this in Salesforce: ${words} Ask an admin to widen its permissions.`);
  if (status >= 400 && said.success) return refused('invalid', `Salesforce refused it: ${words}`);
  return later('Salesforce answered in a way Leadside does not understand.');
}
