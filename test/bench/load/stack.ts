/** The server as it ships with its own Postgres, a process under measurement: what it uses is read from /proc, not asked of it. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runningUrl } from '../../../server/db/embedded.ts';
import { type Spawned, spawnScript } from '../../postgres/process.ts';
import { unlimited } from '../../unlimited.ts';

/** CPU in seconds since the process began. */
export type Used = { server: number; postgres: number; rssMb: number; descriptors: number };
export type Stack = {
  url: () => string;
  /** As the superuser, whom no isolation of workspaces binds: for seeding and for looking afterwards. */
  pool: () => pg.Pool;
  used(): Used;
  /** Ends the server in order and starts it on the same folder; how long the start took, in ms. */
  restart(env?: Record<string, string>): Promise<number>;
  close(): Promise<void>;
};

const ticks = 100;
const pageMb = 4096 / 1e6;

/** The fields of /proc/<pid>/stat after the name, which may hold blanks; the first of them is field 3. */
const stat = (pid: number | string) => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};
const seconds = (pid: number | string, own: boolean) => {
  const [user, system, theirUser, theirSystem] = stat(pid).slice(11, 15).map(Number) as [number, number, number, number];
  return (user + system + (own ? 0 : theirUser + theirSystem)) / ticks;
};

/** A process and what it started, the ended ones included. */
function familySeconds(pid: number): number {
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return stat(name)[1] === String(pid);
    } catch {
      return false;
    }
  });
  const each = children.map((child) => {
    try {
      return seconds(child, true);
    } catch {
      return 0;
    }
  });
  return each.reduce((sum, one) => sum + one, seconds(pid, false));
}

export async function startStack(env: Record<string, string>): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'leadside-load-'));
  // As root Postgres runs as another user, who has to reach it.
  chmodSync(folder, 0o711);
  let server: Spawned;
  let url = '';
  let postmaster = 0;
  let pool: pg.Pool;

  const up = async (more: Record<string, string>): Promise<number> => {
    const began = performance.now();
    server = spawnScript('server/main.ts', [], {
      LOG_LEVEL: 'error',
      PORT: '0',
      ...unlimited,
      ...env,
      ...more,
      DATABASE_URL: undefined,
      LEADSIDE_DATA: folder,
    });
    await server.until((out) => out.includes('listens on'));
    const took = performance.now() - began;
    url = /listens on (\S+)/.exec(server.out())?.[1] ?? '';
    const address = new URL((await runningUrl(folder)) ?? '');
    address.username = 'postgres';
    pool = new pg.Pool({ connectionString: address.href, max: 4 });
    pool.on('error', () => undefined);
    postmaster = Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return took;
  };
  const down = async () => {
    await pool.end();
    server.child.kill('SIGTERM');
    await server.ended;
    const said = server.err().trim();
    if (said !== '') process.stderr.write(`The server said:\n${said.slice(0, 4_000)}\n`);
  };
  await up({});
  return {
    url: () => url,
    pool: () => pool,
    used: () => ({
      server: seconds(server.pid, true),
      postgres: familySeconds(postmaster),
      rssMb: Number(stat(server.pid)[21]) * pageMb,
      descriptors: readdirSync(`/proc/${server.pid}/fd`).length,
    }),
    async restart(more = {}) {
      await down();
      return up(more);
    },
    async close() {
      await down();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
