/**
 * `npm run bench:api`: how fast a lead's context is read, beside a bare `node:http` answer and a bare `select` of the same bytes, in the
 * same run, interleaved, on 1,000 leads and on 100,000. Prints requests a second and CPU per request; the figures to read are the ratios.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { createToken } from '../../server/auth/tokens.ts';
import { openEmbedded } from '../../server/db/embedded.ts';
import { migrate } from '../../server/db/migrate.ts';
import { connectDatabase } from '../../server/db/open.ts';
import { createLog } from '../../server/log.ts';
import { readSettings } from '../../server/settings.ts';
import { createWorkspace } from '../../server/workspaces/workspaces.ts';
import { type Peer, startPeer } from './api/peer.ts';
import { copyLeads, leadId, sendOneLead } from './api/seed.ts';

const rounds = 7;
const seconds = 3;
const connections = 16;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const log = createLog('warn');
const settings = readSettings({ ...process.env, LEADSIDE_STATEMENT_TIMEOUT_MS: '600000' });
const folder = mkdtempSync(join(tmpdir(), 'leadside-bench-'));
// As root Postgres runs as another user, who has to reach it.
chmodSync(folder, 0o711);
// The copies need not outlive the run. A read waits for the commit of its row in the view log all the same, but not for the disk itself.
const parameters = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '8GB' };
const embedded = settings.database.url === undefined ? await openEmbedded({ folder, log, parameters }) : null;
const database = await connectDatabase(embedded?.url ?? settings.database.url ?? '', settings.database, log);
await migrate(database.url);
const { pool } = database;
const { id: workspaceId } = await createWorkspace(pool, { name: 'Bench' });
const rep = await createToken(pool, { workspaceId, role: 'rep', name: 'Bench', days: 1 });
const ingest = await createToken(pool, { workspaceId, role: 'ingest', name: 'Bench', days: 1 });
const api = await startPeer('real', [database.url]);
await sendOneLead(`http://127.0.0.1:${api.port}`, ingest.token);
// Ingest leaves the context to the first read: the copies are of what that read works out.
const built = await fetch(`http://127.0.0.1:${api.port}/v1/context/custom/bench/lead/original`, {
  headers: { authorization: `Bearer ${rep.token}` },
});
if (!built.ok) throw new Error(`The context was answered with ${built.status}: ${await built.text()}`);

type Run = { name: string; peer: Peer; path: (index: number) => string; headers: Record<string, string> };

async function load(run: Run, leads: number): Promise<{ perSecond: number; cpu: number }> {
  const before = await run.peer.cpu();
  const result = await autocannon({
    url: `http://127.0.0.1:${run.peer.port}`,
    connections,
    duration: seconds,
    requests: Array.from({ length: 500 }, () => ({
      method: 'GET' as const,
      path: run.path(Math.floor(Math.random() * leads)),
      headers: run.headers,
    })),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${run.name}: ${result.non2xx} answers were not 200, ${result.errors} failed`);
  const answered = result['2xx'];
  return { perSecond: answered / result.duration, cpu: ((await run.peer.cpu()) - before) / answered };
}

async function measure(leads: number) {
  const first = leadId(0);
  const bare = (mode: string) => startPeer('bare', [mode, database.url, workspaceId, first]);
  const runs: Run[] = [
    { name: 'bare node:http', peer: await bare('http'), path: () => '/', headers: {} },
    { name: 'bare select', peer: await bare('select'), path: (index) => `/${leadId(index)}`, headers: {} },
    {
      name: 'context API',
      peer: api,
      path: (index) => `/v1/context/custom/bench/lead/${index}`,
      headers: { authorization: `Bearer ${rep.token}` },
    },
  ];
  for (const run of runs) await load(run, leads);
  const figures = new Map(runs.map((run) => [run.name, { perSecond: [] as number[], cpu: [] as number[] }]));
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) {
      const { perSecond, cpu } = await load(run, leads);
      figures.get(run.name)?.perSecond.push(perSecond);
      figures.get(run.name)?.cpu.push(cpu);
    }
  }
  for (const run of runs) if (run.peer !== api) await run.peer.stop();
  // Within one round the machine is the same for all; between rounds it may not be.
  const beside = figures.get('bare select')?.perSecond ?? [];
  const ratios = (name: string) =>
    (figures.get(name)?.perSecond ?? []).map((rate, round) => rate / (beside[round] ?? Number.NaN));
  console.log(`\n${leads.toLocaleString('en')} leads, ${connections} connections, median of ${rounds} rounds of ${seconds} s`);
  for (const [name, { perSecond, cpu }] of figures)
    console.log(
      `  ${name.padEnd(16)} ${median(perSecond).toFixed(0).padStart(7)} requests/s  ${median(cpu).toFixed(0).padStart(5)} µs CPU a request  ${median(ratios(name)).toFixed(2)} of the bare select`,
    );
  return median(ratios('context API'));
}

try {
  await copyLeads(pool, workspaceId, 0, 1_000);
  const { rows } = await pool.query<{ bytes: number }>(
    'select octet_length(body) as bytes from contexts where workspace_id = $1 and lead_id = $2',
    [workspaceId, leadId(0)],
  );
  console.log(`A context of ${rows[0]?.bytes} bytes`);
  const few = await measure(1_000);
  const began = performance.now();
  await copyLeads(pool, workspaceId, 1_000, 100_000);
  console.log(`\n99,000 more leads copied in ${Math.round((performance.now() - began) / 1000)} s`);
  const many = await measure(100_000);
  console.log(`\nAt least 0.80 of the bare select on 100,000 leads: ${many.toFixed(2)} ${many >= 0.8 ? 'held' : 'MISSED'}`);
  console.log(`Flat from 1,000 leads to 100,000: ${(many / few).toFixed(2)} of the ratio on 1,000`);
} finally {
  await api.stop();
  await database.close();
  await embedded?.close();
  rmSync(folder, { recursive: true, force: true });
  if (embedded) rmSync(embedded.folder, { recursive: true, force: true });
}
