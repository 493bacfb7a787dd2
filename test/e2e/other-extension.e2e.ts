/** Another extension beside ours: what it sees of the lead, and what it can make ours do. */
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { RecordRef } from '../../lib/contract/record.ts';
import { crmPage, openCrm } from './extension.ts';
import { eventsOf, type Sent } from './leads.ts';
import { writeProbe } from './probe-extension.ts';
import { expect, sidebarShowing, test } from './workspace.ts';

const ref: RecordRef = { crm: 'hubspot', account: '4711', object: 'contact', id: '1' };
const url = 'https://app.hubspot.com/contacts/4711/record/0-1/1';
const canary = { lead: 'Zeisigwort', title: 'Zeisigtitel', note: 'Zeisignotiz' };
const lead: Sent = {
  name: canary.lead,
  title: canary.title,
  company: 'Calder Lifts',
  refs: [ref],
  did: 'Demo Requested',
  minutesAgo: 15,
};

const folder = path.join(tmpdir(), `leadside-probe-${process.pid}`);
const crmOnly = await writeProbe(path.join(folder, 'crm'), ['https://app.hubspot.com/*']);
const everything = await writeProbe(path.join(folder, 'everything'), ['<all_urls>']);
test.use({ others: [crmOnly.folder, everything.folder] });

/** In the probe's own pages. */
declare const chrome: typeof import('wxt/browser').browser;
/** In its script in the page. */
declare const lookAround: () => string[];

/** Everything it can reach from its own page: by messages, by scripts put into the tab, by addresses. */
const attack = (probe: Page, id: string, url: string) =>
  probe.evaluate(
    async ({ id, url }) => {
      const found: string[] = [];
      const refusals: string[] = [];
      const attempt = async (what: string, get: () => unknown) => {
        try {
          found.push(`${what}: ${JSON.stringify((await get()) ?? null)}`);
        } catch (error) {
          refusals.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
        }
      };
      const [tab] = await chrome.tabs.query({ url });
      const tabId = tab?.id ?? -1;
      await attempt('message', () => chrome.runtime.sendMessage(id, { t: 'badge', text: 'X', title: 'Taken' }));
      await attempt('message', () => chrome.runtime.sendMessage(id, { t: 'frame', up: false }));
      await attempt('connect', () => {
        const port = chrome.runtime.connect(id, { name: 'probe' });
        return new Promise((_resolve, reject) => {
          port.onMessage.addListener((said: unknown) => found.push(`port: ${JSON.stringify(said)}`));
          port.onDisconnect.addListener(() => reject(new Error(chrome.runtime.lastError?.message ?? 'disconnected')));
        });
      });
      await attempt('tab message', () => chrome.tabs.sendMessage(tabId, { t: 'state' }));
      const frames = (await chrome.webNavigation.getAllFrames({ tabId })) ?? [];
      const scripted = await chrome.scripting
        .executeScript({ target: { tabId, allFrames: true }, func: () => [location.href, ...lookAround()].join('\n') })
        .catch((error: Error) => {
          refusals.push(`all frames: ${error.message}`);
          return [];
        });
      for (const one of scripted) found.push(String(one.result));
      for (const { frameId, url: at } of frames)
        if (at.startsWith('chrome-extension:'))
          await attempt('our frame', () =>
            // biome-ignore lint/performance/useDomNodeTextContent: the text as it is laid out is one of the ways.
            chrome.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, func: () => document.body.innerText }),
          );
      for (const file of ['sidebar.html', 'options.html', 'popup.html', 'background.js', 'manifest.json']) {
        await attempt(`fetch ${file}`, () => fetch(`chrome-extension://${id}/${file}`).then((reply) => reply.text()));
        await attempt(`frame ${file}`, () => {
          const frame = document.body.appendChild(document.createElement('iframe'));
          frame.src = `chrome-extension://${id}/${file}`;
          return new Promise((resolve) => frame.addEventListener('load', resolve)).then(
            () => frame.contentDocument?.documentElement.outerHTML ?? 'no document',
          );
        });
      }
      await attempt('storage', () => indexedDB.databases());
      return { found, refusals, ours: frames.filter((one) => one.url.startsWith('chrome-extension:')).length };
    },
    { id, url },
  );

test('another extension sees no word of the lead, draft or token, and has ours do nothing', async ({
  connected,
  extensionId,
  workspace,
  worker,
}) => {
  await workspace.send(eventsOf(lead));
  const page = await openCrm(connected, url, await crmPage('spying'));
  const frame = await sidebarShowing(page, lead.name);
  await frame.getByRole('button', { name: /^Note/ }).click();
  await frame.getByRole('textbox', { name: /^Note for the next choice/ }).pressSequentially(canary.note);
  await expect(frame.getByText(canary.title).first()).toBeVisible();
  const secrets = [...Object.values(canary), workspace.repToken];

  for (const probe of [crmOnly, everything]) {
    const own = await connected.newPage();
    await own.goto(probe.page);
    const { found, refusals } = await attack(own, extensionId, `${url}*`);
    const all = found.join('\n');
    expect(secrets.filter((one) => all.includes(one))).toEqual([]);
    // It does look: the page is read, the closed root is opened, and in it there is a frame without a document.
    expect(all).toContain('OwnCanary');
    expect(all).toMatch(/shadow root: .*<iframe/s);
    expect(all).toMatch(/frame: \S+ null/);
    expect(all).not.toContain('answer:');
    expect(refusals.filter((one) => one.startsWith('message:') || one.startsWith('connect:'))).toHaveLength(3);
    expect(refusals.filter((one) => one.startsWith('fetch '))).toHaveLength(5);
    // The content script's clicks and keys are not a person's, and reach no frame of ours.
    await own.close();
  }
  const badge = await worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ url: 'https://app.hubspot.com/*' });
    return chrome.action.getBadgeText(tab?.id === undefined ? {} : { tabId: tab.id });
  });
  expect(badge).not.toBe('X');
  expect(badge).not.toBe('!');
  expect((await workspace.context(ref)).disposition.history).toEqual([]);

  // Out of reach of any defence: one that may see every page can take a picture of the tab in front, this panel included.
  await page.bringToFront();
  const own = await connected.newPage();
  await own.goto(everything.page);
  const picture = await own.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    if (tab?.id === undefined) return '';
    await chrome.tabs.update(tab.id, { active: true });
    return chrome.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
  }, `${url}*`);
  expect(picture).toMatch(/^data:image\/png;base64,/);
});
