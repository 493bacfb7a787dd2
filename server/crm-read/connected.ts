import type { Pool } from 'pg';
import type { Keyring } from '../connections/keyring.ts';
import { prove } from '../connections/store.ts';
import { type ConnectionRow, findConnection, targetOf } from '../connections/targets.ts';
import type { ReadOutcome, WriteOutcome } from '../connectors/connector.ts';
import type { Connectors } from '../connectors/index.ts';
import { keepCircuit } from '../outbox/settle.ts';
import { StartupError } from '../startup-error.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { crmNames } from './names.ts';
import type { Reach, Rest, Way } from './reach.ts';
import { webhookSecret, withoutWebhooks } from './webhooks/index.ts';

/** The way to CRMs over the connections workspaces have set up. */
export function connectedReach(deps: {
  pool: Pool;
  keyring: Keyring;
  connectors: Connectors;
  now: () => number;
  random: () => number;
}): Reach {
  const { pool, keyring, connectors, now, random } = deps;
  const signIn = async (row: ConnectionRow) => {
    const target = await targetOf(keyring, row);
    return { ...target, secret: withoutWebhooks(target.secret) };
  };
  return {
    async webhookSecret(workspaceId, { crm, account }) {
      const row = await inWorkspace(pool, workspaceId, (db) => findConnection(db, { workspaceId, crm, account }));
      return row === null ? null : ((await targetOf(keyring, row)).secret[webhookSecret] ?? null);
    },
    async way(workspaceId, { crm, account }) {
      const connector = connectors[crm];
      if (!connector?.read) return null;
      const read: Way['read'] = (...call) =>
        connector.read?.(...call) ?? Promise.reject(new Error('A connector lost its reading'));
      const id = { workspaceId, crm, account };
      const row = await inWorkspace(pool, workspaceId, (db) => findConnection(db, id));
      if (row === null) return null;
      try {
        return {
          target: await signIn(row),
          rest: restOf(row, now()),
          async read(to, ref, attempt) {
            const outcome = await read(to, ref, attempt);
            // What signs in first binds the account to its workspace; nobody reads another's.
            if (outcome.kind !== 'found' || row.proven_at !== null || (await prove(pool, id, now()))) return outcome;
            return { kind: 'signed_out', because: 'This account of the CRM is connected to another workspace of this server.' };
          },
        };
      } catch (error) {
        if (!(error instanceof StartupError)) throw error;
        const target = { ...id, baseUrl: row.base_url, secret: {}, settings: row.settings };
        return { target, read, rest: { until: null, because: error.message } };
      }
    },
    async tell(target, outcome) {
      await inWorkspace(pool, target.workspaceId, (db) => keepCircuit(db, target, asWritten(outcome), now(), random));
    },
  };
}

function restOf({ crm, state, paused_because, open_until }: ConnectionRow, now: number): Rest | null {
  const name = crmNames[crm];
  if (state === 'paused') return { until: null, because: paused_because ?? `The connection to ${name} is paused.` };
  if (state === 'signed_out')
    return { until: null, because: paused_because ?? `${name} does not take our credential any more; tell an admin.` };
  const until = open_until?.getTime() ?? 0;
  return until > now ? { until, because: `${name} does not answer; it is asked again shortly.` } : null;
}

/** What a reading says of its connection, as a write would have said it. */
function asWritten(outcome: ReadOutcome): WriteOutcome {
  switch (outcome.kind) {
    case 'found':
      return { kind: 'done', wrote: [], ids: {} };
    case 'gone':
    case 'forbidden':
      return { kind: 'refused', code: outcome.kind, because: outcome.because };
    case 'later':
      return { ...outcome, unknown: false };
    case 'signed_out':
      return outcome;
  }
}
