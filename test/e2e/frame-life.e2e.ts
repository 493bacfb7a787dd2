import { extensionPath } from './build.ts';
import { crmPage, expect, heldRecord, openCrm, sidebarFrame, sidebarFrames, test } from './extension.ts';
import { inPage, panelBox } from './panel-box.ts';
import { buildShowing, openWith, updateTo, versionOf } from './updates.ts';

/** The extension's own API, inside its worker. */
declare const chrome: typeof import('wxt/browser').browser;

const first = 'https://app.hubspot.com/contacts/4711/record/0-1/1';
const open = { x: 900, y: 0, width: 380, height: 800 };

test('200 record switches in one page: the right record each time, one frame, no more listeners', async ({ context, worker }) => {
  expect(worker).toBeTruthy();
  const page = await openCrm(context, first, await crmPage('spa'));
  const frame = await sidebarFrame(page);
  const metrics = await context.newCDPSession(page);
  await metrics.send('Performance.enable');
  const listeners = async () => {
    await metrics.send('HeapProfiler.collectGarbage');
    const { metrics: found } = await metrics.send('Performance.getMetrics');
    return found.find(({ name }) => name === 'JSEventListeners')?.value;
  };
  const switchTo = async (id: number) => {
    await page.evaluate((path) => history.pushState({}, '', path), `/contacts/4711/record/0-1/${id}`);
    await expect.poll(() => heldRecord(frame), { intervals: [5] }).toBe(`hubspot/4711/contact/${id}`);
  };
  await switchTo(2);
  const before = await listeners();
  for (let id = 3; id <= 202; id += 1) await switchTo(id);
  expect(sidebarFrames(page)).toHaveLength(1);
  expect(await panelBox(page)).toEqual(open);
  expect(await listeners()).toBe(before);
});

test('a list hides the panel and keeps its frame; the next record shows it again', async ({ context, worker }) => {
  expect(worker).toBeTruthy();
  const page = await openCrm(context, first, await crmPage('spa'));
  const frame = await sidebarFrame(page);
  await expect.poll(() => panelBox(page)).toEqual(open);
  await page.evaluate(() => history.pushState({}, '', '/contacts/4711/objects/0-1/views/all/list'));
  await expect.poll(() => heldRecord(frame)).toBe('');
  expect(await panelBox(page)).toBeNull();
  await page.goBack();
  await expect.poll(() => heldRecord(frame)).toBe('hubspot/4711/contact/1');
  await expect.poll(() => panelBox(page)).toEqual(open);
  expect(sidebarFrames(page)).toEqual([frame]);
});

test('the panel survives the CRM replacing its own document, and yields to a page that fights it', async ({
  context,
  worker,
}) => {
  const page = await openCrm(context, first, await crmPage('spa'));
  await expect.poll(() => panelBox(page)).toEqual(open);
  await page.evaluate(() => {
    document.documentElement.replaceChildren(document.head, document.createElement('body'));
  });
  await expect.poll(() => panelBox(page)).toEqual(open);
  // The frame that went with the old document may still be listed.
  const held = async () => {
    const frame = sidebarFrames(page).at(-1);
    return frame ? heldRecord(frame).catch(() => null) : null;
  };
  await expect.poll(held).toBe('hubspot/4711/contact/1');

  await page.evaluate(() => {
    new MutationObserver(() => {
      for (const child of document.documentElement.children) if (child.tagName === 'DIV') child.remove();
    }).observe(document.documentElement, { childList: true });
    for (const child of document.documentElement.children) if (child.tagName === 'DIV') child.remove();
  });
  const badge = () =>
    worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ url: 'https://app.hubspot.com/*' });
      return chrome.action.getBadgeText(tab?.id === undefined ? {} : { tabId: tab.id });
    });
  await expect.poll(badge).toBe('!');
  expect(await panelBox(page)).toBeNull();
});

