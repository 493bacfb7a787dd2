import type { Connection } from '../client/connection.ts';
import { identityOf } from '../client/connection.ts';
import { openDevice } from '../client/device.ts';
import type { Entry } from './entry.ts';
import { drain, type Parts } from './sender.ts';
import { deviceStore } from './store.ts';

/** What to do with work the server does not have yet when its author signs out. `keep` waits until they are back. */
export type Leaving = 'send' | 'keep' | 'discard';

/** The unsent work of whoever is signed in. */
export async function unsentOf(connection: Connection): Promise<Entry[]> {
  return (await deviceStore.all()).entries.filter((entry) => entry.by === identityOf(connection));
}

/**
 * Does with a person's unsent work as they chose, before they leave or somebody else comes. With `send`, what cannot be sent now
 * stays: it answers how many are left and why, and nothing is lost. Answers null once they may leave.
 */
export async function settle(connection: Connection, leaving: Leaving, parts: Parts): Promise<string | null> {
  if (leaving === 'send') {
    await drain(parts, true);
    const left = await unsentOf(connection);
    if (left.length > 0) {
      const because = left[0]?.because ?? 'They wait for an answer of yours.';
      return `${left.length === 1 ? 'One is' : `${left.length} are`} still not sent. ${because}`;
    }
  }
  if (leaving === 'discard') for (const entry of await unsentOf(connection)) await deviceStore.remove(entry.id);
  if (leaving !== 'keep') await deviceStore.forget(identityOf(connection));
  // Unfinished notes are about leads too; kept work keeps them company.
  if (leaving !== 'keep') await (await openDevice()).clear('drafts');
  return null;
}
