// Long because everything asked of the gallery shares one build, one server and one browser.
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { findChromium } from '../find-chromium.ts';
import { states } from '../gallery/fixtures.ts';
import { optionsStates } from '../gallery/options-states.ts';
import { serveGallery, showState } from '../gallery/serve.ts';

// One build, one server and one browser for the whole file.
test.describe.configure({ mode: 'default', timeout: 120_000 });

let browser: Browser;
let gallery: Awaited<ReturnType<typeof serveGallery>>;

test.beforeAll(async () => {
  gallery = await serveGallery();
  browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
});
test.afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

/** A page with the gallery open; `complaints` gathers what the browser blocked or the page threw. */
async function openGallery(colorScheme: 'light' | 'dark', width = 320): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    viewport: { width, height: 800 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
  await page.goto(gallery.url);
  return { page, complaints };
}

const asked = (page: Page) => page.evaluate(() => window.asked as unknown[][]);

/** What axe finds on the page as it stands. Its half megabyte of script is sent once to a page, not once for each state. */
async function violationsOn(page: Page): Promise<unknown[]> {
  const known = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder({ page, ...(known ? { axeSource: 'void 0' } : {}) });
  const { violations } = await axe
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 160))]);
}

test.describe('in light and dark', () => {
  let opened: Awaited<ReturnType<typeof openGallery>>;
  test.beforeAll(async () => {
    opened = await openGallery('light');
  });
  test.afterAll(() => opened?.page.context().close());

  for (const { name } of [...states, ...optionsStates]) {
    test(`${name} is free of axe violations and fits 320 px`, async () => {
      const { page, complaints } = opened;
      await page.emulateMedia({ colorScheme: 'light' });
      await showState(page, name);
      const light = await violationsOn(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect({ light, dark: await violationsOn(page) }).toEqual({ light: [], dark: [] });
      const wide = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll<HTMLElement>('#tab-panel, main, main > div')]
          .filter((one) => one.scrollWidth > one.clientWidth + 1)
          .map((one) => `${one.tagName} ${one.className} ${one.scrollWidth}`),
      );
      expect(wide).toEqual([]);
      // Only what is inside the sidebar scrolls: a page that did would carry the header and the disposition away.
      const below = await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
      if (!name.startsWith('options-')) expect(below).toBe(0);
      expect(complaints).toEqual([]);
    });
  }
});

const worked = [
  'lead',
  'handoff',
  'panel-reject',
  'panel-recycle',
  'panel-attempt',
  'panel-heard',
  'form-origin',
  'conflict',
  'failed-write',
  'journey-parked',
  'unknown-record',
  'unreachable',
  'options-write-back-discard',
];

test('every control is reached by keyboard, with its focus in sight', async () => {
  const { page } = await openGallery('light', 380);
  const found: string[] = [];
  for (const name of worked) {
    await showState(page, name);
    // What the tab key must reach: everything but what the arrow keys move to within a group.
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select')];
      const alone = all.filter(
        (one) => one.checkVisibility() && !one.matches('[data-age], [role="tab"], :disabled, [aria-hidden="true"]'),
      );
      for (const [index, one] of alone.entries()) one.dataset.wanted = String(index);
      return alone.map((one) => `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent}`);
    });
    const reached = new Set<number>();
    await page.evaluate(() => document.body.focus());
    for (let press = 0; press < wanted.length + 40; press += 1) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const one = document.activeElement;
        if (!(one instanceof HTMLElement)) return null;
        const style = getComputedStyle(one);
        return {
          index: one.dataset.wanted ?? null,
          seen: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
          html: one.outerHTML.slice(0, 120),
        };
      });
      if (!here) continue;
      if (here.index !== null) reached.add(Number(here.index));
      if (!here.seen && !here.html.startsWith('<body')) found.push(`${name}: no focus ring: ${here.html}`);
    }
    for (const [index, words] of wanted.entries()) if (!reached.has(index)) found.push(`${name}: not reached: ${words}`);
  }
  expect(found).toEqual([]);
  await page.context().close();
});

