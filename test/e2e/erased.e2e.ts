/** A lead is worked on in the sidebar and erased on the server: the sidebar says so, and the browser's profile holds nothing of what the lead was. */
import { rm } from 'node:fs/promises';
import { chromium, type Page } from '@playwright/test';
import { coveredWords } from '../../lib/frame/cover.ts';
import { findChromium } from '../find-chromium.ts';
import { newMarker, tracesIn } from '../privacy/traces.ts';
import { extensionPath } from './build.ts';
import { connect } from './connect.ts';
import { browserArguments } from './extension.ts';
import { acceptWithNote, counts, expect, fates, newRecord, openRecord, showsLead, stored, test } from './lead-page.ts';

declare const chrome: typeof import('wxt/browser').browser;

/** All the extension keeps in the browser, read through the browser by a page of its own: as JSON. */
const onDevice = (own: Page): Promise<string> =>
  own.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const device = await done(indexedDB.open('leadside'));
    const stores = [...device.objectStoreNames].map(async (name) => {
      const store = device.transaction(name).objectStore(name);
      return [name, await Promise.all([done(store.getAllKeys()), done(store.getAll())])];
    });
    const text = JSON.stringify([
      await Promise.all(stores),
      await chrome.storage.local.get(),
      await chrome.storage.session.get(),
    ]);
    device.close();
    return text;
  });

test('an erased lead leaves the sidebar at once and no canary in the profile of the browser', async ({ gate, stack }, info) => {
  const marker = newMarker();
  const canary = (field: string) => `${marker} ${field}`;
  const noteMarker = newMarker();
  const { ref, url } = newRecord();
  const name = canary('name');
  const userId = `${marker}-user`;
  await stack.send([
    {
      type: 'identify',
      userId,
      traits: {
        name,
        email: `${marker}@${marker}.example`,
        title: canary('title'),
        phone: canary('phone'),
        company: canary('company'),
        buyingRole: canary('role'),
        owner: canary('owner'),
        howDidYouHear: canary('heard'),
        problem: canary('problem'),
        shortlist: [canary('competitor')],
        crmRecords: [ref],
      },
    },
    { type: 'page', userId, name: canary('page'), properties: { title: canary('page'), url: `https://site.example/${marker}` } },
    { type: 'track', userId, event: 'Lead Handed Off', properties: { trigger: canary('trigger') } },
  ]);
  const profile = info.outputPath('erased-profile');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    viewport: { width: 1280, height: 800 },
    args: browserArguments([extensionPath]),
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const { host } = new URL(worker.url());
  const own = await context.newPage();
  await own.goto(`chrome-extension://${host}/options.html`);
  await connect(context, host, { apiUrl: gate.url, token: stack.repToken });
  const { frame } = await openRecord(context, url);
  await showsLead(frame, { name });
  await acceptWithNote(frame, `${noteMarker} said on the phone`);
  await expect.poll(async () => (await stored(stack, { ref }, 'accept')).length).toBe(1);
  expect(await onDevice(own)).toContain(noteMarker);
  // One more that is not sent, and a note that is not finished.
  await gate.shut();
  const write = async (note: string) => {
    await frame.getByRole('button', { name: /^Note/ }).click();
    await frame.getByRole('textbox', { name: /^Note for the next choice/ }).fill(note);
  };
  await write(`${noteMarker} on the second call`);
  await frame.getByRole('button', { name: /^Log/ }).click();
  await frame.getByRole('button', { name: 'Call: No answer' }).click();
  await expect(fates(frame)).toContainText('kept on this device');
  await write(`${noteMarker} unfinished`);
  await expect.poll(() => onDevice(own)).toContain(`${noteMarker} unfinished`);
  expect(await onDevice(own)).toContain(`${noteMarker} on the second call`);

  const admin = await stack.token('admin');
  const { rows } = await stack.pool.query<{ id: string }>('select lead_id as id from links where workspace_id = $1 and id = $2', [
    stack.workspaceId,
    ref.id,
  ]);
  const erased = await fetch(`${stack.url}/v1/leads/${rows[0]?.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${admin.token}` },
  });
  expect(erased.status).toBe(200);
  await gate.reopen();
  await expect(frame.getByRole('heading', { name: 'This person was erased' })).toBeVisible();
  await expect(frame.getByText(noteMarker)).toHaveCount(0);
  // What was chosen and not sent is said, without a word of what was typed; nothing else of it is left.
  const left = frame.getByRole('list', { name: 'Not saved' });
  await expect(left).toContainText('Call: no answer');
  await expect.poll(() => onDevice(own)).not.toContain(noteMarker);
  const refused = frame.getByRole('alert').filter({ hasText: coveredWords });
  // A busy machine may fail to say in time that the panel is clear: the panel then says so, and asks for another press. Nothing else is one.
  do {
    await counts(frame);
    await frame.getByRole('button', { name: 'Discard: Call: no answer' }).click();
    await expect.poll(async () => (await left.count()) === 0 || (await refused.isVisible())).toBe(true);
  } while ((await left.count()) > 0);
  expect(await onDevice(own)).not.toContain(`"${ref.id}"`);
  await expect(frame.getByText(marker)).toHaveCount(0);
  await context.close();
  // The browser's own store only marks as gone what it let go of, and its files hold it until it tidies them: nowhere else.
  const traces = tracesIn(profile, noteMarker);
  expect(traces.length, 'that the search would find something').toBeGreaterThan(0);
  expect(traces.filter((file) => !/\bIndexedDB\/chrome-extension_[^/]*\.leveldb\//.test(file))).toEqual([]);
  expect(tracesIn(profile, marker)).toEqual([]);
  await rm(profile, { recursive: true, force: true });
});
