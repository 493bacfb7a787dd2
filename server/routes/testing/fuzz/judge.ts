import * as z from 'zod';
import { errorBody, errorTable } from '../../../../lib/contract/errors.ts';
import type { Role } from '../../../../lib/contract/session.ts';
import { access } from '../../../auth/access.ts';
import type { Change } from './changes.ts';
import { type Lane, safely } from './lane.ts';
import type { Shot } from './shots.ts';
import type { Heard } from './wire.ts';

/** What says who may do what and with which proof; only these routes may change it. */
const guarded: Readonly<Record<string, readonly string[]>> = {
  tokens: ['signInOidc', 'signInPair', 'signInRefresh', 'signOut', 'sessionsEnd'],
  sessions: ['signInOidc', 'signInPair', 'signInRefresh', 'signOut', 'sessionsEnd'],
  session_tokens: ['signInOidc', 'signInPair', 'signInRefresh', 'signOut', 'sessionsEnd'],
  refresh_tokens: ['signInOidc', 'signInPair', 'signInRefresh', 'signOut', 'sessionsEnd'],
  pairing_codes: ['pairingCodes', 'signInPair'],
  crm_connections: ['connectionsSet', 'connectionsState', 'connectionsRemove', 'connectionsTest'],
  policies: ['policyApply'],
  workspaces: ['policyApply'],
  sign_in_providers: [],
  restrictions: ['leadRestrict', 'leadLift', 'leadErase', 'ingest'],
};

const stack = /\n\s+at |node_modules|\.[cm]?[tj]s:\d+|node:internal|\bpg_|syntax error at|violates|relation "|Zod|ECONN|errno/;
const sentence = /^[A-Z“"'`][^\n]{0,300}[.?]$/u;

/** What is wrong with what came of a request; nothing where all of the rules hold. */
export function judge(shot: Shot, lane: Lane, heard: readonly Heard[], changes: readonly Change[]): string[] {
  const wrong = heard.flatMap((one) => judgeAnswer(shot, lane, one));
  const { name } = shot.route;
  const mine = shot.who === 'neighbour' && !shot.route.open ? lane.neighbour.id : lane.own.id;
  const refused = heard.length > 0 && heard.every(({ status }) => status >= 400);
  // What was read of a CRM, and what is worked out from it, is done beside the requests after a context was opened.
  const done = changes.filter(({ table }) => table !== 'crm_reads' && table !== 'contexts');
  for (const { workspace, table, op } of done) {
    const what = `${op} of ${table}`;
    if (workspace !== mine) wrong.push(`${what} in ${workspace === null ? 'no workspace' : "another's workspace"}`);
    if (refused && !mayChangeThough(shot, table, heard)) wrong.push(`${what} though it was refused`);
    if (shot.addressed && guarded[table]?.includes(name) === false) wrong.push(`${what} by ${name}`);
  }
  if (shot.who === 'none' && !shot.route.open && done.length > 0) wrong.push('changes by nobody');
  return wrong;
}

/** Changes that belong to a refusal. */
function mayChangeThough(shot: Shot, table: string, heard: readonly Heard[]): boolean {
  // A read is logged before its answer is written: what is broken behind it on the same connection may come between.
  if (table === 'view_pages' && !shot.tame && shot.route.spec.method === 'get') return true;
  // A refresh token that was used before ends its session.
  if (shot.route.name === 'signInRefresh' && heard.some(({ status }) => status === 401)) return /token|session/.test(table);
  return false;
}

function judgeAnswer(shot: Shot, lane: Lane, { status, headers, text }: Heard): string[] {
  const wrong: string[] = [];
  if (Number.isNaN(status)) return [`no answer of HTTP: ${text}`];
  if (status >= 500) wrong.push(`status ${status}`);
  if (stack.test(text) && status >= 400) wrong.push('tells of the inside');
  const told = lane.canaries.filter((canary) => text.includes(canary) && !shot.said.includes(canary) && shot.who !== 'neighbour');
  if (told.length > 0) wrong.push(`tells a secret: ${told.join(', ')}`);
  if (status >= 400 && !shot.bodiless) wrong.push(...judgeRefusal(status, headers, text));
  if (status >= 400 && shot.addressed && shot.route.spec.responses[status] === undefined)
    wrong.push(`status ${status} is not described`);
  if (status >= 200 && status < 300 && shot.addressed) wrong.push(...judgeGiven(shot, status, text));
  if (shot.route.name === 'signInOidc' && /"refreshToken"/.test(text)) wrong.push(...lane.signIns.judge(shot));
  return wrong;
}

function judgeRefusal(status: number, headers: Heard['headers'], text: string): string[] {
  const read = z.strictObject({ error: errorBody.shape.error.strict() }).safeParse(safely(text));
  if (!read.success || headers['content-type']?.startsWith('application/json') !== true)
    return [`status ${status} without the contract's error`];
  const { code, message, fix, issues = [] } = read.data.error;
  const wrong: string[] = [];
  if (errorTable[code].status !== status) wrong.push(`code ${code} with status ${status}`);
  if (!sentence.test(message)) wrong.push(`no sentence: ${message}`);
  if (!sentence.test(fix)) wrong.push(`no sentence: ${fix}`);
  if (issues.some((issue) => issue.message === '' || issue.message.includes('\n'))) wrong.push('an issue that is no sentence');
  if (status === 429 && !/^[1-9]\d*$/.test(headers['retry-after'] ?? '')) wrong.push('429 without Retry-After');
  if (status === 405 && !headers.allow) wrong.push('405 without Allow');
  return wrong;
}

function judgeGiven({ route, who }: Shot, status: number, text: string): string[] {
  const wrong: string[] = [];
  const allowed: readonly Role[] | 'public' = access[route.name];
  const role = who === 'neighbour' ? 'admin' : who;
  if (allowed !== 'public' && (role === 'none' || !allowed.includes(role))) wrong.push(`${route.name} done for ${who}`);
  if (route.name === 'signInMethods' && !text.includes('"authorizationEndpoint"')) wrong.push('offers no provider');
  const response: unknown = route.spec.responses[status];
  if (response === undefined) return [...wrong, `status ${status} is not described`];
  const schema = (response as { content?: Record<string, { schema?: unknown }> }).content?.['application/json']?.schema;
  if (schema instanceof z.ZodType) {
    const read = schema.safeParse(safely(text));
    if (!read.success) wrong.push(`an answer that is not as described: ${z.prettifyError(read.error)}`);
  }
  return wrong;
}
