import '../jitless.ts';
import * as z from 'zod';
import { type RefreshRequest, signedIn } from '../../contract/sign-in.ts';
import { paths } from '../../contract/wire.ts';
import { type Connection, readConnection, replaceConnection } from '../connection.ts';
import { exchange, type NoReply, type Reply } from '../exchange.ts';
import { joinNews } from '../news.ts';
import type { Renewed } from './exchange-signed-in.ts';

/** What a renewal works with; the real parts are below. */
export type RenewParts = {
  read(): Promise<Connection | null>;
  replace(fingerprint: string, next: Connection): Promise<boolean>;
  send: typeof exchange;
  /** Runs one job at a time over all pages and the background of this browser. */
  alone<T>(job: () => Promise<T>): Promise<T>;
  /** The session has ended: every page reads the connection afresh. */
  ended(): void;
};

/** An error of the API, of a newer one too. */
const apiError = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const signedOut = (why?: string): NoReply => ({ at: 'none', because: 'signed_out', why });
const longestWhy = 300;
const unclear: NoReply = { at: 'none', because: 'unreachable' };

/**
 * Brings the next access token of the session with this fingerprint, after `refused` is no longer good. The refresh token is
 * used by one page at a time; whoever comes second finds the new token on the device. Only the server's own word ends the
 * session: an answer that was lost is asked for once more with the same refresh token, at once and whenever a token is wanted
 * again, since the server answers it with the same as before while nobody has used what it gave. Never rejects.
 */
export function renewWith(parts: RenewParts): (fingerprint: string, refused: string) => Promise<Renewed> {
  const ask = (connection: Connection, request: RefreshRequest) =>
    parts.send(
      { apiUrl: connection.apiUrl, token: null },
      { method: 'POST', path: paths.signInRefresh, body: JSON.stringify(request) },
    );
  const end = async (connection: Connection, why: string | undefined): Promise<Renewed> => {
    const { session: _, ...rest } = connection;
    await parts.replace(connection.fingerprint, {
      ...rest,
      token: '',
      ended: true,
      ...(why === undefined ? {} : { endedWhy: why }),
    });
    parts.ended();
    return signedOut(why);
  };
  const renew = async (fingerprint: string, refused: string): Promise<Renewed> => {
    const stored = await parts.read();
    if (stored?.fingerprint !== fingerprint || stored.ended || !stored.session)
      return signedOut(stored?.fingerprint === fingerprint ? stored.endedWhy : undefined);
    if (stored.token !== refused) return { token: stored.token, session: stored.session };
    const request = { refreshToken: stored.session.refreshToken };
    let reply = await ask(stored, request);
    if (reply.at === 'none' && reply.because !== 'offline') reply = await ask(stored, request);
    if (reply.at === 'none') return reply;
    const found = readSignedIn(reply);
    const no = found === null ? refusalIn(reply) : null;
    if (no !== null) return end(stored, no.code === 'session_ended' ? no.message.slice(0, longestWhy) : undefined);
    if (found === null) return mayPass(reply) ? reply : unclear;
    const session = {
      refreshToken: found.refreshToken,
      // The server counted from before its answer left.
      receivedAt: reply.sentAt,
      lifeMs: found.expiresIn * 1000,
      endsAt: found.endsAt,
    };
    const { role, workspace } = found.session;
    // The name and the email stay as they were: unsent work knows its author by them.
    const who = { ...stored.who, role, workspace: workspace.name };
    const next: Connection = { ...stored, token: found.accessToken, session, who };
    if (!(await parts.replace(fingerprint, next))) return signedOut();
    return { token: next.token, session };
  };
  return (fingerprint, refused) => parts.alone(() => renew(fingerprint, refused)).catch(() => unclear);
}

function readSignedIn(reply: Reply) {
  if (reply.status !== 200) return null;
  return signedIn.safeParse(parsed(reply.text)).data ?? null;
}

/** The API itself refuses the refresh token; a proxy on the way that says 401 does not speak for it. */
const refusalIn = (reply: Reply) =>
  [400, 401, 403].includes(reply.status) ? (apiError.safeParse(parsed(reply.text)).data?.error ?? null) : null;
const mayPass = (reply: Reply): boolean => reply.status === 429 || reply.status >= 500;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Held by whatever uses up a refresh token, or ends the session. */
export const sessionLock = 'leadside:session';

function tellEnded(): void {
  const news = joinNews(() => undefined);
  news.tell({ about: 'connection' });
  news.close();
}

export const renew = renewWith({
  read: readConnection,
  replace: replaceConnection,
  send: exchange,
  alone: (job) => navigator.locks.request(sessionLock, job),
  ended: tellEnded,
});
