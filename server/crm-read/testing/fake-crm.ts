import type { Pool } from 'pg';
import { pino } from 'pino';
import { type RecordRef, refKey } from '../../../lib/contract/record.ts';
import type { CrmRecord, ReadOutcome } from '../../connectors/connector.ts';
import { watchdogFor } from '../../watchdog.ts';
import type { Reach, Rest } from '../reach.ts';
import { crmReaderFor, type ReaderDeps } from '../reader.ts';
import { sweeperFor } from '../sweep.ts';

/** A CRM in memory: records by ref, what it answers instead while it has trouble, and what it was asked for. */
export function fakeCrm() {
  const records = new Map<string, CrmRecord>();
  const asked: string[] = [];
  const told: ReadOutcome['kind'][] = [];
  const secrets = new Map<string, string>();
  const state: { trouble: ReadOutcome | null; rest: Rest | null; gate: Promise<unknown> | null; pool: Pool | null } = {
    trouble: null,
    rest: null,
    gate: null,
    pool: null,
  };
  const reach: Reach = {
    async way(workspaceId, { crm, account }) {
      const found = await state.pool?.query(
        'select base_url from crm_connections where workspace_id = $1 and crm = $2 and account = $3',
        [workspaceId, crm, account],
      );
      if (!found?.rowCount) return null;
      return {
        target: { workspaceId, crm, account, baseUrl: 'https://crm.test', secret: {}, settings: {} },
        rest: state.rest,
        async read(_target, ref, { signal }) {
          asked.push(refKey(ref));
          await Promise.race([
            state.gate,
            new Promise((resolve) => {
              signal.addEventListener('abort', resolve, { once: true });
            }),
          ]);
          if (signal.aborted) return { kind: 'later', because: 'HubSpot did not answer in time.', retryAfterMs: null };
          const record = records.get(refKey(ref));
          return (
            state.trouble ??
            (record ? { kind: 'found', record } : { kind: 'gone', because: 'HubSpot no longer has this record.' })
          );
        },
      };
    },
    async webhookSecret(workspaceId, { crm, account }) {
      return secrets.get(`${workspaceId} ${crm} ${account}`) ?? null;
    },
    async tell(_target, { kind }) {
      told.push(kind);
    },
  };
  return {
    reach,
    secrets,
    asked,
    told,
    state,
    records,
    /** Puts a record in, or another version of it. */
    hold(ref: RecordRef, said: Partial<Omit<CrmRecord, 'ref'>> = {}) {
      records.set(refKey(ref), { ref, person: {}, account: null, stages: [], people: [], changedAt: null, ...said });
    },
  };
}

/** A connection of a workspace to a tenant, whose secret nobody opens. */
export async function connectTenant(
  pool: Pool,
  workspaceId: string,
  crm: RecordRef['crm'],
  account: string,
  now: number,
): Promise<void> {
  await pool.query(
    `insert into crm_connections (workspace_id, crm, account, base_url, secret, key_id, created_at, changed_at)
     values ($1, $2, $3, 'https://crm.test', '\\x00', 'none', $4, $4)`,
    [workspaceId, crm, account, new Date(now)],
  );
}

/** One server's part in reading, which does what the test says and nothing by itself. */
export function readingServer({ pool, now, reach, ...more }: Pick<ReaderDeps, 'pool' | 'now' | 'reach' | 'patienceMs'>) {
  const log = pino({ level: 'silent' });
  const reader = crmReaderFor({ pool, log, now, reach, nudge: () => {}, random: () => 0.5, ...more });
  const watchdog = watchdogFor({ log, now, hung: () => {} });
  return { reader, ...sweeperFor({ pool, log, now, reader, watchdog, patienceMs: 60_000 }) };
}
