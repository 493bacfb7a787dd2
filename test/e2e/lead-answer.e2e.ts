import type { BrowserContext, Frame, Page } from '@playwright/test';
import type { LeadContext } from '../../lib/contract/context.ts';
import { eventsOf, person, practiceRef, type Sent } from './leads.ts';
import type { Workspace } from './stack.ts';
import { blankPage, expect, sidebarShowing, test } from './workspace.ts';

type Ground = { connected: BrowserContext; practiceCrm: string; workspace: Workspace };
type Opened = { page: Page; frame: Frame; kept: () => Promise<LeadContext['disposition']> };

/** The sidebar on a fresh lead; `kept` is what the API says of it. */
async function openLead({ connected, practiceCrm, workspace }: Ground): Promise<Opened> {
  const ref = practiceRef(practiceCrm, 0);
  const lead: Sent = { ...person(0), refs: [ref], did: 'Demo Requested', minutesAgo: 15 };
  await workspace.send(eventsOf(lead));
  const page = await blankPage(connected);
  await page.goto(`${practiceCrm}/leads/${ref.id}`);
  const frame = await sidebarShowing(page, lead.name);
  return { page, frame, kept: async () => (await workspace.context(ref)).disposition };
}

const bar = (frame: Frame) => frame.getByRole('region', { name: 'Disposition' });
const press = async ({ page, frame }: Opened, ...keys: readonly string[]) => {
  await bar(frame).focus();
  for (const key of keys) await page.keyboard.press(key);
};

test('one key accepts a lead, and within ten seconds one key takes it back', async ({ connected, practiceCrm, workspace }) => {
  const opened = await openLead({ connected, practiceCrm, workspace });
  await press(opened, '1');
  await expect(bar(opened.frame).getByText('Accepted', { exact: true }).first()).toBeVisible();
  await expect.poll(opened.kept).toMatchObject({ state: 'accepted', current: { kind: 'accept', by: 'Dana Whitfield' } });
  await press(opened, 'u');
  await expect.poll(opened.kept).toMatchObject({ state: 'open', history: [{ kind: 'undo' }, { kind: 'accept', undone: true }] });
  await expect(opened.frame.getByRole('button', { name: 'Accept' })).toBeVisible();
});

test('the mouse accepts a lead, takes it back, accepts again and reopens it', async ({ connected, practiceCrm, workspace }) => {
  const { frame, kept } = await openLead({ connected, practiceCrm, workspace });
  await frame.getByRole('button', { name: 'Accept' }).click();
  await expect.poll(kept).toMatchObject({ state: 'accepted', version: 1 });
  await frame.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(kept).toMatchObject({ state: 'open', version: 2 });
  await frame.getByRole('button', { name: 'Accept' }).click();
  await expect.poll(kept).toMatchObject({ state: 'accepted', version: 3 });
  await frame.getByRole('button', { name: 'Reopen' }).click();
  await expect.poll(kept).toMatchObject({ state: 'open', history: [{ kind: 'reopen', undone: false }, {}, {}, {}] });
});

test('keys reject a lead with a reason and a closer one, and the note goes with it', async ({
  connected,
  practiceCrm,
  workspace,
}) => {
  const opened = await openLead({ connected, practiceCrm, workspace });
  await press(opened, 'n');
  await opened.page.keyboard.type('Buys for 12 people');
  await opened.page.keyboard.press('Escape');
  await opened.page.keyboard.press('2');
  await opened.frame.getByRole('group', { name: 'Reject, because' }).waitFor();
  await opened.page.keyboard.press('1');
  await opened.frame.getByRole('group', { name: 'Reject, Bad fit' }).waitFor();
  await opened.page.keyboard.press('3');
  const current = { kind: 'reject', reason: 'bad_fit', subReason: 'role', note: 'Buys for 12 people' };
  await expect.poll(opened.kept).toMatchObject({ state: 'rejected', current });
  await expect(bar(opened.frame)).toContainText('Buys for 12 people');
});

test('the mouse rejects an incomplete handoff, with the fields that are missing', async ({
  connected,
  practiceCrm,
  workspace,
}) => {
  const { frame, kept } = await openLead({ connected, practiceCrm, workspace });
  await frame.getByRole('button', { name: 'Reject' }).click();
  await frame.getByRole('button', { name: /Handoff incomplete/ }).click();
  await expect.poll(kept).toMatchObject({ state: 'rejected', current: { reason: 'handoff_incomplete' } });
  expect((await kept()).current?.missing).toEqual(expect.arrayContaining(['owner', 'company_size', 'industry']));
});

test('keys recycle a lead to a preset date', async ({ connected, practiceCrm, workspace }) => {
  const opened = await openLead({ connected, practiceCrm, workspace });
  const inNinetyDays = () => opened.frame.evaluate(() => new Date(Date.now() + 90 * 86_400_000).toLocaleDateString('sv-SE'));
  const before = await inNinetyDays();
  await press(opened, '3');
  await opened.frame.getByRole('group', { name: 'Recycle until' }).waitFor();
  await opened.page.keyboard.press('2');
  await expect.poll(opened.kept).toMatchObject({ state: 'recycled', current: { kind: 'recycle', reason: null } });
  // The two differ only around midnight.
  expect([before, await inNinetyDays()]).toContain((await opened.kept()).current?.until);
});

test('attempts are logged by keys and by mouse', async ({ connected, practiceCrm, workspace }) => {
  const opened = await openLead({ connected, practiceCrm, workspace });
  await press(opened, '4');
  await opened.frame.getByRole('group', { name: 'Log an attempt' }).waitFor();
  await opened.page.keyboard.press('1');
  await opened.frame.getByRole('group', { name: 'Log an attempt, outcome' }).waitFor();
  await opened.page.keyboard.press('2');
  await expect
    .poll(opened.kept)
    .toMatchObject({ state: 'open', attempts: 1, history: [{ kind: 'attempt', channel: 'call', outcome: 'no_answer' }] });
  await opened.frame.getByRole('button', { name: /^Log/ }).click();
  await opened.frame.getByRole('button', { name: 'Email: Sent' }).click();
  await expect.poll(opened.kept).toMatchObject({ attempts: 2, history: [{ channel: 'email', outcome: 'sent' }, {}] });
  // The first touch is made.
  await expect(opened.frame.getByRole('listitem').filter({ hasText: 'First touch' })).toContainText('to spare');
});
