/**
 * Takes a picture of every state at three widths in light and dark: `npx tsx test/gallery/shots.ts [name] [width]`.
 * They land in `.output/shots`, to be looked at.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from '../find-chromium.ts';
import { states } from './fixtures.ts';
import { optionsStates } from './options-states.ts';
import { serveGallery, showState } from './serve.ts';

const folder = fileURLToPath(new URL('../../.output/shots/', import.meta.url));
mkdirSync(folder, { recursive: true });
const [only, width] = process.argv.slice(2);
const all = [...states, ...optionsStates];
const wanted = all.filter(({ name }) => !only || only === 'all' || name.startsWith(only));
const widths = width ? [Number(width)] : [320, 380, 480];

const gallery = await serveGallery();
const executablePath = await findChromium();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({
      colorScheme,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      deviceScaleFactor: 1.5,
    });
    // A picture taken later shows the same present.
    await page.addInitScript('{ const at = Date.now(); Date.now = () => at; }');
    await page.goto(gallery.url);
    for (const size of widths) {
      for (const { name } of wanted) {
        await page.setViewportSize({ width: size, height: 900 });
        await showState(page, name);
        const hidden = await page.evaluate(() => {
          const panel = document.querySelector('#tab-panel');
          return panel ? panel.scrollHeight - panel.clientHeight : 0;
        });
        // Tall enough that the whole of the lead is in the picture.
        if (hidden > 0 && !name.startsWith('panel-')) await page.setViewportSize({ width: size, height: 900 + hidden });
        const fullPage = name.startsWith('options-');
        await page.screenshot({ path: `${folder}${name}-${size}-${colorScheme}.png`, fullPage });
      }
    }
    await page.close();
  }
} finally {
  await browser.close();
  await gallery.close();
}
console.log(`Pictures of ${wanted.length} states are in ${folder}`);
