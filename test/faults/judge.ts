/** The one oracle: what the ledger says against what is there once everything has come back. */
import type { Pool } from 'pg';
import type { RecordRef } from '../../lib/contract/record.ts';
import { hashOf, type Line } from './ledger.ts';

export type Found = { id: string; hash: string };
export type Evidence = {
  ledger: readonly Line[];
  /** Every row of the server. */
  rows: readonly Found[];
  /** What the device still holds, each shown to the rep as waiting, parked, refused or in conflict. */
  held?: readonly string[];
  /** What waits, is parked or was withdrawn on its way from the server to the CRM, shown as such; absent without a CRM. */
  onTheWay?: readonly string[];
};

/** Ids that break each of the five promises. */
export type Verdict = {
  /** Acknowledged at a level and not there. */
  loss: string[];
  /** More than one row, or more than one effect. */
  duplicate: string[];
  /** Never submitted. */
  phantom: string[];
  /** Another content than was submitted. */
  swap: string[];
  /** Neither done nor shown to anybody. */
  limbo: string[];
};

export const clean: Verdict = { loss: [], duplicate: [], phantom: [], swap: [], limbo: [] };

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(ids.filter((id) => seen.size === seen.add(id).size))];
}

export function judge({ ledger, rows, held = [], onTheWay }: Evidence): Verdict {
  const submitted = new Map(ledger.filter(({ step }) => step === 'submit').map(({ id, hash }) => [id, hash]));
  const of = (step: Line['step']) => ledger.filter((line) => line.step === step);
  const effects = of('effect').map(({ id, hash }): Found => ({ id, hash: hash ?? '' }));
  const [stored, done, waiting, shown] = [rows, effects, onTheWay ?? [], held].map(
    (all) => new Set(all.map((one) => (typeof one === 'string' ? one : one.id))),
  ) as [Set<string>, Set<string>, Set<string>, Set<string>];
  const acked = [...of('device'), ...of('server')].map(({ id }) => id);
  const reached = (id: string) => stored.has(id) && (onTheWay === undefined || done.has(id) || waiting.has(id));
  return {
    loss: [
      ...of('server').filter(({ id }) => !stored.has(id)),
      ...of('device').filter(({ id }) => !stored.has(id) && !shown.has(id)),
    ].map(({ id }) => id),
    duplicate: [...repeated(rows.map(({ id }) => id)), ...repeated(effects.map(({ id }) => id))],
    phantom: [...rows, ...effects].map(({ id }) => id).filter((id) => !submitted.has(id)),
    swap: [...rows, ...effects].filter(({ id, hash }) => submitted.has(id) && submitted.get(id) !== hash).map(({ id }) => id),
    limbo: [...new Set(acked)].filter((id) => !reached(id) && !shown.has(id)),
  };
}

/** Every operation the server has, whoever asked for it; of one record, if one is named. */
export async function storedRows(pool: Pick<Pool, 'query'>, ref?: RecordRef): Promise<Found[]> {
  const { rows } = await pool.query<{ id: string; payload: unknown }>(
    `select id, payload from (select id, payload from dispositions union all select id, payload from feedback) as kept
     where $1::jsonb is null or payload->'ref' = $1`,
    [ref ? JSON.stringify(ref) : null],
  );
  return rows.map(({ id, payload }) => ({ id, hash: hashOf(payload) }));
}