test('collapse, width, handle and off are kept and followed', async ({ context, worker }) => {
  const page = await openCrm(context, first, await crmPage('spa'));
  await expect.poll(() => panelBox(page)).toEqual(open);
  const stored = () => worker.evaluate(() => chrome.storage.local.get(['panel', 'off']));

  expect(await inPage(worker, first, 'toggle')).toBe(true);
  await expect.poll(() => panelBox(page)).toEqual({ x: 1236, y: 160, width: 44, height: 44 });
  await page.reload();
  await expect.poll(() => panelBox(page)).toEqual({ x: 1236, y: 160, width: 44, height: 44 });
  await expect.poll(() => inPage(worker, first, 'toggle')).toBe(true);
  await expect.poll(() => panelBox(page)).toEqual(open);
  await expect.poll(stored).toMatchObject({ panel: { open: true } });

  await worker.evaluate(() => chrome.storage.local.set({ panel: { open: true, width: 420, top: 10 } }));
  await expect.poll(() => panelBox(page)).toEqual({ x: 860, y: 0, width: 420, height: 800 });
  await worker.evaluate(() => chrome.storage.local.set({ off: ['https://app.hubspot.com'] }));
  await expect.poll(() => panelBox(page)).toBeNull();
  // A frame started before the device had said so goes again.
  await page.reload();
  await expect.poll(() => inPage(worker, first, 'alive')).toBe(true);
  await expect.poll(() => sidebarFrames(page).length).toBe(0);
  await worker.evaluate(() => chrome.storage.local.set({ off: [] }));
  await expect.poll(() => panelBox(page)).toEqual({ x: 860, y: 0, width: 420, height: 800 });
  // The organisation's own list does the same.
  await worker.evaluate(() => chrome.storage.local.set({ offByAdmin: ['https://app.hubspot.com'] }));
  await expect.poll(() => panelBox(page)).toBeNull();
  await worker.evaluate(() => chrome.storage.local.set({ offByAdmin: [] }));
  await expect.poll(() => panelBox(page)).toEqual({ x: 860, y: 0, width: 420, height: 800 });
});

test('after the extension is reloaded the old script goes and a new one takes over', async ({ context: _unused }, info) => {
  const { context, id } = await openWith(extensionPath, info.outputPath('reloaded-profile'));
  const version = await versionOf(context, id);
  const page = await openCrm(context, first, await crmPage('spa'));
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await expect.poll(() => panelBox(page)).toEqual(open);
  await updateTo(context, id, version);
  await expect.poll(() => buildShowing(page, 'hubspot/4711/contact/1')).toBe(version);
  await page.evaluate(() => history.pushState({}, '', '/contacts/4711/record/0-1/2'));
  await expect.poll(() => buildShowing(page, 'hubspot/4711/contact/2')).toBe(version);
  await expect.poll(() => panelBox(page)).toEqual(open);
  expect(errors).toEqual([]);
  await context.close();
});

test('a custom CRM on an origin of its own is recognised once it is registered', async ({ context, worker }) => {
  const url = 'http://localhost:8123/leads/ada-7';
  const page = await openCrm(context, url, await crmPage('spa'));
  await expect.poll(() => inPage(worker, url, 'alive')).toBe(true);
  expect(await panelBox(page)).toBeNull();
  await worker.evaluate(() =>
    chrome.storage.local.set({ crms: [{ origin: 'http://localhost:8123', crm: 'custom', pattern: '/leads/:id' }] }),
  );
  const frame = await sidebarFrame(page);
  await expect.poll(() => heldRecord(frame)).toBe(`custom/${encodeURIComponent('http://localhost:8123')}/lead/ada-7`);
  await expect.poll(() => panelBox(page)).toEqual(open);
  // From now on the frame of such an address starts before the device's storage is asked.
  const ahead = () => worker.evaluate(() => chrome.scripting.getRegisteredContentScripts({ ids: ['ahead'] }));
  await expect.poll(ahead).toMatchObject([{ matches: ['http://localhost/leads/*'] }]);
  await page.reload();
  await expect.poll(() => panelBox(page)).toEqual(open);
  // A page beside it that only looks like one has no panel.
  await page.goto('http://localhost:8123/leads/new');
  await expect.poll(() => inPage(worker, 'http://localhost:8123/leads/new', 'alive')).toBe(true);
  await expect.poll(() => panelBox(page)).toBeNull();
  await worker.evaluate(() => chrome.storage.local.set({ crms: [] }));
  await expect.poll(ahead).toEqual([]);
});
