import type { Role } from '../contract/session.ts';
import { openDevice } from './device.ts';

/** Where the API is and whom the token speaks for, as `/v1/session` said when it was tried. */
export type Connection = {
  apiUrl: string;
  token: string;
  /** Tells copies made with one token from those made with another, without holding the token. */
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

export async function saveConnection(connection: Connection | null): Promise<void> {
  const device = await openDevice();
  const change = device.transaction('connection', 'readwrite', { durability: 'strict' });
  await Promise.all([
    connection === null ? change.store.delete('current') : change.store.put(connection, 'current'),
    change.done,
  ]);
}
