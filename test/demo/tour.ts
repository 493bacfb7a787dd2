/** Without a display: what the sidebar shows for three very different leads, one accepted, one rejected, with screenshots. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { sidebarShowing } from './browser.ts';

const stops = [
  { id: 'L-1001', name: 'Ines Marchetti', answer: 'accept' },
  { id: 'L-1003', name: 'Wei-Ling Tan', answer: null },
  { id: 'L-1006', name: 'M. Bell', answer: 'reject' },
] as const;

/** The sidebar's words section by section, in the order a rep reads them. */
async function print(frame: Frame): Promise<void> {
  for (const section of await frame.getByRole('tabpanel').locator('section').all()) {
    // biome-ignore lint/performance/useDomNodeTextContent: the text as it is laid out on the screen is what is printed.
    const lines = (await section.innerText()).split('\n').map((line) => line.trim());
    console.log(wrapped(lines.filter((line) => line !== '').join(' · ')));
  }
}

function wrapped(text: string, width = 116): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length >= width) lines.push(`    ${word}`);
    else lines[lines.length - 1] = last === '' ? `  ${word}` : `${last} ${word}`;
  }
  return lines.join('\n');
}

/**
 * Presses the numbered keys of the disposition bar, as a rep does: not in the half second after something was done to the panel, such as
 * taking its picture.
 */
async function press(frame: Frame, ...keys: readonly string[]): Promise<void> {
  await frame.locator('html[data-clear]').waitFor();
  await frame.getByRole('button', { name: /^Accept/ }).focus();
  for (const key of keys) await frame.page().keyboard.press(key);
}

const saved = (frame: Frame) =>
  frame
    .getByText(/, saved/)
    .first()
    .waitFor();

export async function tour(page: Page, crm: string, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const pictures: string[] = [];
  const shoot = async (name: string) => {
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    pictures.push(path);
  };
  await page.goto(`${crm}/leads`);
  for (const stop of stops) {
    await page.goto(`${crm}/leads/${stop.id}`);
    const frame = await sidebarShowing(page, stop.name);
    console.log(`\n${stop.name}, ${crm}/leads/${stop.id}`);
    await print(frame);
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(`${stop.id}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(`${stop.id}-light`);
    if (stop.answer === 'accept') {
      await press(frame, '1');
      await saved(frame);
      console.log('  -> accepted with one key');
      await shoot(`${stop.id}-accepted`);
    }
    if (stop.answer === 'reject') {
      const reason = frame.getByRole('button', { name: /Handoff incomplete/ });
      await press(frame, '2');
      await reason.click();
      await saved(frame);
      console.log('  -> rejected: handoff incomplete');
      await shoot(`${stop.id}-rejected`);
    }
  }
  return pictures;
}
