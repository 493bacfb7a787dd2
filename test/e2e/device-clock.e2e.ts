/** The countdown on a device whose clock is wrong. */
import type { BrowserContext } from '@playwright/test';
import { eventsOf, person, practiceRef, type Sent } from './leads.ts';
import type { Workspace } from './stack.ts';
import { blankPage, expect, sidebarShowing, test } from './workspace.ts';

type Ground = { connected: BrowserContext; practiceCrm: string; workspace: Workspace };

/** A lead who asked for a demo a quarter of an hour ago: the first touch is due in three quarters. */
async function openLead({ connected, practiceCrm, workspace }: Ground) {
  const ref = practiceRef(practiceCrm, 0);
  const lead: Sent = { ...person(0), refs: [ref], did: 'Demo Requested', minutesAgo: 15 };
  await workspace.send(eventsOf(lead));
  const page = await blankPage(connected);
  await page.goto(`${practiceCrm}/leads/${ref.id}`);
  return { frame: await sidebarShowing(page, lead.name) };
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
test('on a device whose clock is a day ahead the countdown goes by the server, and says so', async ({
  connected,
  practiceCrm,
  workspace,
}) => {
  await setAhead(connected, day);
  const { frame } = await openLead({ connected, practiceCrm, workspace });
  const apart = await frame.evaluate(() => Date.now());
  expect(Math.abs(apart - Date.now() - day)).toBeLessThan(day / 2);
  await expect(frame.getByText(/clock is (1 d|23 h 59 min) ahead\. Times here go by the server\./)).toBeVisible();
  const first = frame.getByRole('timer', { name: 'First touch' });
  await expect(first).toContainText(/4\d min/);
  await expect(first).not.toContainText(/late/i);
});
