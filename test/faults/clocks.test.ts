/** F15: the device's clock is wrong by a day or by ten years, both ways, and jumps while something waits to be sent. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createApi } from '../../lib/client/api.ts';
import { clockOffset } from '../../lib/client/exchange.ts';
import { momentOf } from '../../lib/outbox/writes.ts';
import { openDevice } from './device.ts';
import { tell, times } from './figures.ts';
import { accept, call, type Desk, makeLeads, openDesk, reopen } from './operations.ts';
import { type Served, serveApp } from './server.ts';

const day = 86_400_000;
const skews = { 'a day behind': -day, 'a day ahead': day, 'ten years behind': -3_652 * day, 'ten years ahead': 3_652 * day };
const each = times('SKEWED', 40);

const Real = Date;
const real = () => performance.timeOrigin + performance.now();
/** Everything in this process that asks for the time gets the wrong one; the server has a clock of its own. */
function skewBy(ms: number): void {
  vi.stubGlobal(
    'Date',
    class extends Real {
      constructor(given: number | string | Date = Real.now() + ms) {
        super(given);
      }
      static override now = () => Real.now() + ms;
    },
  );
}

let served: Served;
let desk: Desk;
beforeAll(async () => {
  served = await serveApp({ now: () => Math.round(real()) });
  desk = await openDesk(served);
  await makeLeads(desk, 0, Object.keys(skews).length);
});
afterEach(() => {
  vi.unstubAllGlobals();
});
afterAll(() => served.close());

test.each(Object.entries(skews))('a device %s', async (name, skew) => {
  const ref = (await makeLeads(desk, Object.keys(skews).indexOf(name), Object.keys(skews).indexOf(name) + 1))[0];
  if (ref === undefined) throw new Error('There is no lead.');
  skewBy(skew);
  const api = createApi({ apiUrl: served.url, token: desk.token });
  const read = await api.context(ref, null);
  const offset = read.ok ? (clockOffset(read.reply) ?? 0) : 0;
  expect(Math.abs(offset + skew)).toBeLessThan(2_000);
  const device = openDevice(served.url, desk.token, { now: Date.now });
  const sent: string[] = [];
  let version = 0;
  for (let choice = 0; choice < each; choice += 1) {
    const made = choice % 2 === 0 ? call(ref) : version % 2 === 0 ? accept(ref, version) : reopen(ref, version);
    if (choice % 2 === 1) version += 1;
    const { at, offsetMs } = momentOf(Date.now(), offset, null, { entries: device.entries(), passing: [] });
    await device.keep({ ...made, at }, offsetMs);
    sent.push(made.id);
    // The clock jumps between keeping and sending, now and then.
    if (choice % 10 === 9) skewBy(skew + (choice % 20 === 9 ? day : -day));
    await device.send();
    skewBy(skew);
  }
  vi.unstubAllGlobals();
  const { rows } = await served.pool.query<{ id: string; off: number }>(
    `select id, extract(epoch from (at - received_at)) * 1000 as off from dispositions
     where payload->'ref' = $1 order by sequence`,
    [JSON.stringify(ref)],
  );
  // In the server's order, each at the time it was, whatever the device believes.
  expect(rows.map(({ id }) => id)).toEqual(sent);
  for (const { off } of rows) expect(Math.abs(off)).toBeLessThan(10_000);
  tell('F15', each, `device ${name}: ${each} choices in their order, each at its true time`);
});
