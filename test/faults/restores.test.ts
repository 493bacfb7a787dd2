/** F21: the server is put back to an earlier day; the devices of all reps send again what it had acknowledged since. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createApi } from '../../lib/client/api.ts';
import type { Operation } from '../../lib/contract/disposition.ts';
import { newEpoch } from '../../server/db/epoch.ts';
import { type Device, openDevice } from './device.ts';
import { tell, times, watch } from './figures.ts';
import { clean, judge, storedRows } from './judge.ts';
import { openLedger } from './ledger.ts';
import { accept, call, makeLeads, openDesk, reopen, step } from './operations.ts';
import { serveApp } from './server.ts';

const wanted = times('RESTORES', 5);
const reps = 4;

test(`${wanted} restores from a backup`, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'leadside-restores-'));
  const book = openLedger(path.join(folder, 'ledger'), { durable: false });
  const served = await serveApp();
  try {
    const desk = await openDesk(served);
    const refs = await makeLeads(desk, 0, reps);
    const shared = refs[0];
    if (shared === undefined) throw new Error('There is no lead.');
    const api = createApi({ apiUrl: served.url, token: desk.token });
    const devices = refs.map((_, at) => openDevice(served.url, desk.token, { name: `Rep ${at}` }));
    const versions = refs.map(() => 0);
    const does = async (device: Device, operation: Operation) => {
      book.submit(operation.id, operation);
      await device.keep(operation);
      book.ack('device', operation.id);
      await device.send();
      expect(device.entries()).toEqual([]);
      book.ack('server', operation.id);
    };
    const day = async () => {
      for (const [at, device] of devices.entries()) {
        const ref = refs[at] ?? shared;
        const version = versions[at] ?? 0;
        await does(device, version % 2 === 0 ? accept(ref, version) : reopen(ref, version));
        versions[at] = version + 1;
        await does(device, call(shared));
        await does(device, step(ref));
      }
    };
    let lost = 0;
    const late = watch();
    let restores = 0;
    for (; restores < wanted && !late(); restores += 1) {
      await day();
      const { rows } = await served.pool.query<{ last: string }>(
        'select greatest((select max(sequence) from dispositions), 0) as last',
      );
      const { rows: fed } = await served.pool.query<{ last: string }>('select max(sequence) as last from feedback');
      await day();
      await day();
      // What a backup taken after the first day holds.
      const gone = await served.pool.query('delete from dispositions where sequence > $1', [rows[0]?.last]);
      const unfed = await served.pool.query('delete from feedback where sequence > $1', [fed[0]?.last]);
      lost += (gone.rowCount ?? 0) + (unfed.rowCount ?? 0);
      await served.pool.query("update contexts set refresh_at = 'epoch'");
      const epoch = await newEpoch(served.pool);
      await expect
        .poll(async () => {
          const read = await api.context(shared, null);
          return read.ok ? read.reply.epoch : null;
        })
        .toBe(epoch);
      // Each rep opens a lead: the answer names the new epoch, and the device does the rest.
      for (const device of devices) await device.hears({ epoch, at: Date.now() });
      for (const device of devices) await device.send();
      const held = devices.flatMap((device) => device.entries().map(({ id }) => id));
      expect(held).toEqual([]);
      expect(judge({ ledger: book.lines(), rows: await storedRows(served.pool), held })).toEqual(clean);
    }
    expect(lost).toBe(restores * reps * 2 * 3);
    tell('F21', lost, `restores from a backup: ${restores} restores that lost ${lost} acknowledged choices, all sent again`, {
      done: restores,
      wanted,
    });
  } finally {
    book.close();
    await served.close();
    await rm(folder, { recursive: true, force: true });
  }
});
