import type { RecordRef } from '../../lib/contract/record.ts';
import type { CaseTable } from '../../lib/crm/case-table.ts';
import { cases as hubspot } from '../../lib/crm/hubspot.cases.ts';
import { cases as pipedrive } from '../../lib/crm/pipedrive.cases.ts';
import { cases as salesforce } from '../../lib/crm/salesforce.cases.ts';
import { expectLead } from './expect-lead.ts';
import { crmPage, openCrm, sidebarFrames } from './extension.ts';
import { eventsOf, person, practiceRef, type Sent } from './leads.ts';
import { inPage, panelBox } from './panel-box.ts';
import { blankPage, expect, sidebarShowing, test } from './workspace.ts';

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
