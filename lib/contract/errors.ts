import * as z from 'zod';
import { dispositionEntry } from './disposition.ts';

/** Every error the API gives: its status, what happened, and what to do. The only list; both sides derive from it. */
export const errorTable = {
  bad_request: { status: 400, message: 'The request was not understood.', fix: 'See the listed fields and send it again.' },
  unauthorized: { status: 401, message: 'The token is missing or not valid.', fix: 'Connect again with a valid token.' },
  token_expired: { status: 401, message: 'The token has expired.', fix: 'Ask an admin for a new token and connect again.' },
  session_ended: {
    status: 401,
    message: 'This session has ended.',
    fix: 'Sign in again; what was not sent yet is kept.',
  },
  sign_in_refused: {
    status: 403,
    message: 'The sign-in was refused.',
    fix: 'Sign in again; if it stays, show this to your admin.',
  },
  code_not_valid: {
    status: 422,
    message: 'This code is not valid: it is mistyped, used or too old.',
    fix: 'Ask an admin for a new code; each is good once and for 15 minutes.',
  },
  forbidden: { status: 403, message: 'This token may not do that.', fix: 'Ask an admin for a token with the right role.' },
  not_found: { status: 404, message: 'There is nothing at this address.', fix: 'See /docs for the routes of this server.' },
  no_lead: {
    status: 404,
    message: 'No lead is linked to this record.',
    fix: "Link it by the lead's email, or send an identify event that names the record.",
  },
  method_not_allowed: {
    status: 405,
    message: 'This address does not answer that method.',
    fix: 'See /docs for the methods of this route.',
  },
  conflict: { status: 409, message: 'Somebody else decided on this lead first.', fix: 'Look at both choices and choose again.' },
  id_reused: {
    status: 409,
    message: 'This operation id was used for something else.',
    fix: 'Make a new operation id for a new choice.',
  },
  not_offered: {
    status: 422,
    message: 'This choice is not open for this lead now.',
    fix: 'Read the reason given and choose another.',
  },
  too_large: { status: 413, message: 'The request is too large.', fix: 'Send at most 500 KB a batch and 32 KB an event.' },
  upgrade_required: { status: 426, message: 'This client is too old for this server.', fix: 'Update the extension.' },
  rate_limited: { status: 429, message: 'Too many requests.', fix: 'Wait as long as Retry-After says and send again.' },
  internal: {
    status: 500,
    message: 'Something failed on the server.',
    fix: 'Try again; if it stays, send the request id to your admin.',
  },
  unavailable: { status: 503, message: 'The server cannot answer right now.', fix: 'Try again shortly; nothing was lost.' },
  storage_full: {
    status: 507,
    message: "The server's disk is full.",
    fix: 'Ask an admin to free space; nothing acknowledged was lost.',
  },
} as const satisfies Record<string, { status: number; message: string; fix: string }>;

export type ErrorCode = keyof typeof errorTable;
export const errorCodes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

export const errorBody = z
  .object({
    error: z.object({
      code: z.enum(errorCodes),
      message: z.string(),
      fix: z.string(),
      requestId: z.string(),
      /** Which parts of the request were wrong, one sentence each; `line` counts from 1 in a text that was sent. */
      issues: z.array(z.object({ path: z.string(), message: z.string(), line: z.int().min(1).optional() })).optional(),
      /** With `conflict`: what stands on the server now, and its version. */
      current: z.object({ version: z.int().min(0), entry: dispositionEntry.nullable() }).optional(),
      /** With `no_lead`: the person of this record was erased, and what a device holds of them has to go. */
      erased: z.literal(true).optional(),
      /** With `no_lead`: the person of this record is restricted. What a device holds of them goes, what its user has not sent yet stays. */
      restricted: z.literal(true).optional(),
    }),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorBody>;
