import type { Failure } from './failure.ts';

const host = (apiUrl: string) => URL.parse?.(apiUrl)?.host ?? apiUrl.replace(/^https?:\/\//, '');

/** A wait that is worth saying; a shorter one is over before it is read. */
function inMinutes(ms: number | null): string {
  const minutes = Math.ceil((ms ?? 0) / 60_000);
  return minutes > 1 ? ` in ${minutes} minutes` : '';
}

/** What happened and what to do, in plain words: the same text in the sidebar, on the options page and beside an unsent choice. */
export function sentence(failure: Failure): { message: string; fix: string } {
  switch (failure.kind) {
    case 'offline':
      return { message: 'This computer is offline.', fix: 'It goes on by itself when the connection is back.' };
    case 'unreachable':
      return {
        message: `${host(failure.apiUrl)} does not answer, or sends us elsewhere.`,
        fix: 'Check the API address and that the server runs; it is tried again by itself.',
      };
    case 'timeout':
      return { message: `${host(failure.apiUrl)} took longer than 5 seconds.`, fix: 'It is tried again by itself.' };
    case 'not_json':
      return {
        message: `${host(failure.apiUrl)} answers with a web page, not as a Leadside API.`,
        fix: 'Check the API address: a log-in page or another site may be in the way.',
      };
    case 'signed_out':
      if (failure.because === 'ended')
        return { message: failure.why ?? 'Your session has ended.', fix: 'Sign in again; nothing unsent is lost.' };
      return failure.because === 'expired'
        ? { message: 'Your token has expired.', fix: 'Ask an admin for a new one and connect again; nothing unsent is lost.' }
        : { message: 'The server does not accept your token.', fix: 'Connect again with a valid token; nothing unsent is lost.' };
    case 'forbidden':
      return { message: failure.message, fix: 'Ask an admin for a token with the right role.' };
    case 'no_lead':
      return { message: 'No lead is linked to this record.', fix: "Link it by the lead's email." };
    case 'erased':
      return { message: failure.message, fix: 'What was written about them is gone from this device as well.' };
    case 'restricted':
      return {
        message: failure.message,
        fix: 'Ask an admin or the privacy contact of your workspace; what you have not sent yet is kept.',
      };
    case 'conflict':
      return { message: 'Somebody else decided on this lead first.', fix: 'Look at both choices and choose again.' };
    case 'not_offered':
      return { message: failure.message, fix: 'Choose another, or discard this one.' };
    case 'rate_limited':
      return {
        message: failure.because ?? 'The server asks us to slow down.',
        fix: `It is tried again by itself${inMinutes(failure.retryAfterMs)}.`,
      };
    case 'server_too_old':
      return {
        message: `The server speaks version ${failure.server}; this extension needs version ${failure.needs}.`,
        fix: 'Ask an admin to update the server.',
      };
    case 'client_too_old':
      return { message: 'This extension is too old for the server.', fix: 'Update the extension.' };
    case 'server_error':
    case 'refused':
      return { message: failure.message, fix: failure.fix };
    case 'bad_reply':
      return { message: failure.message, fix: 'If it stays, tell your admin.' };
    case 'aborted':
      return { message: 'The question was taken back.', fix: 'Ask again.' };
  }
}

export function oneLine(failure: Failure): string {
  const { message, fix } = sentence(failure);
  return failure.kind === 'forbidden' ? message : `${message} ${fix}`;
}

/** The same where nothing goes on by itself, as on the options page: what to do is then the reader's. */
export function oneLineOnce(failure: Failure): string {
  const { message } = sentence(failure);
  switch (failure.kind) {
    case 'offline':
      return `${message} Go online, then try again.`;
    case 'unreachable':
      return `${message} Check the API address and that the server runs, then try again.`;
    case 'timeout':
      return `${message} Try again; if it stays, tell your admin.`;
    case 'rate_limited':
      return `${message} Try again${inMinutes(failure.retryAfterMs) || ' in a minute'}.`;
    default:
      return oneLine(failure);
  }
}
