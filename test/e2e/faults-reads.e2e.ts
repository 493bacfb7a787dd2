/** The sidebar without the server, with a lead that has nothing or too much, and with a note in the making. */
import { paths } from '../../lib/contract/routes.ts';
import { connect } from './connect.ts';
import {
  acceptWithNote,
  counts,
  expect,
  goTo,
  handedOff,
  newRecord,
  openLead,
  openRecord,
  picture,
  refresh,
  showsLead,
  stored,
  test,
} from './lead-page.ts';

/** The notes of the drafts on this device; runs in the extension. */
const keptDrafts = () =>
  new Promise<string[]>((resolve) => {
    const opening = indexedDB.open('leadside');
    opening.onsuccess = () => {
      const reading = opening.result.transaction('drafts').objectStore('drafts').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result.map((one: { draft: { note: string } }) => one.draft.note));
      };
    };
  });

test.describe.configure({ mode: 'default', timeout: 120_000 });

test('with the server down a copy stays on screen with its age, and another lead says where it looked', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const { lead, page, frame } = await openLead({ context, extensionId, gate, stack });
  const other = await handedOff(stack, 'Wei-Ling Tan');
  await gate.shut();
  await refresh(frame);
  await expect(frame.getByText('The server cannot be reached. This copy is from')).toBeVisible();
  await showsLead(frame, lead);
  await goTo(page, other);
  await expect(frame.getByRole('heading', { name: 'The server cannot be reached' })).toBeVisible();
  await expect(frame.getByText(gate.url)).toBeVisible();
  await picture(page, 'unreachable');
  await gate.reopen();
  await showsLead(frame, other);
});

test('offline a copy stays on screen with its age, and a lead without one loads once the connection is back', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const { lead, page, frame } = await openLead({ context, extensionId, gate, stack });
  const other = await handedOff(stack, 'Wei-Ling Tan');
  await context.setOffline(true);
  await refresh(frame);
  await expect(frame.getByText('You are offline. This copy is from')).toBeVisible();
  await picture(page, 'stale-offline');
  await acceptWithNote(frame, 'From the train');
  await expect(frame.getByText('This computer is offline.').first()).toBeVisible();
  await goTo(page, other);
  await expect(frame.getByRole('heading', { name: 'You are offline' })).toBeVisible();
  await picture(page, 'offline');
  await context.setOffline(false);
  await showsLead(frame, other);
  await expect.poll(() => stored(stack, lead, 'accept')).toMatchObject([{ note: 'From the train' }]);
});

test('a record without a lead is linked by an email; a lead without events says so and can be decided on', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  await connect(context, extensionId, { apiUrl: gate.url, token: stack.repToken });
  const record = newRecord();
  const { page, frame } = await openRecord(context, record.url);
  await expect(frame.getByRole('heading', { name: 'No lead is linked to this record' })).toBeVisible();
  await frame.getByLabel('Email of the person on this record').fill('nobody@nowhere');
  await page.getByRole('heading', { name: 'Contact' }).click();
  const asked = gate.count(`GET ${paths.context}`);
  await frame.getByRole('button', { name: 'look again' }).click();
  await expect.poll(() => gate.count(`GET ${paths.context}`)).toBeGreaterThan(asked);
  await expect(frame.getByLabel('Email of the person on this record')).toHaveValue('nobody@nowhere');
  await counts(frame);
  await frame.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(frame.getByRole('alert')).toHaveText('This is not a whole email address: write it like name@company.com.');
  await picture(page, 'unknown-record');
  await frame.getByLabel('Email of the person on this record').fill('m.bell@fastpost.example');
  await frame.getByRole('button', { name: 'Link', exact: true }).click();
  await showsLead(frame, { name: 'm.bell@fastpost.example' });
  await expect(frame.getByText('No touch has arrived for this lead yet.')).toBeVisible();
  await picture(page, 'no-events');
  await acceptWithNote(frame, 'Met at the fair');
  await expect.poll(() => stored(stack, record, 'accept')).toMatchObject([{ note: 'Met at the fair' }]);
});

test('a lead with 10,000 touches opens with the newest hundred and the count', async ({ context, extensionId, gate, stack }) => {
  const lead = await handedOff(stack, 'Samir Adeyemi');
  const start = Date.now() - 20_000 * 60_000;
  for (let from = 0; from < 10_000; from += 1000) {
    const batch = Array.from({ length: 1000 }, (_, at) => ({
      messageId: `${lead.ref.id}-${from + at}`,
      type: 'page',
      userId: `person-${lead.ref.id}`,
      name: `Page ${from + at}`,
      timestamp: new Date(start + (from + at) * 60_000).toISOString(),
      properties: { title: `Page ${from + at}`, url: `https://harbourlight.example/p/${from + at}` },
    }));
    // A server that is busy may answer 503, and is then sent the same again.
    await expect(() => stack.send(batch)).toPass();
  }
  await connect(context, extensionId, { apiUrl: gate.url, token: stack.repToken });
  const { page, frame } = await openRecord(context, lead.url);
  await showsLead(frame, lead);
  const read = frame.getByRole('region', { name: 'What they read' });
  await expect(read).toContainText('10,002 touches since');
  await read.getByRole('button', { name: '94 earlier' }).click();
  await expect(read.getByRole('listitem')).toHaveCount(100);
  await expect(read).toContainText('And 9,902 older than these.');
  await expect(read.getByRole('listitem').filter({ hasText: 'Page 9999' })).toHaveCount(1);
  await picture(page, 'ten-thousand');
  expect(gate.count(`GET ${paths.context}`)).toBe(1);
});

test('a note in the making survives a frame that the CRM throws away and a reload of the page', async ({
  context,
  extensionId,
  gate,
  stack,
  worker,
}) => {
  const { lead, page, frame } = await openLead({ context, extensionId, gate, stack });
  await frame.getByRole('button', { name: /^Note/ }).click();
  await frame.getByRole('textbox', { name: /^Note for the next choice/ }).fill('Two sites, decides in');
  await expect.poll(() => worker.evaluate(keptDrafts)).toContain('Two sites, decides in');
  await page.evaluate(() => document.documentElement.replaceChildren(document.head, document.createElement('body')));
  const note = async () => {
    const all = page.frames().filter((one) => one.url().startsWith('chrome-extension://'));
    const found = await all[0]
      ?.getByRole('textbox', { name: /^Note for the next choice/ })
      .inputValue({ timeout: 1000 })
      .catch(() => '');
    return found ?? '';
  };
  await expect.poll(note).toBe('Two sites, decides in');
  await page.goto(lead.url);
  await expect.poll(note).toBe('Two sites, decides in');
});
