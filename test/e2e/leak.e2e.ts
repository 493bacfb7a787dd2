import type { RecordRef } from '../../lib/contract/record.ts';
import { crmPage, openCrm, sidebarFrames } from './extension.ts';
import { eventsOf, person, type Sent, userId } from './leads.ts';
import { panelBox } from './panel-box.ts';
import { expect, sidebarShowing, test } from './workspace.ts';

/** What `spying.html` gathers, and shadow roots it got hold of. */
declare const loot: string[];
declare const roots: ShadowRoot[];

const canary = (n: number) => `Kanarie${String(n).padStart(2, '0')}`;
const canaries = Array.from({ length: 12 }, (_, n) => canary(n + 1));
const contact = (id: string): RecordRef => ({ crm: 'hubspot', account: '4711', object: 'contact', id });
const url = (id: string) => `https://app.hubspot.com/contacts/4711/record/0-1/${id}`;

/** A lead whose every fact is a word that stands nowhere else. */
const watched: Sent = {
  name: canary(1),
  title: `VP ${canary(2)}`,
  company: `${canary(3)} Lifts`,
  refs: [contact('1')],
  did: 'Demo Requested',
  minutesAgo: 15,
  traits: {
    email: `${canary(4)}@lifts.example`,
    phone: canary(5),
    buyingRole: canary(6),
    owner: canary(7),
    howDidYouHear: `I asked ChatGPT about ${canary(8)}`,
    problem: `Visits fail because of ${canary(9)}`,
    shortlist: [canary(10)],
  },
};
const more = [
  { type: 'group', userId: userId(watched), groupId: 'lifts.example', traits: { industry: canary(11), employees: 120 } },
  {
    type: 'page',
    userId: userId(watched),
    name: canary(12),
    properties: { title: canary(12), url: 'https://www.harbourlight.example/x' },
  },
];

