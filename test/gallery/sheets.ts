/**
 * Puts pictures of states side by side, to be looked at: `npx tsx test/gallery/sheets.ts <width> <light|dark> <name of the sheet> <state...>`
 * after `shots.ts`. The sheet lands in `.output/sheets`.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from '../find-chromium.ts';

const output = (name: string) => fileURLToPath(new URL(`../../.output/${name}`, import.meta.url));
const [width, scheme, sheet, ...names] = process.argv.slice(2);
mkdirSync(output('sheets'), { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: names.length * (Number(width) + 12), height: 400 } });
  const cells = names.map((name) => {
    const picture = readFileSync(output(`shots/${name}-${width}-${scheme}.png`)).toString('base64');
    return `<figure><figcaption>${name}</figcaption><img width="${width}" src="data:image/png;base64,${picture}"></figure>`;
  });
  await page.setContent(
    `<style>body{margin:0;display:flex;align-items:start;background:#888}figure{margin:4px 6px;font:12px sans-serif}</style>${cells.join('')}`,
  );
  await page.screenshot({ path: output(`sheets/${sheet}.png`), fullPage: true });
} finally {
  await browser.close();
}
