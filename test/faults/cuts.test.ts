/**
 * F6: one disposition's request and answer, cut after every byte, held back, and let through by drops. The request is cut by
 * FIN and by RST; of the answer every byte is cut by one of the two, and by the other in the next round.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refKey } from '../../lib/contract/wire.ts';
import { defaultPolicyInput } from '../../lib/policy/default.ts';
import { type Cut, type CutProxy, openCutProxy } from './cut-proxy.ts';
import { openDevice } from './device.ts';
import { tell, times, watch } from './figures.ts';
import { clean, judge, storedRows } from './judge.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { accept, type Desk, openDesk, refOf } from './operations.ts';
import { type Served, serveApp } from './server.ts';

const wanted = times('CUT_ROUNDS', 1);
const lanes = 4;

let folder: string;
let served: Served;
let desk: Desk;
let book: Ledger;
const proxies: CutProxy[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leadside-cuts-'));
  book = openLedger(path.join(folder, 'ledger'), { durable: false });
  served = await serveApp();
  // One reason and one clock: every byte of the answer is a case of its own.
  const { dispositions, clocks } = defaultPolicyInput;
  const short = { dispositions: { ...dispositions, reasons: dispositions.reasons.slice(0, 1) }, clocks: clocks.slice(0, 1) };
  desk = await openDesk(served, JSON.stringify({ ...defaultPolicyInput, ...short }));
  for (let lane = 0; lane < lanes; lane += 1) proxies.push(await openCutProxy(served.url));
});
afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

/** All of one width, as their answers are to be. */
let leads = 100_000;
/** Leads nothing is known of, so that each choice is the first on its lead and each answer is short. */
async function bareLeads(count: number): Promise<number> {
  const from = leads;
  leads += count;
  await served.pool.query(
    `with made as (select i, gen_random_uuid() as id from generate_series($2::int, $3::int) as i),
       kept as (insert into leads (workspace_id, id) select $1, id from made)
     insert into links (workspace_id, crm, account, object, id, lead_id, source)
     select $1, 'hubspot', '42', 'contact', i::text, id, 'test' from made`,
    [desk.workspaceId, from, from + count - 1],
  );
  return from;
}

/** One click through a wire that breaks: kept and said so, then sent again, and saved once. */
async function click(proxy: CutProxy, lead: number, cut: Cut | null): Promise<{ request: number; response: number }> {
  const device = openDevice(proxy.url, desk.token);
  const operation = accept(refOf(lead), 0);
  const key = refKey(operation.ref);
  book.submit(operation.id, operation);
  await device.keep(operation);
  book.ack('device', operation.id);
  proxy.plan(cut);
  await device.send();
  const passed = proxy.passed();
  if (cut !== null) {
    expect(proxy.done() || cut.at > passed[cut.side], JSON.stringify(cut)).toBe(true);
    const whole = cut.side === 'response' && device.shown(key)[0] === 'saved';
    // The last byte was through before the cut: then it is saved. In every other place it is kept, and why is said.
    if (!whole) {
      expect(device.shown(key), JSON.stringify(cut)).toEqual(['kept']);
      if (proxy.done()) expect(device.entries()[0]?.because).toMatch(/does not answer|took longer/);
      proxy.plan(null);
      // A machine with much else to do may refuse one or two on top of that.
      for (let tries = 0; tries < 5 && device.entries().length > 0; tries += 1) await device.send();
    }
  }
  expect(device.shown(key), JSON.stringify(cut)).toEqual(['saved']);
  expect(device.saved.get(operation.id)).toBe(1);
  book.ack('server', operation.id);
  return passed;
}

async function inLanes(cuts: readonly Cut[]): Promise<void> {
  const from = await bareLeads(cuts.length);
  let next = 0;
  const lane = async (proxy: CutProxy) => {
    for (let at = next++; at < cuts.length; at = next++) await click(proxy, from + at, cuts[at] ?? null);
  };
  await Promise.all(proxies.map(lane));
}

test('cut after every byte of the request and of the answer', async () => {
  const [proxy] = proxies;
  if (proxy === undefined) throw new Error('There is no proxy.');
  const whole = await click(proxy, await bareLeads(1), null);
  const hows = ['fin', 'rst'] as const;
  const every = (side: Cut['side'], how: (at: number) => Cut['how']) =>
    Array.from({ length: whole[side] }, (_, at): Cut => ({ side, at: at + 1, how: how(at) }));
  let n = 0;
  const late = watch();
  let rounds = 0;
  // The first one whole, whatever it takes: a byte left out would be the one that matters.
  for (; rounds < wanted && (rounds === 0 || !late()); rounds += 1) {
    const requests = hows.flatMap((how) => every('request', () => how));
    const cuts = [...requests, ...every('response', (at) => hows[(at + rounds) % 2] ?? 'fin')];
    await inLanes(cuts);
    n += cuts.length;
  }
  // Nothing more comes, or too little to be an answer within the time one is waited for.
  const still = (how: Cut['how']): Cut[] =>
    (['request', 'response'] as const).flatMap((side) => [1, whole[side] >> 1].map((at) => ({ side, at, how })));
  const stills = [...still('hole'), ...still('slow')];
  await inLanes(stills);
  n += stills.length;
  expect(judge({ ledger: book.lines(), rows: await storedRows(served.pool) })).toEqual(clean);
  tell('F6', n, `one disposition cut at every byte: request of ${whole.request}, answer of ${whole.response} bytes, ${n} cuts`, {
    done: rounds,
    wanted,
  });
});
