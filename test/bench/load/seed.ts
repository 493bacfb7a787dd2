/** A workspace with reps, a CRM that only listens, and as many leads as wanted: one made by events, the others copied from it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { contextPath, paths } from '../../../lib/contract/wire.ts';
import { createToken } from '../../../server/auth/tokens.ts';
import { createWorkspace } from '../../../server/workspaces/workspaces.ts';
import { believableLead } from '../lead.ts';
import { refOf } from './plan.ts';
import type { Stack } from './stack.ts';

/** Ids of what the CRM was told, as often as it was told. */
export type Sink = { url: string; told: Map<string, number>; close(): void };

export async function startSink(): Promise<Sink> {
  const told = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const id = String(request.headers['webhook-id']);
    told.set(id, (told.get(id) ?? 0) + 1);
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    told,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type Bench = { workspaceId: string; ingest: string; reps: string[]; leads: number };

async function ask(url: string, token: string, path: string, body?: unknown): Promise<void> {
  const reply = await fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${path} was answered ${reply.status}: ${await reply.text()}`);
}

export async function makeBench(stack: Stack, sink: Sink, reps: number): Promise<Bench> {
  const pool = stack.pool();
  const { id: workspaceId } = await createWorkspace(pool, { name: 'Load' });
  const token = async (role: 'rep' | 'admin' | 'ingest', name: string) =>
    (await createToken(pool, { workspaceId, role, name, days: 2 })).token;
  const bench: Bench = { workspaceId, ingest: await token('ingest', 'site'), reps: [], leads: 0 };
  for (let rep = 0; rep < reps; rep += 1) bench.reps.push(await token('rep', `Rep ${rep}`));
  await ask(stack.url(), await token('admin', 'Admin'), paths.connections, {
    crm: 'custom',
    account: 'bench',
    baseUrl: sink.url,
    secret: { signingSecret: `whsec_${randomBytes(32).toString('base64')}` },
  });
  const story = believableLead('original', refOf('original'));
  // Ten events: the person, the company, six pages, the demand and the handoff.
  const batch = [...story.slice(0, 8), ...story.slice(-2)];
  await ask(stack.url(), bench.ingest, '/v1/batch', { batch });
  await ask(stack.url(), bench.reps[0] ?? '', contextPath(refOf('original')));
  return bench;
}

/** In the order of their references. */
const tables = [
  'accounts',
  'leads',
  'identities',
  'links',
  'events',
  'touches',
  'lead_facts',
  'account_facts',
  'handoffs',
  'contexts',
];

/** What a column of a copy holds where it is not what the original has; `i` is the copy's number. */
const own: Record<string, string> = {
  'accounts.key': 'account',
  'leads.group_key': 'account',
  'leads.domain_key': 'account',
  'account_facts.account_key': 'account',
  'leads.id': 'lead',
  lead_id: 'lead',
  'links.id': 'i::text',
  'events.message_id': "message_id || '-' || i",
  'contexts.refresh_at': "now() + interval '1 day'",
};
const spelled: Record<string, (column: string) => string> = {
  account: (column) => `replace(${column}, 'works.example', 'c' || i || '.example')`,
  lead: () => "md5('lead' || i)::uuid",
};

/** Copies number `from` to `to - 1`, each with an account of its own: ten events a lead. */
export async function copyLeads(pool: pg.Pool, bench: Bench, to: number): Promise<void> {
  const from = bench.leads;
  if (to <= from) return;
  for (const table of tables) {
    const { rows } = await pool.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'`,
      [table],
    );
    const columns = rows.map(({ name }) => name);
    const values = columns.map((column) => {
      if (table === 'identities' && column === 'value')
        return "case kind when 'user' then 'person-' || i else 'p' || i || '@c' || i || '.example' end";
      const said = own[`${table}.${column}`] ?? own[column];
      return said === undefined ? column : (spelled[said]?.(column) ?? said);
    });
    const original =
      table === 'leads'
        ? "id in (select lead_id from links where id = 'original')"
        : table.startsWith('account')
          ? `${table === 'accounts' ? 'key' : 'account_key'} like '%works.example'`
          : "lead_id in (select lead_id from links where id = 'original')";
    await pool.query(
      `insert into ${table} (${columns.join(', ')})
       select ${values.join(', ')} from (select * from ${table} where workspace_id = $1 and ${original}) o, generate_series(${from}, ${to - 1}) i
       on conflict do nothing`,
      [bench.workspaceId],
    );
  }
  bench.leads = to;
  await pool.query('vacuum analyze');
}

/** Jobs that wait for their next try in hours to come, as after a day on which the CRM was away; one a lead. */
export async function queueJobs(pool: pg.Pool, bench: Bench, count: number): Promise<void> {
  const write = { operationId: randomUUID(), ref: refOf(0) };
  await pool.query(
    `insert into crm_jobs (workspace_id, operation_id, lead_id, crm, account, ref, kind, write, state, run_at, tries, state_since, created_at)
     select $1, gen_random_uuid(), md5('lead' || i)::uuid, 'custom', 'bench', $2::jsonb || jsonb_build_object('id', i::text), 'accept', $3, 'waiting',
       now() + interval '2 hours' + i * interval '1 second', 3, now(), now() from generate_series(${bench.leads - count}, ${bench.leads - 1}) i`,
    [bench.workspaceId, JSON.stringify(write.ref), JSON.stringify(write)],
  );
  await pool.query('vacuum analyze crm_jobs');
}
