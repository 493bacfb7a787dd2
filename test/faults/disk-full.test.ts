/** F3: the disk of the data folder fills up under writers; reads go on, /health says why, and it mends by itself. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { contextPath, paths } from '../../lib/contract/routes.ts';
import { readSettings } from '../../server/settings.ts';
import { startServer } from '../../server/start.ts';
import { unlimited } from '../unlimited.ts';
import { tell, times, watch } from './figures.ts';
import { clean, judge, storedRows } from './judge.ts';
import { openLedger } from './ledger.ts';
import { makeLeads, openDesk, refOf } from './operations.ts';
import { smallDisk } from './small-disk.ts';
import { writer } from './writer.ts';

const wanted = times('DISK_FILLS', 5);

test(`${wanted} fills of the disk`, async () => {
  const notes = await mkdtemp(path.join(tmpdir(), 'leadside-fills-'));
  const disk = await smallDisk();
  await chmod(path.dirname(disk.folder), 0o711);
  const book = openLedger(path.join(notes, 'ledger'));
  const served = await startServer(
    readSettings({
      ...unlimited,
      LEADSIDE_DATA: path.join(disk.folder, 'data'),
      LEADSIDE_DISK_RESERVE_MB: String(disk.reserveMb),
      PORT: '0',
      LOG_LEVEL: 'silent',
    }),
  );
  try {
    const desk = await openDesk(served);
    const refs = await makeLeads(desk, 0, 16);
    let over = false;
    let refusals: number[] = [];
    const reps = Array.from({ length: 4 }, (_, at) =>
      writer(
        refs.slice(at * 4, at * 4 + 4),
        book,
        () => undefined,
        (status) => refusals.push(status),
      ),
    );
    const writing = Promise.all(reps.map((rep) => rep.write(served.url, desk.token, () => over)));
    const read = () =>
      fetch(served.url + contextPath(refOf(0)), {
        headers: { authorization: `Bearer ${desk.token}` },
      });
    const health = async () =>
      (await (await fetch(served.url + paths.health)).json()) as { status: string; storage?: { because: string } };
    let slowestMs = 0;
    const late = watch();
    let cycles = 0;
    for (; cycles < wanted && !late(); cycles += 1) {
      const before = book.count('server');
      await vi.waitFor(() => expect(book.count('server')).toBeGreaterThan(before + 20), { timeout: 30_000, interval: 10 });
      refusals = [];
      // By turns to where the reserve begins, and to the last byte.
      await disk.fill(cycles % 2 === 0 ? 40 : 0);
      await vi.waitFor(() => expect(refusals).toContain(507), { timeout: 10_000, interval: 10 });
      expect(await health()).toMatchObject({
        status: 'storage_full',
        storage: { because: expect.stringContaining('Free some space') },
      });
      expect((await read()).status).toBe(200);
      await disk.empty();
      const since = performance.now();
      const full = book.count('server');
      await vi.waitFor(() => expect(book.count('server')).toBeGreaterThan(full), { timeout: 10_000, interval: 10 });
      // The server looks at the disk once a second: what was under way as it filled may be kept before it has looked again.
      await vi.waitFor(async () => expect((await health()).status).toBe('ok'), { timeout: 10_000, interval: 10 });
      slowestMs = Math.max(slowestMs, performance.now() - since);
    }
    over = true;
    await writing;
    expect(judge({ ledger: book.lines(), rows: await storedRows(served.pool) })).toEqual(clean);
    const how =
      disk.how === 'mounted'
        ? 'a disk of 220 MB'
        : 'the reserve kept on the disk there is, since nothing may be mounted here: ENOSPC itself NOT CHECKED';
    const acks = book.count('server');
    tell(
      'F3',
      cycles,
      `disk full: ${cycles} fills of ${how}, ${acks} acknowledged, writing again after ${Math.round(slowestMs)} ms at most`,
      { done: cycles, wanted },
    );
  } finally {
    await served.close();
    book.close();
    await disk.remove();
    await rm(notes, { recursive: true, force: true });
  }
});
