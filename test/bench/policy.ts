/**
 * `npm run bench:policy`: how long a dry run of a changed policy takes on 10,000 open leads in the embedded database. The
 * dozen leads of the demo are sent in as events, then their rows are copied; the accounts keep their size. Prints the time of
 * each run and the process's memory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { pino } from 'pino';
import { defaultPolicyInput } from '../../lib/policy/default.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import type { PolicyInput } from '../../lib/policy/schema.ts';
import { createApp } from '../../server/app.ts';
import { createToken } from '../../server/auth/tokens.ts';
import { rebuild } from '../../server/context/rebuild.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openDatabase } from '../../server/db/open.ts';
import { createLog } from '../../server/log.ts';
import { dryRun } from '../../server/policies/dry-run.ts';
import { readSettings } from '../../server/settings.ts';
import { inWorkspace } from '../../server/workspaces/in-workspace.ts';
import { createWorkspace } from '../../server/workspaces/workspaces.ts';
import { storyEvents } from '../demo/events.ts';
import { stories } from '../demo/leads.ts';
import { unlimited } from '../unlimited.ts';

const leads = 10_000;
const rounds = 3;

/** Copies every row of the originals, `copies` times, with accounts and people of their own. */
async function copy(pool: pg.Pool, workspaceId: string, copies: number): Promise<void> {
  const n = `generate_series(1, ${copies}) as n`;
  const id = (column: string) => `md5(${column}::text || n)::uuid`;
  const key = (column: string) => `${column} || '.' || n`;
  const run = (text: string) => pool.query(text, [workspaceId]);
  await run(`insert into accounts (workspace_id, key) select $1, ${key('key')} from accounts, ${n} where workspace_id = $1`);
  await run(`insert into leads (workspace_id, id, group_key, group_at, domain_key, domain_at)
    select $1, ${id('id')}, ${key('group_key')}, group_at, ${key('domain_key')}, domain_at from leads, ${n} where workspace_id = $1`);
  await run(`insert into links (workspace_id, crm, account, object, id, lead_id, source)
    select $1, crm, account, object, ${key('id')}, ${id('lead_id')}, source from links, ${n} where workspace_id = $1`);
  await run(`insert into touches (workspace_id, lead_id, id, at, type, name, title, url, path, referrer, user_agent, campaign, stage, topic, spent, depth, source)
    select $1, ${id('lead_id')}, id, at, type, name, title, url, path, referrer, user_agent, campaign, stage, topic, spent, depth, source from touches, ${n} where workspace_id = $1`);
  await run(`insert into lead_facts (workspace_id, lead_id, field, item, value, detail, at, source)
    select $1, ${id('lead_id')}, field, item, value, detail, at, source from lead_facts, ${n} where workspace_id = $1`);
  await run(`insert into account_facts (workspace_id, account_key, field, item, value, detail, at, source)
    select $1, ${key('account_key')}, field, item, value, detail, at, source from account_facts, ${n} where workspace_id = $1`);
  await run(`insert into handoffs (workspace_id, lead_id, id, at, trigger, source, policy_version)
    select $1, ${id('lead_id')}, id, at, trigger, source, policy_version from handoffs, ${n} where workspace_id = $1`);
  await run(`insert into contexts (workspace_id, lead_id, version, body, refresh_at)
    select $1, ${id('lead_id')}, version, body, refresh_at from contexts, ${n} where workspace_id = $1`);
  await pool.query('vacuum analyze');
}

const folder = mkdtempSync(join(tmpdir(), 'leadside-bench-'));
const settings = readSettings({ ...process.env, ...unlimited, LEADSIDE_DATA: folder, LEADSIDE_STATEMENT_TIMEOUT_MS: '600000' });
const database = await openDatabase(settings, createLog('warn'));
try {
  await migrate(database.url);
  const { pool } = database;
  const now = Date.now();
  const { id: workspaceId } = await createWorkspace(pool, { name: 'Bench' });
  const { token } = await createToken(pool, { workspaceId, role: 'ingest', name: 'Bench', days: 1 });
  const app = createApp({ pool, log: pino({ level: 'silent' }), now: () => now, settings });
  const reply = await app.fetch(
    new Request('http://bench/v1/batch', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ batch: storyEvents(now) }),
    }),
  );
  if (!reply.ok) throw new Error(`The batch was answered with ${reply.status}: ${await reply.text()}`);
  const { rows } = await pool.query<{ id: string }>('select id from leads');
  for (const { id } of rows) await inWorkspace(pool, workspaceId, (db) => rebuild(db, workspaceId, id, now));
  await app.stop();
  await copy(pool, workspaceId, Math.ceil(leads / stories.length) - 1);
  const { score, clocks, nextStep } = defaultPolicyInput;
  const hurried = clocks.map((clock) => ({ ...clock, goals: clock.goals.map((goal) => ({ ...goal, duration: 'PT8H' })) }));
  const changes: [name: string, change: Partial<PolicyInput>][] = [
    ['the threshold', { score: { ...score, threshold: 50 } }],
    ['clocks and next step', { clocks: hurried, nextStep: { ...nextStep, hotFor: 'P1D' } }],
    ['everything', { score: { ...score, threshold: 50 }, clocks: hurried, ignorePages: ['/x'], ownDomains: ['own.example'] }],
  ];
  for (let round = 0; round < rounds; round += 1)
    for (const [name, change] of changes) {
      const parsed = parsePolicy(JSON.stringify({ ...defaultPolicyInput, ...change }));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const [start, cpu] = [performance.now(), process.cpuUsage()];
      const { sums } = await dryRun(pool, workspaceId, parsed.policy, now);
      const used = process.cpuUsage(cpu);
      const seconds = (performance.now() - start) / 1000;
      const memory = Math.round(process.memoryUsage().rss / 1e6);
      console.log(
        `${name}: ${sums.leads} open leads in ${seconds.toFixed(1)} s (${((used.user + used.system) / 1e6).toFixed(1)} s of it in this process), ${memory} MB resident; ${sums.changed} would change`,
      );
    }
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
