/** Tests with the whole path: the context API, the practice CRM, and a browser whose extension is connected to both. */
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { type Calendar, weekdays } from '../../lib/contract/clock.ts';
import { defaultPolicyInput } from '../../lib/policy/default.ts';
import { startPracticeCrm } from '../practice-crm/server.ts';
import { connect } from './connect.ts';
import { test as base, expect, sidebarFrame } from './extension.ts';
import { practiceLeads } from './leads.ts';
import { type Api, startApi, type Workspace } from './stack.ts';

/** The default policy at a desk that never closes, so that clocks run whenever the tests do. */
const always: Calendar = {
  timeZone: 'UTC',
  weekly: Object.fromEntries(weekdays.map((day) => [day, [['00:00', '24:00']]])),
  holidays: [],
};
const calendars = Object.fromEntries(Object.keys(defaultPolicyInput.calendars).map((name) => [name, always]));
const policyText = JSON.stringify({ ...defaultPolicyInput, calendars });

type Fixtures = { workspace: Workspace; connected: BrowserContext };
type WorkerFixtures = { api: Api; practiceCrm: string };

/** One server and one practice CRM for each worker; a workspace and a browser for each test. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  api: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const api = await startApi();
      await use(api);
      await api.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  /** Its origin. */
  practiceCrm: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const crm = await startPracticeCrm(practiceLeads);
      await use(crm.origin);
      await crm.close();
    },
    { scope: 'worker' },
  ],
  workspace: async ({ api }, use) => use(await api.workspace(policyText)),
  /** The browser, once a rep has connected it on the options page and registered the practice CRM there. */
  connected: async ({ context, extensionId, workspace, practiceCrm }, use) => {
    const ownCrm = { address: practiceCrm, pattern: '/leads/:id' };
    await connect(context, extensionId, { apiUrl: workspace.url, token: workspace.repToken, ownCrm });
    await use(context);
  },
});

export { expect };

/** The sidebar's frame once it shows the lead called `name`. */
export async function sidebarShowing(page: Page, name: string): Promise<Frame> {
  const frame = await sidebarFrame(page);
  await expect(frame.getByRole('heading', { level: 1, name })).toBeVisible();
  // From here on a choice counts: the panel has been in the clear for long enough.
  await frame.locator('html[data-clear]').waitFor();
  return frame;
}

/** A page of the browser that nothing was loaded in yet. */
export async function blankPage(context: BrowserContext): Promise<Page> {
  return context.pages().find((open) => open.url() === 'about:blank') ?? (await context.newPage());
}
