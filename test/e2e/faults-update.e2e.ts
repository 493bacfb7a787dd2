/**
 * F13: the extension is updated, and put back to an older version, with work on the device that was not sent. The versions differ
 * in their number and in the schema of what lies on the device: there is no older build of another schema yet. In the tab that was
 * open there is one panel throughout.
 */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { atMost, tell, times } from '../faults/figures.ts';
import { clean, judge } from '../faults/judge.ts';
import { openLedger } from '../faults/ledger.ts';
import { findChromium } from '../find-chromium.ts';
import { extensionPath } from './build.ts';
import { connect } from './connect.ts';
import { browserArguments, crmPage, heldRecord, openCrm, reloadExtension, sidebarFrames } from './extension.ts';
import { acceptWithNote, expect, handedOff, openRecord, showsLead, test } from './lead-page.ts';
import { panelBox } from './panel-box.ts';
import { logCall, witnessTo } from './witness.ts';

const choices = times('UPDATED', 20);
/** Where a rep may come from, where to, and whether a later build has left something this one cannot read. */
const moves = [
  { from: '0.0.9', to: '0.1.0', later: false },
  { from: '0.2.0', to: '0.1.0', later: true },
] as const;

test.describe.configure({ timeout: atMost(300_000) });

/** Inside pages of the extension. */
declare const chrome: typeof import('wxt/browser').browser;

async function asVersion(folder: string, version: string): Promise<void> {
  await cp(extensionPath, folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...manifest, version }));
}

/** A folder whose version has changed is loaded again only in the developer mode of the profile. */
async function allowChanges(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(() => {
    const { developerPrivate } = chrome as unknown as {
      developerPrivate: { updateProfileConfiguration(update: { inDeveloperMode: boolean }): Promise<void> };
    };
    return developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  });
  await page.close();
}

/** A browser of its own, whose background nobody stops in the middle of an installation. */
async function openWith(folder: string, profile: string): Promise<{ context: BrowserContext; id: string }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: browserArguments([folder]),
  });
  await allowChanges(context);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return { context, id: new URL(worker.url()).host };
}

/** From the next document on, the page notes the most panels it has ever drawn at once: each is a `div` under `<html>`. */
const countPanels = (context: BrowserContext) =>
  context.addInitScript(() => {
    const noted = window as unknown as { most: number };
    noted.most = 0;
    const look = () => {
      const panels = [...(document.documentElement?.children ?? [])].filter((child) => child.tagName === 'DIV');
      noted.most = Math.max(noted.most, panels.length);
      requestAnimationFrame(look);
    };
    look();
  });
const mostPanels = (page: Page) => page.evaluate(() => (window as unknown as { most: number }).most);

/** The build whose panel holds this record, once it is the only frame of ours in the page; null before. */
async function buildShowing(page: Page, record: string): Promise<string | null> {
  const [one, ...more] = sidebarFrames(page);
  if (!one || more.length > 0 || (await heldRecord(one).catch(() => null)) !== record) return null;
  // A frame that outlived its build can ask the browser for nothing.
  return one.evaluate(() => chrome.runtime?.getManifest?.().version ?? null).catch(() => null);
}

async function ownPage(context: BrowserContext, extensionId: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  return page;
}

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
  test(`from ${from} to ${to} with ${choices} choices not sent: each is delivered once, the open tab goes on, the note is there`, async ({
    gate,
    stack,
  }, info) => {
    const folder = info.outputPath('extension');
    await asVersion(folder, from);
    const { context, id } = await openWith(folder, info.outputPath('updated-profile'));
    const book = openLedger(info.outputPath('ledger'));
    await connect(context, id, { apiUrl: gate.url, token: stack.repToken });
    const lead = await handedOff(stack, 'Tomasz Wren');
    await countPanels(context);
    const { page, frame } = await openRecord(context, lead.url);
    await showsLead(frame, lead);
    await gate.shut();
    const witness = await witnessTo(context, book, () => undefined);
    await witness.watch(frame);
    for (let choice = 1; choice < choices; choice += 1) {
      await logCall(frame);
      await expect.poll(witness.kept, { intervals: [5, 10, 20] }).toBe(choice);
    }
    await acceptWithNote(frame, 'Wants the service contract first');
    await expect.poll(witness.kept).toBe(choices);
    await frame.getByRole('button', { name: /^Note/ }).click();
    const half = 'Half a sentence about the li';
    await frame.getByRole('textbox', { name: /^Note for the next choice/ }).fill(half);
    if (later) {
      const own = await ownPage(context, id);
      await leaveLater(own);
      await own.close();
    }

    await asVersion(folder, to);
    await reloadExtension(context, id);

    // The tab that was open has the new build's panel, with the record and the words that were not finished.
    await expect.poll(() => buildShowing(page, `hubspot/4711/contact/${lead.ref.id}`)).toBe(to);
    await expect.poll(() => mostPanels(page)).toBe(1);
    const own = await ownPage(context, id);
    await gate.reopen();
    await expect.poll(async () => (await stack.rows(lead.ref)).length, { timeout: 60_000 }).toBe(choices);
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
      `from ${from} to ${to}: ${choices} choices kept offline, all delivered once${later ? ', a later build’s entry kept and shown' : ''}`,
    );
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
  const errors: string[] = [];
  const page = await openCrm(context, 'https://app.hubspot.com/contacts/4711/home', await crmPage('spa'));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (said) => said.type() === 'error' && errors.push(said.text()));
  await countPanels(context);
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
      await expect.poll(() => buildShowing(page, `hubspot/4711/contact/${record}`)).not.toBeNull();
      expect(await panelBox(page)).not.toBeNull();
      await expect.poll(() => mostPanels(page)).toBe(1);
    });
  expect(errors).toEqual([]);
  await context.close();
});
