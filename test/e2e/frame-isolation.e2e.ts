import { crmPage, expect, heldRecord, openCrm, sidebarFrame, sidebarFrames, test } from './extension.ts';
import { panelBox } from './panel-box.ts';

const url = 'https://acme.pipedrive.com/person/12';

/** What `hostile.html` gathers about us. */
declare const seen: { roots: number; frames: number; messages: string[]; keys: string[]; input: string[] };

test('a hostile page finds one anonymous element and nothing in it', async ({ context, extensionId }) => {
  const page = await openCrm(context, url, await crmPage('hostile'));
  const frame = await sidebarFrame(page);
  await expect.poll(() => heldRecord(frame)).toBe('pipedrive/acme/contact/12');
  await frame.evaluate(() => document.body.append('Canary Ada Lovelace'));
  await expect.poll(() => panelBox(page)).not.toBeNull();

  const found = await page.evaluate(() => {
    const host = document.documentElement.lastElementChild as HTMLElement;
    const selection = getSelection();
    selection?.selectAllChildren(document.documentElement);
    let internals = 'none';
    try {
      host.attachInternals();
      internals = 'some';
    } catch {
      // A plain div has none.
    }
    return {
      tag: host.tagName,
      attributes: host.getAttributeNames(),
      root: host.shadowRoot,
      internals,
      frames: window.length,
      iframes: document.querySelectorAll('iframe').length,
      atPoint: document.elementFromPoint(innerWidth - 20, 20) === host,
      find: (window as unknown as { find(text: string): boolean }).find('Canary'),
      text: `${selection?.toString()}${document.documentElement.outerHTML}`,
      timings: performance.getEntries().map((entry) => entry.name),
      seen,
    };
  });
  expect(found).toMatchObject({
    tag: 'DIV',
    attributes: [],
    root: null,
    internals: 'none',
    frames: 0,
    iframes: 0,
    atPoint: true,
    find: false,
    seen: { roots: 0, frames: 0, messages: [] },
  });
  expect(found.text).not.toMatch(/Canary|leadside|extension:/i);
  expect(found.timings.join()).not.toMatch(/extension|leadside/);

  // Whoever knows the id of the extension can neither frame a page of ours nor read one.
  const probes = await page.evaluate(async (id) => {
    const reached: string[] = [];
    for (const file of ['sidebar.html', 'options.html', 'popup.html', 'manifest.json', 'background.js', 'icons/48.png']) {
      await fetch(`chrome-extension://${id}/${file}`).then(
        () => reached.push(file),
        () => {},
      );
    }
    return reached;
  }, extensionId);
  expect(probes).toEqual([]);
});

test('the page cannot restyle the panel', async ({ context, worker }) => {
  expect(worker).toBeTruthy();
  const page = await openCrm(context, url, await crmPage('spa'));
  await expect.poll(() => panelBox(page)).toEqual({ x: 900, y: 0, width: 380, height: 800 });
  const style = await page.evaluate(() => {
    const host = document.documentElement.lastElementChild as HTMLElement;
    document.head.append(
      Object.assign(document.createElement('style'), {
        textContent:
          'html > div { opacity: 0 !important; transform: scale(0.1) !important; width: 10px !important; transition: all 9s !important }',
      }),
    );
    host.style.cssText =
      'opacity:0!important;display:none!important;left:0!important;filter:blur(9px)!important;pointer-events:none!important';
    host.animate([{ opacity: 0 }, { opacity: 0 }], { duration: 1e6, fill: 'both' });
    const { opacity, transform, filter, display, pointerEvents, zIndex } = getComputedStyle(host);
    return { opacity, transform, filter, display, pointerEvents, zIndex };
  });
  expect(style).toEqual({
    opacity: '1',
    transform: 'none',
    filter: 'none',
    display: 'block',
    pointerEvents: 'auto',
    zIndex: '2147483647',
  });
  expect(await panelBox(page)).toEqual({ x: 900, y: 0, width: 380, height: 800 });
});

