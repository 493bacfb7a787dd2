import { createHash } from 'node:crypto';
import type { Stage } from '../../lib/contract/context.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import type { FunnelStage } from '../../lib/contract/touch.ts';

/** What one event adds, before it is written. Instants are epoch ms. */
export type FactRow = { field: string; item: string; value: string; detail: string | null; at: number; source: string };
export type TouchRow = {
  id: string;
  at: number;
  type: string;
  name: string;
  title: string;
  url: string | null;
  path: string | null;
  referrer: string | null;
  userAgent: string | null;
  campaign: Record<string, string>;
  stage: FunnelStage | null;
  topic: string | null;
  spent: number | null;
  depth: number | null;
  source: string;
};
export type Derived = {
  facts: FactRow[];
  source: string;
  account: { group: string | null; domain: string | null; at: number; facts: FactRow[] } | null;
  touch: TouchRow | null;
  stages: { stage: Stage; at: number; source: string }[];
  handoff: { id: string; at: number; trigger: string | null; source: string } | null;
  links: RecordRef[];
};

/** A short name for something long: what tells the values of a field apart, and the id of a touch. */
export const digest = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 22);

/** One total order for values of the same field, so that the newest is the same whatever order they came in. */
export function isNewer(a: FactRow, b: FactRow): boolean {
  if (a.at !== b.at) return a.at > b.at;
  const text = ({ value, source, detail }: FactRow) => Buffer.from(`${value}\x01${source}\x01${detail ?? ''}`);
  return Buffer.compare(text(a), text(b)) > 0;
}