test('page script finds no word of the lead by any of its ways', async ({ connected, extensionId, workspace }) => {
  const other: Sent = { ...person(1), refs: [contact('2')], did: 'Content Downloaded', minutesAgo: 30 };
  await workspace.send([...eventsOf(watched), ...more, ...eventsOf(other)]);
  const page = await openCrm(connected, url('1'), await crmPage('spying'));
  const frame = await sidebarShowing(page, watched.name);
  await expect.poll(() => panelBox(page)).not.toBeNull();
  // All twelve are on screen in the frame, so there is something to find.
  for (const one of canaries) await expect(frame.getByText(one).first()).toBeAttached();

  // The rep works: another record and back, the other tab, a note, an answer, and an event that comes in meanwhile.
  await page.evaluate((to) => history.pushState({}, '', to), url('2'));
  await sidebarShowing(page, other.name);
  await page.evaluate(() => history.back());
  await sidebarShowing(page, watched.name);
  await frame.getByRole('tab', { name: /Handoff/ }).click();
  await frame.getByRole('tab', { name: /Brief/ }).click();
  await frame.getByRole('button', { name: 'Accept' }).click();
  await expect.poll(async () => (await workspace.context(contact('1'))).disposition.state).toBe('accepted');
  await workspace.send([{ type: 'identify', userId: userId(watched), traits: { title: `Chief ${canary(2)}` } }]);
  await expect(frame.getByText(`Chief ${canary(2)}`)).toBeVisible();

  const found = await page.evaluate(
    async ({ words, id }) => {
      const gathered: unknown[] = [];
      const all = [...document.querySelectorAll('*')];
      const attempt = (what: string, get: () => unknown) => {
        try {
          gathered.push(what, get());
        } catch (error) {
          gathered.push(what, String(error));
        }
      };
      // Trees, roots and boxes.
      for (const one of all) {
        attempt('root', () => one.shadowRoot?.innerHTML);
        attempt('internals', () => (one as HTMLElement).attachInternals().shadowRoot?.innerHTML);
        attempt('attributes', () => one.getAttributeNames().map((name) => `${name}=${one.getAttribute(name)}`));
        attempt('label', () => `${one.ariaLabel} ${one.getAttribute('aria-description')} ${(one as HTMLElement).title}`);
        for (const part of ['', '::before', '::after']) attempt('style', () => getComputedStyle(one, part || null).content);
      }
      for (const root of roots) attempt('attached root', () => root.innerHTML);
      for (let x = innerWidth - 370; x < innerWidth; x += 60)
        for (let y = 10; y < innerHeight; y += 60)
          attempt('point', () => {
            const range = document.caretRangeFromPoint(x, y);
            const at = document.elementsFromPoint(x, y).map((one) => (one.localName === 'div' ? one.outerHTML : one.localName));
            return [at, range?.startContainer.nodeName];
          });
      // Text, markup and selection.
      const host = document.documentElement;
      // biome-ignore lint/performance/useDomNodeTextContent: the text as it is laid out is one of the ways.
      attempt('text', () => [host.innerText, host.textContent, host.outerHTML]);
      attempt('html', () => host.getHTML({ serializableShadowRoots: true, shadowRoots: roots }));
      attempt('serialized', () => new XMLSerializer().serializeToString(document));
      const finder = window as unknown as { find(text: string, ...rest: boolean[]): boolean };
      for (const word of words)
        attempt('find', () => (finder.find(word, false, false, true, false, true, true) ? word : 'not found'));
      attempt('found text', () => getSelection()?.toString());
      document.execCommand('selectAll');
      attempt('selection', () => [getSelection()?.toString(), getSelection()?.getRangeAt(0).cloneContents().textContent]);
      // Frames and messages.
      attempt('frames', () => [
        window.length,
        typeof window[0],
        document.querySelectorAll('iframe').length,
        document.activeElement?.outerHTML,
      ]);
      const answers: unknown[] = [];
      const state = {
        t: 'state',
        seq: 99,
        ref: { crm: 'hubspot', account: '4711', object: 'contact', id: '1' },
        open: true,
        width: 380,
        top: 0,
      };
      for (const target of [window, ...Array.from({ length: window.length }, (_, n) => window[n] as Window)])
        for (const message of [{ t: 'leadside', nonce: '' }, { t: 'leadside', nonce: id }, state, { t: 'read' }]) {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => answers.push(data);
          target.postMessage(message, '*', [port2]);
          port1.postMessage(state);
        }
      document.dispatchEvent(new CustomEvent('leadside', { detail: state }));
      new BroadcastChannel('leadside').postMessage(state);
      const runtime = (
        window as unknown as { chrome?: { runtime?: { sendMessage?(id: string, message: unknown): Promise<unknown> } } }
      ).chrome?.runtime;
      attempt('runtime', () => typeof runtime?.sendMessage);
      await runtime?.sendMessage?.(id, state).then(
        (answer) => answers.push(answer),
        () => {},
      );
      for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setTimeout(resolve));
      // What is kept and what was measured.
      attempt('performance', () => performance.getEntries().map((entry) => entry.toJSON()));
      attempt('animations', () => document.getAnimations().length);
      attempt('stored', () => [
        document.cookie,
        JSON.stringify(localStorage),
        JSON.stringify(sessionStorage),
        history.state,
        document.title,
        window.name,
      ]);
      gathered.push(await indexedDB.databases(), await caches.keys());
      attempt('globals', () => Object.getOwnPropertyNames(window).filter((name) => /lead|wxt|react/i.test(name)));
      return JSON.stringify([gathered, answers, loot]);
    },
    { words: canaries, id: extensionId },
  );

  expect(canaries.filter((one) => found.includes(one))).toEqual([]);
  expect(found).not.toContain(other.name);
  expect(found).not.toMatch(/chrome-extension:/);
  // The same ways do find what is the page's own.
  expect(found.match(/OwnCanary/g)?.length).toBeGreaterThan(4);
  expect(sidebarFrames(page)).toEqual([frame]);
  await expect(frame.getByRole('heading', { level: 1, name: watched.name })).toBeVisible();
});
