import type { BrowserContext, Frame, Locator, Page } from '@playwright/test';
import { sidebarFrame } from './extension.ts';
import { eventsOf, person, practiceRef, type Sent } from './leads.ts';
import { panelBox } from './panel-box.ts';
import type { Workspace } from './stack.ts';
import { blankPage, expect, sidebarShowing, test } from './workspace.ts';

/** Every printable key of a US keyboard, the space within, where no field trims it. */
const printable = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n));
const keys = [...printable.slice(0, 40), ' ', ...printable.slice(40)];
const moves = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
const chords = [
  ...['Enter', 'k', 's', 'b', '/', 'Shift+K'].map((key) => `Control+${key}`),
  ...['c', 'n', '1', 'ArrowLeft'].map((key) => `Alt+${key}`),
  ...['k', 'Enter', 's'].map((key) => `Meta+${key}`),
  'Control+Alt+n',
  'Shift+ArrowLeft',
  'F2',
];

/** What listeners of the page heard; made by `listenIn`. */
declare const heard: string[];

/** The CRM listens to everything, before and after its elements, as early as a script of its own can. */
async function listenIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (location.protocol === 'chrome-extension:') return;
    const all: string[] = [];
    Object.assign(window, { heard: all });
    for (const target of [window, document])
      for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'compositionstart', 'paste'])
        for (const capture of [true, false])
          target.addEventListener(type, (event) => all.push(`${type} ${(event as KeyboardEvent).key ?? ''}`), capture);
  });
}

type Ground = { connected: BrowserContext; practiceCrm: string; workspace: Workspace };

/** The practice CRM, whose own hotkeys are single keys, with the sidebar on the record of the first person. */
async function openRecord({ connected, practiceCrm, workspace }: Ground): Promise<{ page: Page; frame: Frame; path: string }> {
  const ref = practiceRef(practiceCrm, 0);
  const lead: Sent = { ...person(0), refs: [ref], did: 'Demo Requested', minutesAgo: 15 };
  await workspace.send(eventsOf(lead));
  const page = await blankPage(connected);
  await listenIn(page);
  const path = `/leads/${ref.id}`;
  await page.goto(`${practiceCrm}${path}`);
  return { page, frame: await sidebarShowing(page, lead.name), path };
}

/** The page has heard nothing, is where it was, and would have heard a key of its own. */
async function expectDeafPage(page: Page, path: string): Promise<void> {
  expect(await page.evaluate(() => heard)).toEqual([]);
  expect(new URL(page.url()).pathname).toBe(path);
  await page.getByRole('textbox', { name: 'Note' }).press('q');
  expect(await page.evaluate(() => heard)).toContain('keydown q');
}

/** Types everything into a field of text; what is in it afterwards is what was typed. */
async function typeEverything(page: Page, field: Locator): Promise<void> {
  await field.focus();
  for (const key of keys) await page.keyboard.press(key);
  await expect(field).toHaveValue(keys.join(''));
  for (const key of moves) await page.keyboard.press(key);
  // The text is wrapped: its ends, not the line's.
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Delete');
  await expect(field).toHaveValue(keys.slice(1, -1).join(''));
  for (const chord of chords) await page.keyboard.press(chord);
  await expect(field).toHaveValue(keys.slice(1, -1).join(''));
  await page.keyboard.press('Tab');
  await expect(field).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(field).toBeFocused();
}

test('the page hears no key typed in the note, and Escape gives it the keyboard back', async ({
  connected,
  practiceCrm,
  workspace,
}) => {
  const { page, frame, path } = await openRecord({ connected, practiceCrm, workspace });
  await frame.getByRole('region', { name: 'Disposition' }).focus();
  await page.keyboard.press('n');
  const note = frame.getByRole('textbox', { name: /^Note for the next choice/ });
  await expect(note).toBeFocused();
  await typeEverything(page, note);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('x');
  await expect(note).toHaveValue(`${keys.slice(1, -1).join('')}\nx`);
  // The first leaves the box, the second the sidebar.
  await page.keyboard.press('Escape');
  await expect(frame.getByRole('region', { name: 'Disposition' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.hasFocus() && document.activeElement === document.body)).toBe(true);
  expect(await page.evaluate(() => heard)).toEqual([]);
  // And now the CRM's own hotkey works again.
  await page.keyboard.press('c');
  await expect(page).toHaveURL(`${practiceCrm}/leads/new`);
  expect(await page.evaluate(() => heard)).toContain('keydown c');
  expect(path).not.toBe('/leads/new');
});

test('the page hears no key typed in the boxes for what was heard on the call', async ({ connected, practiceCrm, workspace }) => {
  const { page, frame, path } = await openRecord({ connected, practiceCrm, workspace });
  await frame.getByRole('button', { name: /^Heard/ }).click();
  for (const name of ['Objections', 'Competitors named', "The buyer's own words", 'What AI said of us']) {
    await test.step(name, async () => {
      const box = frame.getByRole('textbox', { name });
      await typeEverything(page, box);
      await page.keyboard.press('Escape');
      await expect(box).not.toBeFocused();
    });
  }
  await expectDeafPage(page, path);
});

test('the page hears no key typed in the date to recycle to', async ({ connected, practiceCrm, workspace }) => {
  const { page, frame, path } = await openRecord({ connected, practiceCrm, workspace });
  await frame.getByRole('button', { name: /^Recycle/ }).click();
  const date = frame.getByLabel('Another date');
  await date.focus();
  for (const key of [...keys, ...moves, 'Backspace', 'Delete', ...chords, 'Escape']) await page.keyboard.press(key);
  const year = new Date().getFullYear() + 1;
  await date.fill('');
  await date.focus();
  await page.keyboard.type(`0131${year}`);
  await expect(date).toHaveValue(`${year}-01-31`);
  await expectDeafPage(page, path);
});

test('the page hears no key typed in the choices of a corrected origin', async ({ connected, practiceCrm, workspace }) => {
  const { page, frame, path } = await openRecord({ connected, practiceCrm, workspace });
  await frame.getByRole('button', { name: 'Correct' }).click();
  const channel = frame.getByLabel('They found us by');
  await channel.focus();
  for (const key of [...printable, ...moves, ...chords]) await page.keyboard.press(key);
  await channel.focus();
  await channel.selectOption('AI assistant');
  const assistant = frame.getByLabel('Which assistant');
  await assistant.focus();
  for (const key of [...printable, ...moves]) await page.keyboard.press(key);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expectDeafPage(page, path);
});

test('the page hears no key typed in the email that links a record', async ({ connected, practiceCrm }) => {
  const page = await blankPage(connected);
  await listenIn(page);
  const path = '/leads/L-9';
  await page.goto(`${practiceCrm}${path}`);
  await expect.poll(() => panelBox(page)).not.toBeNull();
  const frame = await sidebarFrame(page);
  const email = frame.getByLabel('Email of the person on this record');
  await typeEverything(page, email);
  // Not an address: Enter sends nothing, and the field keeps what was typed.
  await page.keyboard.press('Enter');
  await expect(email).toHaveValue(keys.slice(1, -1).join(''));
  await expectDeafPage(page, path);
});
