import type { Frame } from '@playwright/test';
import type { RecordRef } from '../../lib/contract/record.ts';
import type { CaseTable } from '../../lib/crm/case-table.ts';
import { cases as hubspot } from '../../lib/crm/hubspot.cases.ts';
import { cases as pipedrive } from '../../lib/crm/pipedrive.cases.ts';
import { cases as salesforce } from '../../lib/crm/salesforce.cases.ts';
import { formatDuration } from '../../lib/sla/format.ts';
import { tick } from '../../lib/sla/tick.ts';
import { crmPage, openCrm, sidebarFrames } from './extension.ts';
import { emailOf, eventsOf, person, practiceRef, type Sent, userId } from './leads.ts';
import { inPage, panelBox } from './panel-box.ts';
import type { Workspace } from './stack.ts';
import { blankPage, expect, sidebarShowing, test } from './workspace.ts';

/** The name, title, score and clock on screen are this lead's, by what was sent and by what the API says. */
async function expectLead(frame: Frame, workspace: Workspace, lead: Sent, ref: RecordRef): Promise<void> {
  const who = frame.getByRole('region', { name: lead.name });
  await expect(who.getByText(lead.title)).toBeVisible();
  await expect(who.getByText(lead.company)).toBeVisible();

  const { score, clocks } = await workspace.context(ref);
  expect(score.total).not.toBe(0);
  const why = frame.getByRole('region', { name: /^Why/ });
  await expect(why.getByText(`${score.total} / ${score.threshold}`)).toBeVisible();

  // The goal follows from what they did: an hour for a demo request, four for anything else.
  const demo = lead.did === 'Demo Requested';
  const clock = clocks.find(({ id }) => id === 'first_touch');
  expect(clock?.goal).toMatchObject({
    name: demo ? 'Demo or contact request' : 'Other MQL',
    ms: (demo ? 1 : 4) * 3_600_000,
  });
  const shown = frame.getByRole('timer', { name: 'First touch' });
  await expect
    .poll(async () => clock && (await shown.textContent())?.includes(formatDuration(tick(clock, Date.now()).remainingMs)))
    .toBe(true);
  await expect(shown).toContainText('working time left');
}

function address(table: CaseTable, pattern: RegExp): readonly [string, RecordRef['account'], RecordRef['object'], string] {
  const found = table.records.find(([url]) => pattern.test(url));
  if (!found) throw new Error(`No record of the table is at ${pattern}.`);
  return found;
}
function noRecord(table: CaseTable, pattern: RegExp): string {
  const found = table.none.find((url) => pattern.test(url));
  if (!found) throw new Error(`No address without a record in the table is at ${pattern}.`);
  return found;
}