test('ages of a section are one tab stop, and the arrow keys move between them', async () => {
  const { page } = await openGallery('light', 380);
  await showState(page, 'lead');
  const ages = page.locator('#section-why [data-age]');
  await expect(page.locator('#section-why [data-age][tabindex="0"]')).toHaveCount(1);
  await ages.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(ages.nth(1)).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText('Clearbit');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.context().close();
});

test('the numbered keys choose, and number keys in the note are digits', async () => {
  const { page } = await openGallery('light', 380);
  await showState(page, 'lead');
  await page.keyboard.press('n');
  await page.keyboard.type('Call 12');
  await expect(page.getByRole('textbox', { name: /Note/ })).toHaveValue('Call 12');
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await page.getByRole('group', { name: 'Reject, because' }).waitFor();
  await page.keyboard.press('1');
  await page.getByRole('group', { name: 'Reject, Bad fit' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('group', { name: 'Reject, because' }).waitFor();
  await page.keyboard.press('1');
  await page.getByRole('group', { name: 'Reject, Bad fit' }).waitFor();
  await page.keyboard.press('3');
  expect((await asked(page)).filter(([name]) => name === 'choose')).toEqual([
    ['choose', { kind: 'reject', reason: 'bad_fit', subReason: 'role', missing: [] }, 'Call 12'],
  ]);
  await page.context().close();
});

test('Escape at the top level is left to the host', async () => {
  const { page } = await openGallery('light', 380);
  await showState(page, 'lead');
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          window.addEventListener('keydown', (event) => resolve(event.defaultPrevented), { once: true });
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
        }),
    );
  expect(await kept()).toBe(false);
  await page.keyboard.press('4');
  await page.getByRole('group', { name: 'Log an attempt' }).waitFor();
  expect(await kept()).toBe(true);
  await page.context().close();
});

test('a reason leads to its fact, unfolded when need be, and the opener is copied', async () => {
  const { page } = await openGallery('light', 380);
  await showState(page, 'lead');
  await page.getByRole('button', { name: 'Read pricing three times since Monday' }).click();
  await expect(page.locator('[data-pointed]')).toContainText('Pricing');
  await expect(page.locator('[data-pointed]')).toBeFocused();
  await page.getByRole('button', { name: 'Copy what to say' }).click();
  await expect(page.getByRole('tooltip', { name: 'Copied' })).toBeVisible();
  expect((await asked(page)).some(([name, text]) => name === 'copy' && String(text).startsWith('You asked to see'))).toBe(true);
  await page.context().close();
});

test('the menu of the header works under a strict style policy', async () => {
  const { page, complaints } = await openGallery('light', 380);
  await showState(page, 'lead');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Turn off on this site' }).click();
  expect((await asked(page)).some(([name]) => name === 'offForSite')).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a lead takes the place of its skeleton without moving anything', async () => {
  const { page } = await openGallery('light', 380);
  await showState(page, 'loading');
  const top = (selector: string) => page.locator(selector).evaluate((one) => Math.round(one.getBoundingClientRect().top));
  const before = {
    clocks: await top('[data-bone="clocks"]'),
    bar: await top('[data-bone="bar"]'),
    tabs: await top('[role="tablist"]'),
  };
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) shifts.push((one as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift' });
  });
  await showState(page, 'lead');
  const after = {
    clocks: await top('#section-clocks .card'),
    bar: await top('section[aria-label="Disposition"]'),
    tabs: await top('[role="tablist"]'),
  };
  expect(Math.abs(after.clocks - before.clocks)).toBeLessThanOrEqual(2);
  expect(Math.abs(after.bar - before.bar)).toBeLessThanOrEqual(2);
  expect(after.tabs).toBe(before.tabs);
  expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
  await page.context().close();
});
