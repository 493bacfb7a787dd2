/** The real context API on an embedded Postgres of its own, with workspaces and tokens, and ways to send and read back. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { type LeadContext, leadContext } from '../../lib/contract/context.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { contextPath } from '../../lib/contract/routes.ts';
import type { Role } from '../../lib/contract/session.ts';
import { createToken, revokeToken } from '../../server/auth/tokens.ts';
import { readSettings } from '../../server/settings.ts';
import { startServer } from '../../server/start.ts';
import { createWorkspace } from '../../server/workspaces/workspaces.ts';
import { type Found, storedRows } from '../faults/judge.ts';
import { unlimited } from '../unlimited.ts';

export type Workspace = {
  url: string;
  /** For what only a command or an admin does. */
  pool: Pool;
  /** The server's data folder, by which a command finds it. */
  folder: string;
  workspaceId: string;
  /** A rep's token, for the options page. */
  repToken: string;
  ingestToken: string;
  /** Sends Segment messages in one batch; throws when any was refused. */
  send: (batch: readonly Record<string, unknown>[]) => Promise<void>;
  /** The context as the API serves it, parsed by the contract. */
  context: (ref: RecordRef) => Promise<LeadContext>;
  token: (role: Role, days?: number) => Promise<{ id: string; token: string }>;
  revoke: (id: string) => Promise<void>;
  /** Every operation the database holds for a record, past the API. */
  rows: (ref: RecordRef) => Promise<Found[]>;
};

export type Api = { workspace: (policyText?: string) => Promise<Workspace>; close: () => Promise<void> };
export type Stack = Workspace & { close: () => Promise<void> };

/** The server alone; a workspace of its own keeps a test's leads apart from another's. */
export async function startApi(): Promise<Api> {
  const folder = mkdtempSync(join(tmpdir(), 'leadside-e2e-'));
  // As root Postgres runs as another user: one that could not enter would put the data elsewhere, and leave it there.
  chmodSync(folder, 0o711);
  const server = await startServer(readSettings({ ...unlimited, LEADSIDE_DATA: folder, PORT: '0', LOG_LEVEL: 'error' }));
  return {
    async workspace(policyText) {
      const { id: workspaceId } = await createWorkspace(server.pool, {
        name: 'Harbourlight',
        ...(policyText === undefined ? {} : { policyText }),
      });
      const token = (role: Role, days = 1) =>
        createToken(server.pool, { workspaceId, role, name: role === 'rep' ? 'Dana Whitfield' : role, days });
      const [rep, ingest] = [await token('rep'), await token('ingest')];
      return {
        url: server.url,
        pool: server.pool,
        folder,
        workspaceId,
        repToken: rep.token,
        ingestToken: ingest.token,
        send: (batch) => send(server.url, ingest.token, batch),
        context: (ref) => readContext(server.url, rep.token, ref),
        token,
        async revoke(id) {
          await revokeToken(server.pool, workspaceId, id);
        },
        rows: (ref) => storedRows(server.pool, ref),
      };
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server with one workspace. */
export async function startStack(): Promise<Stack> {
  const api = await startApi();
  return { ...(await api.workspace()), close: api.close };
}

async function send(url: string, writeKey: string, batch: readonly Record<string, unknown>[]): Promise<void> {
  const reply = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch: batch.map((message) => ({ messageId: crypto.randomUUID(), ...message })) }),
  });
  const body = (await reply.json()) as { rejected?: unknown[] };
  if (!reply.ok || (body.rejected ?? []).length > 0)
    throw new Error(`The batch was answered ${reply.status}: ${JSON.stringify(body)}`);
}

async function readContext(url: string, token: string, ref: RecordRef): Promise<LeadContext> {
  const reply = await fetch(`${url}${contextPath(ref)}`, { headers: { authorization: `Bearer ${token}` } });
  if (!reply.ok) throw new Error(`The context was answered ${reply.status}: ${await reply.text()}`);
  return leadContext.parse(await reply.json());
}