test('the page hears no key typed in the frame, and Escape gives the keyboard back', async ({ context, worker }) => {
  expect(worker).toBeTruthy();
  const page = await openCrm(context, url, await crmPage('hostile'));
  const frame = await sidebarFrame(page);
  await expect.poll(() => panelBox(page)).not.toBeNull();
  await frame.evaluate(() => {
    const box = document.body.appendChild(document.createElement('textarea'));
    box.setAttribute('aria-label', 'Probe');
  });
  const probe = frame.getByLabel('Probe');
  await probe.focus();
  const keys = Array.from({ length: 95 }, (_, code) => String.fromCharCode(32 + code));
  for (const key of [...keys, 'Enter', 'Backspace', 'Control+Enter', 'Control+s', 'Control+k', 'Alt+ArrowLeft', 'Escape']) {
    await page.keyboard.press(key);
  }
  expect(await probe.inputValue()).toContain(keys.join(''));
  expect(await page.evaluate(() => [...seen.keys, ...seen.input, ...seen.messages])).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.hasFocus() && document.activeElement === document.body)).toBe(true);
  await page.keyboard.press('x');
  expect(await page.evaluate(() => seen.keys.includes('x'))).toBe(true);
});

test('a frame that nobody paired with stays blank, whatever it is sent', async ({ context, extensionId, worker }) => {
  const page = await openCrm(context, url, await crmPage('spa'));
  const paired = await sidebarFrame(page);
  await expect.poll(() => heldRecord(paired)).toBe('pipedrive/acme/contact/12');

  const dynamic = await worker.evaluate(() => chrome.runtime.getURL('/sidebar.html'));
  await page.evaluate(
    async ([src, origin]) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      frame.src = `${src}#guessed-nonce-000000`;
      await loaded;
      const record = { crm: 'pipedrive', account: 'acme', object: 'contact', id: '99' };
      for (const nonce of ['', 'guessed', 'another-nonce-00000']) {
        const { port1, port2 } = new MessageChannel();
        frame.contentWindow?.postMessage({ t: 'leadside', nonce }, origin, [port2]);
        port1.postMessage({ t: 'state', seq: 1, ref: record, open: true, width: 380, top: 0 });
      }
      frame.contentWindow?.postMessage({ t: 'state', seq: 1, ref: record }, origin);
    },
    [dynamic, `chrome-extension://${extensionId}`] as const,
  );
  await expect.poll(() => sidebarFrames(page).length).toBe(2);
  const unpaired = sidebarFrames(page).find((frame) => frame !== paired);
  expect(unpaired).toBeDefined();
  // What is sent to a paired frame is taken within a task.
  const record = await unpaired?.evaluate(async () => {
    for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setTimeout(resolve));
    return document.documentElement.dataset.record ?? null;
  });
  expect(record).toBeNull();
  // The loading view is in the document, unseen.
  await expect((unpaired ?? paired).locator('body')).toBeHidden();
});

test('a page that framed the sidebar and knows its nonce is refused a record its address does not name', async ({
  context,
  extensionId,
  worker,
}) => {
  const page = await openCrm(context, 'https://acme.pipedrive.com/persons/list', await crmPage('spa'));
  const dynamic = await worker.evaluate(() => chrome.runtime.getURL('/sidebar.html'));
  await page.evaluate(
    async ([src, origin]) => {
      const nonce = 'known-nonce-0000000';
      const frame = document.body.appendChild(document.createElement('iframe'));
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      frame.src = `${src}#${nonce}`;
      await loaded;
      const { port1, port2 } = new MessageChannel();
      frame.contentWindow?.postMessage({ t: 'leadside', nonce }, origin, [port2]);
      const record = { crm: 'pipedrive', account: 'acme', object: 'contact', id: '99' };
      const shown = new Promise((resolve) => {
        port1.onmessage = resolve;
      });
      port1.postMessage({ t: 'state', seq: 1, ref: record, open: true, width: 380, top: 0 });
      await shown;
    },
    [dynamic, `chrome-extension://${extensionId}`] as const,
  );
  const frame = await sidebarFrame(page);
  expect(await heldRecord(frame)).toBe('');
});

/** The extension's own API, inside its worker. */
declare const chrome: typeof import('wxt/browser').browser;
