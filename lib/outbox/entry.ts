import type { DispositionEntry, Operation } from '../contract/disposition.ts';
import { refKey } from '../contract/wire.ts';

/** The schema of an entry on the device. An entry of another schema is parked and shown, never sent or dropped. */
export const entrySchema = 1;

/**
 * One thing the rep did, on the device until the server has it. There is no `saved`: what is saved is deleted here, since
 * the note of a lead does not stay on disk longer than it must.
 */
export type Entry = {
  schema: typeof entrySchema;
  /** The operation's id, made at the click. */
  id: string;
  /** Whose it is (`identityOf` the connection); another person's token never sends it. */
  by: string;
  /** `refKey` of the record. */
  key: string;
  /** Order on this device; a clock may jump, this does not. */
  seq: number;
  operation: Operation;
  /** What was added to the device's clock for the operation's `at`, in ms. */
  offsetMs: number;
  state: 'kept' | 'sending' | 'failed' | 'conflict';
  tries: number;
  /** Not to be sent before `from + ms` (epoch ms); `told` when the server named the wait. */
  wait: { from: number; ms: number; told: boolean } | null;
  /** Why it is not saved, and what happens next. */
  because: string | null;
  /** Fingerprint of the connection that was refused (401): nothing is sent with it again. */
  refusedWith: string | null;
  conflict: { version: number; entry: DispositionEntry | null } | null;
};

export function newEntry(operation: Operation, by: string, seq: number, offsetMs = 0): Entry {
  return {
    schema: entrySchema,
    id: operation.id,
    by,
    key: refKey(operation.ref),
    seq,
    operation,
    offsetMs,
    state: 'kept',
    tries: 0,
    wait: null,
    because: null,
    refusedWith: null,
    conflict: null,
  };
}

/** Dispositions carry the version the rep saw and must reach the server in order; attempts and feedback commute. */
export const isVersioned = (operation: Operation): boolean => 'expected' in operation;

/** The operation without a word that was typed in it, or names a person: what was chosen stays, so that it can be said. */
export function withoutWords(operation: Operation): Operation {
  const note = null;
  if (operation.kind === 'origin') return { ...operation, note, assistant: null };
  if (operation.kind === 'heard') return { ...operation, note, objections: [], competitors: [], words: [], claims: [] };
  return { ...operation, note };
}

/** The entry once its person was erased: it is never saved, and stays until its author has let go of it. */
export function erased(entry: Entry, because: string): Entry {
  return { ...entry, operation: withoutWords(entry.operation), state: 'failed', because, wait: null, conflict: null };
}
