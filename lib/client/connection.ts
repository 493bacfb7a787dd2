import type { Role } from '../contract/session.ts';
import { openDevice } from './device.ts';

/** What keeps a person signed in. A token that was pasted has none of it and is good until the server says otherwise. */
export type Session = {
  /** Good once: each use of it brings the next. */
  refreshToken: string;
  /** When the access token came (epoch ms by this device) and how long it lasts, in ms: only the time in between is ever used. */
  receivedAt: number;
  lifeMs: number;
  /** Instant by the server at which the session ends whatever is done. */
  endsAt: string;
};

/** Where the API is and whom the token speaks for, as the server said when it was tried. */
export type Connection = {
  apiUrl: string;
  /** The access token of a session, or one that was pasted. */
  token: string;
  session?: Session;
  /** The server ended the session: no token is left, and what is unsent waits for the same person to sign in again. */
  ended?: true;
  /** Why, in the server's own sentence. */
  endedWhy?: string;
  /** Tells copies made in one session, or with one token, from those of another, without holding a token. */
  fingerprint: string;
  who: { workspaceId: string; workspace: string; name: string; email: string | null; role: Role };
  expiresAt: string | null;
};

/** The same person in the same workspace, whatever their token is: unsent work is sent by its own author only. */
export function identityOf(connection: Connection): string {
  const { workspaceId, name, email } = connection.who;
  return JSON.stringify([connection.apiUrl, workspaceId, email ?? name]);
}

/** SHA-256 of address and token, 32 hexadecimal digits. */
export async function fingerprintOf(apiUrl: string, token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${apiUrl}\n${token}`));
  return [...new Uint8Array(digest, 0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The connection of this device; null before the first connect and after signing out. Rejects when the device cannot be read. */
export async function readConnection(): Promise<Connection | null> {
  return (await (await openDevice()).get('connection', 'current')) ?? null;
}

/** Puts `next` in the place of the connection with this fingerprint; false when another one, or none, stands there by now. */
export async function replaceConnection(fingerprint: string, next: Connection): Promise<boolean> {
  const change = (await openDevice()).transaction('connection', 'readwrite', { durability: 'strict' });
  const stands = (await change.store.get('current'))?.fingerprint === fingerprint;
  if (stands) await change.store.put(next, 'current');
  await change.done;
  return stands;
}

export async function saveConnection(connection: Connection | null): Promise<void> {
  const device = await openDevice();
  const change = device.transaction('connection', 'readwrite', { durability: 'strict' });
  await Promise.all([
    connection === null ? change.store.delete('current') : change.store.put(connection, 'current'),
    change.done,
  ]);
}
