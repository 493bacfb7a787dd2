import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { readSettings } from '../../server/settings.ts';
import { type RunningServer, startServer } from '../../server/start.ts';
import { type Spawned, spawnScript } from '../postgres/process.ts';
import { unlimited } from '../unlimited.ts';
import { type Desk, makeLeads, openDesk } from './operations.ts';

/** A server that is started and killed again and again on one data folder, which holds `leads` leads; for the test file that calls it. */
export function killedServer(name: string, leads: number) {
  let folder = '';
  let desk: Desk | undefined;
  const running: Spawned[] = [];
  const last = (): Promise<RunningServer> =>
    startServer(readSettings({ ...unlimited, LEADSIDE_DATA: folder, PORT: '0', LOG_LEVEL: 'silent' }));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), `leadside-${name}-`));
    await chmod(folder, 0o755);
    const server = await last();
    desk = await openDesk(server);
    await makeLeads(desk, 0, leads);
    await server.close();
  }, 120_000);
  afterAll(async () => {
    for (const { child, ended } of running) {
      child.kill('SIGKILL');
      await ended;
    }
    // The Postgres a killed server leaves behind is stopped by the next start.
    const server = await last();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  return {
    folder: () => folder,
    desk: (): Desk => {
      if (desk === undefined) throw new Error('The desk is opened before the first test.');
      return desk;
    },
    /** Starts it in a process of its own. */
    up: async (): Promise<{ url: string; server: Spawned; openedMs: number }> => {
      const began = performance.now();
      const env = { ...unlimited, DATABASE_URL: undefined, LEADSIDE_DATA: folder, PORT: '0', LOG_LEVEL: 'error' };
      const server = spawnScript('server/main.ts', [], env);
      running.push(server);
      await server.until((out) => out.includes('listens on'));
      const url = /listens on (\S+)/.exec(server.out())?.[1] ?? '';
      return { url, server, openedMs: performance.now() - began };
    },
    /** Starts it in this process, to look at what it kept. */
    last,
  };
}
