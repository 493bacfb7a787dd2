/** The countdown on a device whose clock is wrong, and what the toolbar says of it. */
import type { BrowserContext, Page, Worker } from '@playwright/test';
import { eventsOf, person, practiceRef, type Sent } from './leads.ts';
import type { Workspace } from './stack.ts';
import { blankPage, expect, sidebarShowing, test } from './workspace.ts';

/** Inside the worker. */
declare const chrome: typeof import('wxt/browser').browser;

type Ground = { connected: BrowserContext; practiceCrm: string; workspace: Workspace };

/** A lead who asked for a demo, by default a quarter of an hour ago: the first touch is due in three quarters. */
async function openLead({ connected, practiceCrm, workspace }: Ground, minutesAgo = 15) {
  const ref = practiceRef(practiceCrm, 0);
  const lead: Sent = { ...person(0), refs: [ref], did: 'Demo Requested', minutesAgo };
  await workspace.send(eventsOf(lead));
  const page = await blankPage(connected);
  await page.goto(`${practiceCrm}/leads/${ref.id}`);
  return { page, frame: await sidebarShowing(page, lead.name) };
}

/** Sets the clock of every page and frame that is opened from now on ahead of the machine's by so much. */
const setAhead = (context: BrowserContext, ms: number) =>
  context.addInitScript((ahead) => {
    const Real = Date;
    globalThis.Date = new Proxy(Real, {
      construct: (target, given) => Reflect.construct(target, given.length === 0 ? [target.now() + ahead] : given),
      get: (target, name): unknown => (name === 'now' ? () => target.now() + ahead : Reflect.get(target, name)),
    });
  }, ms);

const day = 86_400_000;
for (const [name, ahead, words] of [
  ['a day ahead', day, /clock is (1 d|23 h 59 m(?:in)?) ahead\. Times here go by the server\./],
  ['a day behind', -day, /clock is (1 d|23 h 59 m(?:in)?) behind\. Times here go by the server\./],
] as const) {
  test(`on a device whose clock is ${name} the countdown goes by the server, and says so`, async ({
    connected,
    practiceCrm,
    workspace,
  }) => {
    await setAhead(connected, ahead);
    const { frame } = await openLead({ connected, practiceCrm, workspace });
    const apart = await frame.evaluate(() => Date.now());
    expect(Math.abs(apart - Date.now() - ahead)).toBeLessThan(day / 2);
    await expect(frame.getByText(words)).toBeVisible();
    const first = frame.getByRole('timer', { name: 'First touch' });
    await expect(first).toContainText(/4\d min/);
    await expect(first).not.toContainText(/late/i);
  });
}

test('a countdown is seen to run out, and to stand still while the lead is recycled', async ({
  connected,
  practiceCrm,
  workspace,
}) => {
  // Half a minute is left, and nothing but time happens.
  const { frame } = await openLead({ connected, practiceCrm, workspace }, 59.5);
  const first = frame.getByRole('timer', { name: 'First touch' });
  await expect(first).toContainText(/\D\d+ sworking time left/);
  await expect(first).toContainText(/\d+ sworking time late/, { timeout: 60_000 });
  await frame.getByRole('button', { name: /^Recycle/ }).click();
  await frame.getByRole('group', { name: 'Recycle until' }).getByRole('listitem').first().getByRole('button').click();
  await expect(first).toContainText('late, paused');
  await expect(frame.getByText(/^Recycled until /).first()).toBeVisible();
  await frame.getByRole('button', { name: 'Reopen' }).click();
  await expect(first).not.toContainText('paused');
  await expect(first).toContainText(/working time late$/);
});

/** What the toolbar shows for the tabs that show anything, text and tip. */
const badges = (worker: Worker) =>
  worker.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    const told = await Promise.all(
      tabs.map(async ({ id: tabId = 0 }) => [
        await chrome.action.getBadgeText({ tabId }),
        await chrome.action.getTitle({ tabId }),
      ]),
    );
    return told.filter(([text]) => text !== '');
  });

const moveTo = (page: Page, path: string) => page.evaluate((address) => history.pushState({}, '', address), path);

test('the toolbar shows the minutes left of the open lead, and nothing without one', async ({
  connected,
  practiceCrm,
  workspace,
  worker,
}) => {
  const { page, frame } = await openLead({ connected, practiceCrm, workspace });
  await expect
    .poll(() => badges(worker))
    .toEqual([[expect.stringMatching(/^4\dm$/), expect.stringMatching(/^First touch: 4\d min left, due /)]]);
  // The first touch is made: what presses next is the decision, due a day after the handoff.
  await frame.getByRole('button', { name: /^Log/ }).click();
  await frame.getByRole('button', { name: 'Email: Sent' }).click();
  await expect
    .poll(() => badges(worker))
    .toEqual([[expect.stringMatching(/^23h$/), expect.stringMatching(/: 23 h .*left, due /)]]);
  await moveTo(page, '/leads');
  await expect.poll(() => badges(worker)).toEqual([]);
});
