/**
 * One request as whoever is signed in: with an access token that is renewed before it runs out, and once more when the
 * server refuses it all the same. No schemas here: this runs before the app is loaded. What renews is loaded when needed.
 */
import { paths } from '../../contract/wire.ts';
import type { Connection, Session } from '../connection.ts';
import { type Ask, exchange, type NoReply, type Reply, type Target } from '../exchange.ts';

/** A connection, as far as a request needs it. A target without a session is asked with the token it has. */
export type SignedInTarget = Target & Partial<Pick<Connection, 'session' | 'ended' | 'endedWhy' | 'fingerprint'>>;
/** The token to go on with, or why there is none now. */
export type Renewed = { token: string; session: Session } | NoReply | Reply;
export type Renew = (fingerprint: string, refused: string) => Promise<Renewed>;

const marginMs = 60_000;

/** How long the access token has been here, in ms; a clock that was set back tells nothing, so it counts as for ever. */
const ageMs = ({ receivedAt }: Session, now: number) => (now < receivedAt ? Number.POSITIVE_INFINITY : now - receivedAt);

/** In its last minute, or in the last fifth of a life shorter than five minutes: time to renew it. */
export const isDue = (session: Session, now: number): boolean =>
  ageMs(session, now) >= session.lifeMs - Math.min(marginMs, session.lifeMs / 5);
export const isSpent = (session: Session, now: number): boolean => ageMs(session, now) >= session.lifeMs;

export function signedInExchange(send: typeof exchange, renew: Renew, now: () => number) {
  /** What this page learnt last of each session: newer than the connection somebody read a while ago. */
  const newest = new Map<string, { token: string; session: Session } | NoReply>();
  /** Renewals under way, so that one page asks once. */
  const asking = new Map<string, Promise<Renewed>>();

  const renewed = (fingerprint: string, refused: string): Promise<Renewed> => {
    const under = asking.get(fingerprint);
    if (under) return under;
    const mine = renew(fingerprint, refused)
      .then((found) => {
        if ('token' in found) newest.set(fingerprint, found);
        else if (found.at === 'none' && found.because === 'signed_out') newest.set(fingerprint, found);
        return found;
      })
      .finally(() => asking.delete(fingerprint));
    asking.set(fingerprint, mine);
    return mine;
  };

  /** A token to ask with: renewed if it is time, and the old one as long as it lasts when that could not be done. */
  const usable = async (target: SignedInTarget): Promise<{ token: string | null } | NoReply | Reply> => {
    const { session, fingerprint, token } = target;
    if (target.ended) return { at: 'none', because: 'signed_out', why: target.endedWhy };
    if (!session || fingerprint === undefined || token === null) return { token };
    const held = newest.get(fingerprint) ?? { token, session };
    if ('at' in held) return held;
    if (!isDue(held.session, now())) return { token: held.token };
    const next = await renewed(fingerprint, held.token);
    if ('token' in next || (next.at === 'none' && next.because === 'signed_out')) return next;
    return isSpent(held.session, now()) ? next : { token: held.token };
  };

  const ask = async (target: SignedInTarget, what: Ask): Promise<Reply | NoReply> => {
    const found = await usable(target);
    if (!('token' in found)) return found;
    const reply = await send({ apiUrl: target.apiUrl, token: found.token }, what);
    const refused = reply.at === 'reply' && reply.status === 401 && found.token !== null;
    if (!refused || !target.session || target.fingerprint === undefined) return reply;
    const next = await renewed(target.fingerprint, found.token ?? '');
    return 'token' in next ? send({ apiUrl: target.apiUrl, token: next.token }, what) : next;
  };
  return { ask, usable };
}

const parts = signedInExchange(
  exchange,
  (fingerprint, refused) => import('./renew.ts').then(({ renew }) => renew(fingerprint, refused)),
  () => Date.now(),
);

/** Sends it; never rejects. */
export const exchangeSignedIn = parts.ask;

/** The connection with a token that can be used now; null when there is none. For what is not one request, as a stream. */
export async function usableConnection<T extends SignedInTarget>(connection: T): Promise<T | null> {
  const found = await parts.usable(connection);
  return 'token' in found ? { ...connection, token: found.token } : null;
}

/** Whether the session goes on, when a stream was refused: if not, every page hears of it. Never rejects. */
export async function findOut(connection: SignedInTarget | null): Promise<void> {
  if (connection?.session) await parts.ask(connection, { method: 'GET', path: paths.session });
}
