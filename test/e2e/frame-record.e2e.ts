import { crmPage, expect, heldRecord, openCrm, sidebarFrame, sidebarFrames, test } from './extension.ts';
import { inPage, panelBox } from './panel-box.ts';

const records = [
  [
    'salesforce',
    'https://acme.lightning.force.com/lightning/r/Lead/00Q000000000001EAA/view',
    /^salesforce\/acme\/lead\/00Q000000000001EAA$/,
  ],
  ['hubspot', 'https://app.hubspot.com/contacts/4711/record/0-1/901', /^hubspot\/4711\/contact\/901$/],
  ['pipedrive', 'https://acme.pipedrive.com/person/12', /^pipedrive\/acme\/contact\/12$/],
] as const;

test('the frame is handed the record open in each CRM', async ({ context, worker }) => {
  expect(worker).toBeTruthy();
  for (const [crm, url, ref] of records) {
    await test.step(crm, async () => {
      const page = await openCrm(context, url, await crmPage('spa'));
      const frame = await sidebarFrame(page);
      await expect.poll(() => heldRecord(frame)).toMatch(ref);
      await expect.poll(() => panelBox(page)).toEqual({ x: 900, y: 0, width: 380, height: 800 });
    });
  }
});

const nothing = [
  'https://acme.lightning.force.com/lightning/o/Lead/list?filterName=00B000000000001AAA',
  'https://acme.lightning.force.com/lightning/o/Lead/new',
  'https://app.hubspot.com/contacts/4711/objects/0-1/views/all/list',
  'https://app.hubspot.com/settings/4711',
  'https://acme.pipedrive.com/persons/list',
  'https://acme.pipedrive.com/settings/profile',
];

test('nothing is mounted on lists, forms and settings', async ({ context, worker }) => {
  for (const url of nothing) {
    await test.step(url, async () => {
      const page = await openCrm(context, url, await crmPage('spa'));
      // The script has run and judged the address once it answers for itself.
      await expect.poll(() => inPage(worker, url, 'alive')).toBe(true);
      expect(sidebarFrames(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);
    });
  }
});
