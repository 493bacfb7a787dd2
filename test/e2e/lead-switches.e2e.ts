import type { RecordRef } from '../../lib/contract/record.ts';
import { contextPath, refKey } from '../../lib/contract/wire.ts';
import { crmPage, openCrm, sidebarFrames } from './extension.ts';
import { eventsOf, people, type Sent } from './leads.ts';
import { panelBox } from './panel-box.ts';
import { expect, sidebarShowing, test } from './workspace.ts';

const switches = 200;
const recordsEach = 10;
const slowest = 120;

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the sampler inside the frame gathers. */
declare const sampled: { frames: number; wrong: string[]; named: number };

test('200 switches among eight leads with late answers: the right lead each time, and never another on screen', async ({
  connected,
  workspace,
}) => {
  test.setTimeout(240_000);
  // Each lead has ten records, so that most switches have to ask and many answers come when the next record is open.
  const ref = (lead: number, record: number): RecordRef => ({
    crm: 'hubspot',
    account: '4711',
    object: 'contact',
    id: String(lead * 100 + record + 1),
  });
  const leads = people.map(
    (one, lead): Sent => ({
      ...one,
      refs: Array.from({ length: recordsEach }, (_, record) => ref(lead, record)),
      did: 'Demo Requested',
      minutesAgo: 20,
    }),
  );
  await workspace.send(leads.flatMap(eventsOf));
  const random = seeded(20_260_301);
  let asked = 0;
  await connected.route(`${workspace.url}${contextPath(ref(0, 0)).replace(/\/\d+$/, '/*')}`, async (route) => {
    asked += 1;
    const wait = random() * slowest;
    await new Promise((resolve) => setTimeout(resolve, wait));
    // A request the sidebar has given up is no longer there to be answered.
    await route.continue().catch(() => {});
  });

  const url = (one: RecordRef) => `https://app.hubspot.com/contacts/${one.account}/record/0-1/${one.id}`;
  const page = await openCrm(connected, url(ref(0, 0)), await crmPage('spa'));
  const frame = await sidebarShowing(page, leads[0]?.name ?? '');
  const owners = Object.fromEntries(leads.flatMap(({ name, refs }) => refs.map((one) => [refKey(one), name])));
  await frame.evaluate((owners) => {
    const names = [...new Set(Object.values(owners))];
    const seen = { frames: 0, wrong: [] as string[], named: 0 };
    Object.assign(window, { sampled: seen });
    const look = () => {
      const mine = owners[document.documentElement.dataset.record ?? ''];
      const text = document.body.textContent ?? '';
      for (const name of names) {
        if (!text.includes(name)) continue;
        if (name === mine) seen.named += 1;
        else seen.wrong.push(`${name} under the record of ${mine ?? 'nobody'}`);
      }
    };
    // What stands in the document as a frame begins is what that frame paints; once more in the task after it.
    const after = new MessageChannel();
    after.port1.onmessage = look;
    const eachFrame = () => {
      seen.frames += 1;
      look();
      after.port2.postMessage(null);
      requestAnimationFrame(eachFrame);
    };
    eachFrame();
  }, owners);

  const cdp = await connected.newCDPSession(page);
  await cdp.send('Performance.enable');
  const listeners = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSEventListeners')?.value;
  };
  const go = (to: readonly string[]) =>
    page.evaluate((all) => {
      for (const path of all) history.pushState({}, '', path);
    }, to);
  const pick = (not: number) => {
    const lead = (not + 1 + Math.floor(random() * (leads.length - 1))) % leads.length;
    return { lead, url: url(ref(lead, Math.floor(random() * recordsEach))) };
  };

  let here = 0;
  const walk = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      // Every second switch is overtaken by the next one before anything came back.
      const passing = random() < 0.5 ? [pick(here)] : [];
      const to = pick(passing[0]?.lead ?? here);
      for (const one of passing) await go([one.url]);
      await go([to.url]);
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${people[to.lead]?.name}`));
      here = to.lead;
    }
  };
  await walk(4);
  const before = await listeners();
  await walk(switches);

  expect(await listeners()).toBe(before);
  expect(sidebarFrames(page)).toEqual([frame]);
  expect(await panelBox(page)).not.toBeNull();
  const { wrong, frames, named } = await frame.evaluate(() => sampled);
  expect(wrong).toEqual([]);
  // The sampler looked, and there was something to see.
  expect(frames).toBeGreaterThan(switches);
  expect(named).toBeGreaterThan(switches);
  expect(asked).toBeGreaterThan(recordsEach * 5);
});
