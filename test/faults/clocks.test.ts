/** F15: the device's clock is wrong by a day or by ten years, both ways, and jumps while something waits to be sent. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createApi } from '../../lib/client/api.ts';
import { clockOffset } from '../../lib/client/exchange.ts';
import { momentOf } from '../../lib/outbox/writes.ts';
import { openDevice } from './device.ts';
import { tell, times, watch } from './figures.ts';
import { accept, call, type Desk, makeLeads, openDesk, refOf, reopen } from './operations.ts';
import { type Served, serveApp } from './server.ts';

const day = 86_400_000;
const tenYears = 3_652;
/** The four every run has; a release adds more between a day and ten years, each one further out than the one before. */
const skews: [name: string, ms: number][] = [
  ['a day behind', -day],
  ['a day ahead', day],
  ['ten years behind', -tenYears * day],
  ['ten years ahead', tenYears * day],
];
const more = times('SKEWS', skews.length) - skews.length;
for (let at = 1; at <= more; at += 1) {
  const days = Math.round(tenYears ** (at / (more + 1)));
  skews.push([`${days} days ${at % 2 === 0 ? 'ahead' : 'behind'}`, (at % 2 === 0 ? days : -days) * day]);
}
const wanted = times('SKEWED', 200);
/** A lead nobody would decide on more often: its story is read with every choice. */
const perLead = 20;
const leadsEach = Math.ceil(wanted / perLead);

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
  await makeLeads(desk, 0, skews.length * leadsEach);
});
afterEach(() => {
  vi.unstubAllGlobals();
});
afterAll(() => served.close());

test.each(skews.map(([name, skew], at) => ({ name, skew, at })))('a device $name', async ({ name, skew, at: place }) => {
  const refs = Array.from({ length: leadsEach }, (_, lead) => refOf(place * leadsEach + lead));
  skewBy(skew);
  const api = createApi({ apiUrl: served.url, token: desk.token });
  const read = await api.context(refOf(place * leadsEach), null);
  const offset = read.ok ? (clockOffset(read.reply) ?? 0) : 0;
  expect(Math.abs(offset + skew)).toBeLessThan(2_000);
  const device = openDevice(served.url, desk.token, { now: Date.now });
  const sent = new Map<string, string[]>();
  const versions = new Map<string, number>();
  const late = watch(1 / (skews.length - place));
  let choice = 0;
  for (; choice < wanted && !late(); choice += 1) {
    const ref = refs[Math.floor(choice / 2) % refs.length] ?? refOf(-1);
    const version = versions.get(ref.id) ?? 0;
    const made = choice % 2 === 0 ? call(ref) : version % 2 === 0 ? accept(ref, version) : reopen(ref, version);
    if (choice % 2 === 1) versions.set(ref.id, version + 1);
    const { at, offsetMs } = momentOf(Date.now(), offset, null, { entries: device.entries(), passing: [] });
    await device.keep({ ...made, at }, offsetMs);
    sent.set(ref.id, [...(sent.get(ref.id) ?? []), made.id]);
    // The clock jumps between keeping and sending, now and then.
    if (choice % 10 === 9) skewBy(skew + (choice % 20 === 9 ? day : -day));
    await device.send();
    skewBy(skew);
  }
  vi.unstubAllGlobals();
  // A server too busy for one moment is asked again, as the device does.
  while (device.entries().length > 0) await device.send();
  const { rows } = await served.pool.query<{ id: string; lead: string; off: number }>(
    `select id, payload->'ref'->>'id' as lead, extract(epoch from (at - received_at)) * 1000 as off from dispositions
     where payload->'ref'->>'id' = any($1) order by sequence`,
    [refs.map(({ id }) => id)],
  );
  // In the server's order, lead by lead as it is promised, each at the time it was, whatever the device believes.
  expect(rows).toHaveLength(choice);
  for (const { id: lead } of refs)
    expect(rows.filter((row) => row.lead === lead).map(({ id }) => id)).toEqual(sent.get(lead) ?? []);
  for (const { off } of rows) expect(Math.abs(off)).toBeLessThan(10_000);
  tell('F15', choice, `device ${name}: ${choice} choices in their order, each at its true time`, { done: choice, wanted });
});
