/** F12: the browser is killed the moment the device has promised the last of many choices; each is on the server once after. */
import { readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { atMost, tell, times, watch } from '../faults/figures.ts';
import { clean, judge } from '../faults/judge.ts';
import { openLedger } from '../faults/ledger.ts';
import { findChromium } from '../find-chromium.ts';
import { extensionPath } from './build.ts';
import { connect } from './connect.ts';
import { browserArguments } from './extension.ts';
import { expect, handedOff, openRecord, showsLead, test } from './lead-page.ts';
import { logCall, witnessTo } from './witness.ts';

const allWanted = times('BROWSER_KILLS', 10);
const choicesEach = 30;
const halves = 2;
const wanted = allWanted / halves;

test.describe.configure({ timeout: atMost(900_000) });

/** The browser that holds this profile, by the lock it keeps there. */
async function pidOf(profile: string): Promise<number> {
  const holder = await readlink(path.join(profile, 'SingletonLock'));
  return Number(holder.slice(holder.lastIndexOf('-') + 1));
}

for (let half = 1; half <= halves; half += 1)
  test(`browsers killed with a full outbox, part ${half}`, async ({ gate, stack }, info) => {
    const profile = info.outputPath('killed-profile');
    const executablePath = await findChromium();
    const open = () => chromium.launchPersistentContext(profile, { executablePath, args: browserArguments([extensionPath]) });
    const lead = await handedOff(stack, 'Aoife Brennan');
    const book = openLedger(info.outputPath('ledger'));
    let context: BrowserContext = await open();
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    await connect(context, new URL(worker.url()).host, { apiUrl: gate.url, token: stack.repToken });
    let promised = 0;
    let slowest = 0;
    const late = watch();
    let kills = 0;
    for (; kills < wanted && !late(); kills += 1) {
      const { frame } = await openRecord(context, lead.url);
      await showsLead(frame, lead);
      await gate.shut();
      const pid = await pidOf(profile);
      let dead = false;
      const witness = await witnessTo(context, book, (kept) => {
        if (kept < choicesEach || dead) return;
        dead = true;
        process.kill(pid, 'SIGKILL');
      });
      await witness.watch(frame);
      const gone = context.waitForEvent('close');
      for (let choice = 1; choice < choicesEach; choice += 1) {
        await logCall(frame);
        await expect.poll(witness.kept, { intervals: [5, 10, 20] }).toBe(choice);
      }
      await logCall(frame).catch(() => undefined);
      await gone;
      promised += choicesEach;
      expect(book.count('device')).toBe(promised);
      await gate.reopen();
      const since = performance.now();
      context = await open();
      await expect.poll(async () => (await stack.rows(lead.ref)).length, { timeout: 60_000 }).toBe(promised);
      slowest = Math.max(slowest, performance.now() - since);
    }
    await context.close();
    expect(judge({ ledger: book.lines(), rows: await stack.rows(lead.ref) })).toEqual(clean);
    book.close();
    await rm(profile, { recursive: true, force: true });
    const seconds = (slowest / 1000).toFixed(1);
    tell('F12', promised, `browser kills: ${kills} kills, ${promised} choices kept, all delivered within ${seconds} s`, {
      done: kills,
      wanted,
    });
  });
