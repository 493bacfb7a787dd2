/**
 * The book kept outside the system under test: what was submitted, and what was acknowledged at which level. One JSON line
 * each, appended and fsynced before the writer goes on, so that a kill of anything leaves it whole.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** `submit` at the click, then the levels an operation is acknowledged at; `effect` is the CRM's own entry. */
export type Step = 'submit' | 'device' | 'server' | 'effect';
export type Line = { step: Step; id: string; hash: string | null };

export type Ledger = {
  /** Before anything else sees the operation. */
  submit(id: string, payload: unknown): void;
  /** Somebody promised to have it. */
  ack(level: 'device' | 'server', id: string): void;
  /** The CRM did it, with this content. */
  effect(id: string, payload: unknown): void;
  count(step: Step): number;
  lines(): Line[];
  close(): void;
};

/** SHA-256 of the payload with its keys in order: a database may give them back in another. */
export function hashOf(payload: unknown): string {
  return createHash('sha256').update(canonical(payload)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join(',')}}`;
}

export function readLedger(file: string): Line[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Line);
}

/** `durable: false` where nothing is killed that could take the line with it: a test of the wire alone. */
export function openLedger(file: string, { durable = true } = {}): Ledger {
  const handle = openSync(file, 'a', 0o600);
  const counts: Record<Step, number> = { submit: 0, device: 0, server: 0, effect: 0 };
  const write = (line: Line) => {
    writeSync(handle, `${JSON.stringify(line)}\n`);
    if (durable) fsyncSync(handle);
    counts[line.step] += 1;
  };
  return {
    submit: (id, payload) => write({ step: 'submit', id, hash: hashOf(payload) }),
    ack: (level, id) => write({ step: level, id, hash: null }),
    effect: (id, payload) => write({ step: 'effect', id, hash: hashOf(payload) }),
    count: (step) => counts[step],
    lines: () => readLedger(file),
    close: () => closeSync(handle),
  };
}
