/** The outside ledger's verdict on what a part of the load was promised. */
import type pg from 'pg';
import { judge, storedRows, type Verdict } from '../../faults/judge.ts';
import { hashOf, readLedger } from '../../faults/ledger.ts';
import type { Plan } from './plan.ts';
import type { Row } from './table.ts';

const words = (verdict: Verdict) =>
  Object.entries(verdict)
    .map(([name, ids]) => `${name} ${ids.length}`)
    .join(', ');

const perQuery = 20_000;

/** Events and decisions of this plan's ledgers alone; what other parts stored is theirs. */
export async function verdicts(part: string, pool: pg.Pool, { ledgers }: Plan): Promise<Row[]> {
  const events = readLedger(ledgers.events);
  const ids = events.filter(({ step }) => step === 'submit').map(({ id }) => id);
  const rows: { id: string; hash: string }[] = [];
  for (let from = 0; from < ids.length; from += perQuery) {
    const found = await pool.query<{ id: string; payload: unknown }>(
      'select message_id as id, payload from events where message_id = any($1)',
      [ids.slice(from, from + perQuery)],
    );
    rows.push(...found.rows.map(({ id, payload }) => ({ id, hash: hashOf(payload) })));
  }
  const operations = readLedger(ledgers.operations);
  const mine = new Set(operations.map(({ id }) => id));
  const kept = (await storedRows(pool)).filter(({ id }) => mine.has(id));
  const acked = (lines: typeof events) => lines.filter(({ step }) => step === 'server').length;
  const row = (name: string, lines: typeof events, verdict: Verdict): Row => ({
    part,
    figure: `${name} acknowledged: ${words(verdict)}`,
    bar: 'none of any',
    held: Object.values(verdict).every((found) => found.length === 0),
    n: acked(lines),
  });
  return [
    ...(acked(events) > 0 ? [row('events', events, judge({ ledger: events, rows }))] : []),
    ...(acked(operations) > 0 ? [row('decisions', operations, judge({ ledger: operations, rows: kept }))] : []),
  ];
}
