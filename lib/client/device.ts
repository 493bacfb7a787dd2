/**
 * What Leadside keeps on this device for longer than the browser runs: the connection, what the rep did and is not sent
 * yet, drafts, and the panel's own settings. IndexedDB of the extension's origin, which no content script can reach.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Connection } from './connection.ts';

/** An operation as it lies on the device. Whatever else it holds is read by `lib/outbox`, by its schema version. */
export type StoredOperation = { id: string; schema: number } & Record<string, unknown>;

export interface DeviceSchema extends DBSchema {
  connection: { key: string; value: Connection };
  outbox: { key: string; value: StoredOperation };
  drafts: { key: string; value: { savedAt: number; draft: unknown } };
  settings: { key: string; value: unknown };
}
export type Device = IDBPDatabase<DeviceSchema>;

/**
 * Stays 1: an older build refuses a database of a higher version, and unsent work has to survive a downgrade. What changes
 * carries a schema version of its own.
 */
const version = 1;

let opened: Promise<Device> | null = null;

/** Opens the device's database once; rejects when the browser refuses it, and tries afresh at the next call. */
export function openDevice(): Promise<Device> {
  opened ??= openDB<DeviceSchema>('leadside', version, {
    upgrade(db) {
      for (const store of ['connection', 'drafts', 'settings'] as const) db.createObjectStore(store);
      db.createObjectStore('outbox', { keyPath: 'id' });
    },
    blocking() {
      void closeDevice();
    },
    terminated() {
      opened = null;
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

export async function closeDevice(): Promise<void> {
  const closing = opened;
  opened = null;
  (await closing)?.close();
}
