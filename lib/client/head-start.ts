/**
 * What can be done for a record before the app is loaded: read the device's copy and ask the server, at the moment the
 * record is known. The app picks both up, so each record costs one storage read and one request however it arrives.
 */
import type { RecordRef } from '../contract/record.ts';
import { contextPath, refKey } from '../contract/wire.ts';
import type { Connection } from './connection.ts';
import type { Copies, Copy } from './copies.ts';
import type { NoReply, Reply } from './exchange.ts';
import { exchangeSignedIn } from './session/exchange-signed-in.ts';

export type Started = { key: string; copy: Promise<Copy | null>; reply: Promise<Reply | NoReply | null> };
export type HeadStart = {
  /** Reads the device's copy of a record that was offered and is still being checked: nothing is asked of the server. */
  prepare(ref: RecordRef): void;
  /** Starts on a record, unless it is under way, and lets go of the one before: its request is stopped if nobody took it. */
  begin(ref: RecordRef): Started;
  /** The request under way for this record, once: whoever takes it reads it. */
  take(key: string): Started | null;
};

/** `connection` resolves to null when this device is not connected; nothing is then asked of anybody. */
export function headStart(connection: () => Promise<Connection | null>, copies: Copies): HeadStart {
  let current: { started: Started; stop: AbortController } | null = null;
  let prepared: { key: string; connected: Promise<Connection | null>; copy: Promise<Copy | null> } | null = null;

  function look(key: string) {
    const ready = prepared;
    prepared = null;
    if (ready?.key === key) return ready;
    const connected = connection().catch(() => null);
    return {
      key,
      connected,
      copy: copies.read(
        key,
        // What was seen in a session that has ended is not shown again.
        connected.then((found) => (found === null || found.ended ? null : found.fingerprint)),
      ),
    };
  }

  return {
    prepare(ref) {
      if (current?.started.key === refKey(ref)) return;
      prepared = look(refKey(ref));
    },
    begin(ref) {
      const key = refKey(ref);
      if (current?.started.key === key) return current.started;
      current?.stop.abort();
      const stop = new AbortController();
      const { connected, copy } = look(key);
      const reply = Promise.all([connected, copy]).then(([found, held]) =>
        found === null || stop.signal.aborted
          ? null
          : exchangeSignedIn(found, { method: 'GET', path: contextPath(ref), etag: held?.etag ?? null, signal: stop.signal }),
      );
      current = { started: { key, copy, reply }, stop };
      return current.started;
    },
    take(key) {
      if (current?.started.key !== key) return null;
      const { started } = current;
      current = null;
      return started;
    },
  };
}
