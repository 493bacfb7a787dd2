/**
 * F13: the extension is updated, and put back to an older version, with work on the device that was not sent. The versions differ
 * in their number and in the schema of what lies on the device: there is no older build of another schema yet. In the tab that was
 * open there is one panel throughout.
 */
import type { Page } from '@playwright/test';
import { atMost, tell, times, watch } from '../faults/figures.ts';
import { clean, judge } from '../faults/judge.ts';
import { openLedger } from '../faults/ledger.ts';
import { extensionPath } from './build.ts';
import { connect } from './connect.ts';
import { crmPage, openCrm, sidebarFrames } from './extension.ts';
import { acceptWithNote, expect, handedOff, openRecord, showsLead, test } from './lead-page.ts';
import { panelBox } from './panel-box.ts';
import {
  asVersion,
  awake,
  buildShowing,
  countPanels,
  mostPanels,
  openPopup,
  openWith,
  ownPage,
  updateTo,
  versionOf,
} from './updates.ts';
import { logCall, witnessTo } from './witness.ts';

const wanted = times('UPDATED', 20);
/** Where a rep may come from, where to, and whether a later build has left something this one cannot read. */
const moves = [
  { from: '0.0.9', to: '0.1.0', later: false },
  { from: '0.2.0', to: '0.1.0', later: true },
] as const;

test.describe.configure({ timeout: atMost(300_000) });

/** Inside pages of the extension. */
declare const chrome: typeof import('wxt/browser').browser;

/** What a build with another schema of entries leaves on the device. */
const leaveLater = (own: Page) =>
  own.evaluate(async () => {
    const opening = indexedDB.open('leadside');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const change = database.transaction('outbox', 'readwrite');
    change.objectStore('outbox').add({ id: 'of-a-later-build', schema: 99, what: 'nobody here can read this' });
    await new Promise((resolve) => {
      change.oncomplete = resolve;
    });
    database.close();
  });
const onDevice = (own: Page) =>
  own.evaluate(async () => {
    const opening = indexedDB.open('leadside');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const asked = database.transaction('outbox').objectStore('outbox').getAll() as IDBRequest<{ id: string; schema: number }[]>;
    const all = await new Promise<{ id: string; schema: number }[]>((resolve) => {
      asked.onsuccess = () => resolve(asked.result);
    });
    database.close();
    return all.map(({ id, schema }) => [id, schema]);
  });

for (const { from, to, later } of moves)
  test(`from ${from} to ${to} with ${wanted} choices not sent: each is delivered once, the open tab goes on, the note is there`, async ({
    gate,
    stack,
  }, info) => {
    const folder = info.outputPath('extension');
    await asVersion(folder, from);
    const { context, id } = await openWith(folder, info.outputPath('updated-profile'));
    const book = openLedger(info.outputPath('ledger'));
    await connect(context, id, { apiUrl: gate.url, token: stack.repToken });
    const lead = await handedOff(stack, 'Tomasz Wren');
    if (later) {
      const own = await ownPage(context, id);
      await leaveLater(own);
      await own.close();
    }
    await countPanels(context);
    const { page, frame } = await openRecord(context, lead.url);
    await showsLead(frame, lead);
    await gate.shut();
    const witness = await witnessTo(context, book, () => undefined);
    await witness.watch(frame);
    const late = watch();
    let choices = 1;
    for (; choices < wanted && !late(); choices += 1) {
      await logCall(frame);
      await expect.poll(witness.kept, { intervals: [5, 10, 20] }).toBe(choices);
    }
    await acceptWithNote(frame, 'Wants the service contract first');
    await expect.poll(witness.kept).toBe(choices);
    await frame.getByRole('button', { name: /^Note/ }).click();
    const half = 'Half a sentence about the li';
    await frame.getByRole('textbox', { name: /^Note for the next choice/ }).fill(half);
    // The new build is the first to be answered: what waited for the old one's next try, it sends as it starts.
    await asVersion(folder, to);
    await gate.reopen();
    const opened = await updateTo(context, id, to);

    // The tab that was open has the new build's panel, with the record and the words that were not finished.
    await expect.poll(() => buildShowing(page, `hubspot/4711/contact/${lead.ref.id}`)).toBe(to);
    await expect.poll(() => mostPanels(page)).toBe(1);
    const own = await ownPage(context, id);
    await expect.poll(async () => (await stack.rows(lead.ref)).length, { timeout: atMost(60_000) }).toBe(choices);
    const [panel] = sidebarFrames(page);
    if (panel === undefined) throw new Error('The panel of the new build went away again.');
    await showsLead(panel, lead);
    await expect(panel.getByRole('textbox', { name: /^Note for the next choice/ })).toHaveValue(half);
    // What nobody here can read is said and stays; all else has left the device.
    await expect.poll(() => onDevice(own)).toEqual(later ? [['of-a-later-build', 99]] : []);
    await own.reload();
    await expect(own.getByText('One thing was kept by another version of Leadside.')).toHaveCount(later ? 1 : 0);
    expect(judge({ ledger: book.lines(), rows: await stack.rows(lead.ref) })).toEqual(clean);
    book.close();
    await context.close();
    tell(
      'F13',
      choices,
      `from ${from} to ${to}: ${choices} choices kept offline, all delivered once${later ? ', a later build’s entry kept and shown' : ''}${opened > 0 ? `, popups opened for want of a background: ${opened}` : ''}`,
      { done: choices, wanted },
    );
  });

