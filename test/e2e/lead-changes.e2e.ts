import { expectLead } from './expect-lead.ts';
import { sidebarFrame } from './extension.ts';
import { emailOf, eventsOf, person, practiceRef, type Sent, userId } from './leads.ts';
import { panelBox } from './panel-box.ts';
import { blankPage, expect, sidebarShowing, test } from './workspace.ts';

test('an unknown record says so, and the email of its person ties it to their lead', async ({
  connected,
  practiceCrm,
  workspace,
}) => {
  const lead: Sent = { ...person(2), refs: [], did: 'Demo Requested', minutesAgo: 12 };
  await workspace.send(eventsOf(lead));
  const ref = practiceRef(practiceCrm, 2);
  const page = await blankPage(connected);
  await page.goto(`${practiceCrm}/leads/${ref.id}`);
  await expect.poll(() => panelBox(page)).not.toBeNull();
  const frame = await sidebarFrame(page);
  await expect(frame.getByRole('heading', { name: 'No lead is linked to this record' })).toBeVisible();
  await frame.getByLabel('Email of the person on this record').fill(emailOf(lead));
  await frame.locator('html[data-clear]').waitFor();
  await frame.getByRole('button', { name: 'Link', exact: true }).click();
  await expectLead(await sidebarShowing(page, lead.name), workspace, lead, ref);
  expect((await workspace.context(ref)).refs).toContainEqual(ref);
});

test('an event that arrives while the sidebar is open appears without a reload', async ({
  connected,
  practiceCrm,
  workspace,
}) => {
  const ref = practiceRef(practiceCrm, 3);
  const lead: Sent = { ...person(3), refs: [ref], did: 'Content Downloaded', minutesAgo: 30 };
  await workspace.send(eventsOf(lead));
  const live = connected.waitForEvent('response', (response) => response.url().endsWith('/v1/live'));
  const page = await blankPage(connected);
  await page.goto(`${practiceCrm}/leads/${ref.id}`);
  const frame = await sidebarShowing(page, lead.name);
  await live;
  await frame.evaluate(() => Object.assign(window, { kept: true }));
  const common = { userId: userId(lead), timestamp: new Date().toISOString() };
  await workspace.send([
    { ...common, type: 'identify', traits: { title: 'Chief Revenue Officer' } },
    { ...common, type: 'track', event: 'Demo Requested', properties: { title: 'Demo asked for just now' } },
  ]);
  await expect(frame.getByText('Chief Revenue Officer')).toBeVisible();
  await expect(frame.getByText('Demo asked for just now').first()).toBeVisible();
  expect(await frame.evaluate(() => (window as unknown as { kept?: boolean }).kept)).toBe(true);
});

test('the handoff tab counts what the handoff requires and names what is missing', async ({
  connected,
  practiceCrm,
  workspace,
}) => {
  const ref = practiceRef(practiceCrm, 4);
  const lead: Sent = { ...person(4), refs: [ref], did: 'Demo Requested', minutesAgo: 20, traits: { owner: 'Dana Whitfield' } };
  await workspace.send(eventsOf(lead));
  const page = await blankPage(connected);
  await page.goto(`${practiceCrm}/leads/${ref.id}`);
  const frame = await sidebarShowing(page, lead.name);
  await frame.getByRole('tab', { name: /Handoff/ }).click();
  // The default policy requires fourteen; nobody sent the company's size and industry, nor a buying role.
  await expect(frame.getByRole('heading', { name: '11 of 14 required fields' })).toBeVisible();
  const complete = frame.getByRole('region', { name: '11 of 14 required fields' });
  await expect(complete.getByText(/^Missing: Company size, Industry, Buying role/)).toBeVisible();
  await expect(complete).toContainText('Set off by: Demo Requested');
  await workspace.send([
    {
      type: 'group',
      userId: userId(lead),
      groupId: 'bluefin',
      traits: { name: lead.company, employees: 240, industry: 'Software', source: 'Clearbit' },
    },
  ]);
  await expect(frame.getByRole('heading', { name: '13 of 14 required fields' })).toBeVisible();
  await expect(frame.getByRole('listitem').filter({ hasText: 'Company size' })).toContainText('Clearbit');
});