const crms = [
  {
    crm: 'salesforce',
    records: [
      address(salesforce, /lightning\.force\.com\/lightning\/r\/Lead\/\w+\/view$/),
      address(salesforce, /lightning\/r\/Contact\/\w+\/view$/),
      address(salesforce, /my\.salesforce\.com\/00Q\w+$/),
    ],
    none: [
      noRecord(salesforce, /\/o\/Lead\/list/),
      noRecord(salesforce, /\/o\/Lead\/new/),
      noRecord(salesforce, /\/lightning\/setup\//),
    ],
  },
  {
    crm: 'hubspot',
    records: [
      address(hubspot, /app\.hubspot\.com\/contacts\/\d+\/record\/0-136\/\d+$/),
      address(hubspot, /app\.hubspot\.com\/contacts\/\d+\/contact\/\d+$/),
      address(hubspot, /app-eu1\.hubspot\.com/),
    ],
    none: [noRecord(hubspot, /\/views\/all\/list$/), noRecord(hubspot, /\/contact\/new$/), noRecord(hubspot, /\/settings\//)],
  },
  {
    crm: 'pipedrive',
    records: [address(pipedrive, /\/leads\/inbox\/[\w-]+$/), address(pipedrive, /\/person\/\d+$/)],
    none: [noRecord(pipedrive, /\/persons\/list$/), noRecord(pipedrive, /\/person\/new$/), noRecord(pipedrive, /\/settings\//)],
  },
] as const;

for (const { crm, records, none } of crms) {
  test(`events sent for records of ${crm} show their lead beside each, and nothing elsewhere`, async ({
    connected,
    worker,
    workspace,
  }) => {
    // A dozen pages, each a whole boot.
    test.setTimeout(150_000);
    const found = records.map(([url, account, object, id]) => ({ url, ref: { crm, account, object, id } }));
    const key = ({ account, object, id }: RecordRef) => [account, object, id].join();
    const keys = [...new Set(found.map(({ ref }) => key(ref)))];
    const leads = keys.map((one, n): Sent => {
      const refs = found.filter(({ ref }) => key(ref) === one).map(({ ref }) => ref);
      return { ...person(n), refs, did: n === 0 ? 'Demo Requested' : 'Content Downloaded', minutesAgo: 20 + n };
    });
    await workspace.send(leads.flatMap(eventsOf));
    const html = await crmPage('spa');
    for (const { url, ref } of found) {
      await test.step(url, async () => {
        const lead = leads[keys.indexOf(key(ref))];
        if (!lead) throw new Error(`No lead was sent for ${url}.`);
        const page = await openCrm(connected, url, html);
        await expectLead(await sidebarShowing(page, lead.name), workspace, lead, ref);
        await expect.poll(() => panelBox(page)).not.toBeNull();
        await page.close();
      });
    }
    for (const url of none) {
      await test.step(url, async () => {
        const page = await openCrm(connected, url, html);
        await expect.poll(() => inPage(worker, page.url(), 'alive')).toBe(true);
        expect(sidebarFrames(page)).toEqual([]);
        expect(await panelBox(page)).toBeNull();

        // The same place reached from a record hides the panel, and no lead stays in its frame.
        const first = found.find((one) => new URL(one.url).origin === new URL(url).origin);
        if (!first) throw new Error(`No record on the origin of ${url}.`);
        await page.evaluate((to) => history.pushState({}, '', to), first.url);
        const frame = await sidebarShowing(page, person(0).name);
        await page.evaluate((to) => history.pushState({}, '', to), url);
        await expect.poll(() => panelBox(page)).toBeNull();
        await expect(frame.getByText('No record open')).toHaveCount(1);
        expect(await frame.evaluate(() => document.body.textContent)).not.toContain(person(0).name);
        await page.close();
      });
    }
  });
}

test('a CRM registered on the options page shows its leads, and nothing on its list, form and settings', async ({
  connected,
  practiceCrm,
  workspace,
}) => {
  const leads = [0, 1].map((n): Sent => {
    const refs = [practiceRef(practiceCrm, n)];
    return { ...person(n), refs, did: n === 0 ? 'Demo Requested' : 'Content Downloaded', minutesAgo: 20 + n };
  });
  await workspace.send(leads.flatMap(eventsOf));
  const page = await blankPage(connected);
  await page.goto(`${practiceCrm}/leads`);
  for (const [n, lead] of leads.entries()) {
    await page.getByRole('link', { name: lead.name }).click();
    const frame = await sidebarShowing(page, lead.name);
    await expectLead(frame, workspace, lead, practiceRef(practiceCrm, n));
    await expect.poll(() => panelBox(page)).not.toBeNull();
    for (const name of ['New lead', 'Settings', 'Leads']) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await expect.poll(() => panelBox(page)).toBeNull();
      await expect(frame.getByText('No record open')).toHaveCount(1);
      expect(await frame.evaluate(() => document.body.textContent)).not.toContain(lead.name);
    }
  }
});

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
  const [frame] = sidebarFrames(page);
  if (!frame) throw new Error('No sidebar.');
  await expect(frame.getByRole('heading', { name: 'No lead is linked to this record' })).toBeVisible();
  await frame.getByLabel('Email of the person on this record').fill(emailOf(lead));
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