// What Chromium does where it found a panel must not hide what our own background fails to do.
test('ten updates with no panel in a page: the background begins by itself each time', async ({ context: _unused }, info) => {
  const { context, id } = await openWith(extensionPath, info.outputPath('begun-profile'));
  const version = await versionOf(context, id);
  await openCrm(context, 'https://app.hubspot.com/contacts/4711/home', await crmPage('spa'));
  for (let update = 0; update < 10; update += 1) expect(await updateTo(context, id, version)).toBe(0);
  await context.close();
});

test('where the browser did not start the background, opening the popup brings the panel', async ({ context: _unused }, info) => {
  const { context, id } = await openWith(extensionPath, info.outputPath('asleep-profile'));
  const version = await versionOf(context, id);
  const page = await openCrm(context, 'https://app.hubspot.com/contacts/4711/home', await crmPage('spa'));
  const own = await ownPage(context, id);
  // Nothing registered is what such a browser leaves.
  await expect
    .poll(() =>
      own.evaluate(() =>
        chrome.scripting.unregisterContentScripts({ ids: ['crm'] }).then(
          () => true,
          () => false,
        ),
      ),
    )
    .toBe(true);
  await page.goto('https://app.hubspot.com/contacts/4711/record/0-1/1');
  expect(sidebarFrames(page)).toEqual([]);
  const gone = own.waitForEvent('close');
  await openPopup(context, id);
  await gone;
  await awake(context, id, version);
  await expect.poll(() => buildShowing(page, 'hubspot/4711/contact/1')).toBe(version);
  await context.close();
});

/** How far the mounting of the panel has come when the update arrives. */
const moments = {
  'the page is answered': (page: Page) => page.waitForEvent('response'),
  'the frame is hung into the page': (page: Page) => page.waitForEvent('frameattached'),
  'the frame has its document': (page: Page) => page.waitForEvent('framenavigated', (frame) => frame.parentFrame() !== null),
} as const;

test('updates that come while the panel is being mounted leave one panel, and two are never drawn', async ({
  context: _unused,
}, info) => {
  const { context, id } = await openWith(extensionPath, info.outputPath('mounted-profile'));
  const page = await openCrm(context, 'https://app.hubspot.com/contacts/4711/home', await crmPage('spa'));
  await countPanels(context);
  const version = await versionOf(context, id);
  let record = 0;
  for (const [moment, comes] of Object.entries(moments))
    await test.step(`when ${moment}`, async () => {
      record += 1;
      const own = await ownPage(context, id);
      await page.bringToFront();
      const gone = own.waitForEvent('close');
      const come = comes(page).then(() => own.evaluate(() => chrome.runtime.reload()).catch(() => undefined));
      await page.goto(`https://app.hubspot.com/contacts/4711/record/0-1/${record}`);
      await Promise.all([come, gone]);
      await awake(context, id, version);
      await expect.poll(() => buildShowing(page, `hubspot/4711/contact/${record}`)).toBe(version);
      expect(await panelBox(page)).not.toBeNull();
      await expect.poll(() => mostPanels(page)).toBe(1);
    });
  await context.close();
});
