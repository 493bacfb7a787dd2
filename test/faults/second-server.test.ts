/** F4: more servers are started on the folder of a running one, two at a time; each ends by itself and changes nothing. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '../../server/settings.ts';
import { startServer } from '../../server/start.ts';
import { spawnScript } from '../postgres/process.ts';
import { tell, times, watch, within } from './figures.ts';
import { hashOf } from './ledger.ts';
import { makeLeads, openDesk } from './operations.ts';

const wanted = times('SECOND_SERVERS', 20);
const atOnce = 2;

test(`${wanted} more servers on one folder`, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'leadside-second-'));
  await chmod(folder, 0o755);
  const first = await startServer(readSettings({ LEADSIDE_DATA: folder, PORT: '0', LOG_LEVEL: 'silent' }));
  try {
    await makeLeads(await openDesk(first), 0, 20);
    const rows = async () => {
      const { rows: all } = await first.pool.query('select lead_id, version, body from contexts order by lead_id');
      const { rows: facts } = await first.pool.query('select * from leads order by id');
      return hashOf([all.length, facts.map((one) => JSON.stringify(one))]);
    };
    const before = await rows();
    const times: number[] = [];
    const over = watch();
    while (times.length < wanted && !over()) {
      const more = Array.from({ length: Math.min(atOnce, wanted - times.length) }, async () => {
        const began = performance.now();
        const second = spawnScript('server/main.ts', [], {
          DATABASE_URL: undefined,
          LEADSIDE_DATA: folder,
          PORT: '0',
          LOG_LEVEL: 'warn',
        });
        expect(await second.ended).toBe(1);
        times.push(performance.now() - began);
        expect(second.err()).toMatch(
          new RegExp(`^The data folder ${folder} is in use by process ${process.pid} since \\S+; .*\n$`),
        );
      });
      await Promise.all(more);
    }
    expect(await rows()).toBe(before);
    const median = [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
    const slowest = Math.max(...times);
    const starts = times.length;
    tell(
      'F4',
      starts,
      `second server on one folder: ${starts} starts, ${atOnce} at once, each ended by itself and named the holder, ${Math.round(median)} ms at the median, slowest ${Math.round(slowest)} ms (${within(slowest, 5_000)})`,
      { done: starts, wanted },
    );
  } finally {
    await first.close();
    await rm(folder, { recursive: true, force: true });
  }
});
