/**
 * The page hides the Accept button and a real mouse clicks where it is. Whether it was hidden is judged by its pixels, not
 * by anything of ours; whether it was accepted, by the server.
 */
import type { Frame, Page } from '@playwright/test';
import { coveredWords, foughtWords } from '../../lib/frame/cover.ts';
import { connect } from './connect.ts';
import { openCrm, sidebarFrame } from './extension.ts';
import { onTheHost, variants } from './hidden-variants.ts';
import { expect, handedOff, type Lead, showsLead, stored, test } from './lead-page.ts';

type Box = { x: number; y: number; width: number; height: number };
const crm = `<!doctype html><title>CRM</title><main style="height:3000px;background:#eef">${'<p>Record of a lead, with many words about it</p>'.repeat(40)}</main>`;

/** Opens the record, waits until a choice would count, and counts the clicks the frame hears. */
async function open(page: Page, lead: Lead): Promise<{ frame: Frame; at: Box }> {
  await page.goto('about:blank');
  await page.goto(lead.url);
  const frame = await ready(page, lead);
  const at = await frame.getByRole('button', { name: /^Accept/ }).boundingBox();
  if (at === null) throw new Error('There is no Accept button.');
  return { frame, at };
}

async function ready(page: Page, lead: Lead): Promise<Frame> {
  const frame = await sidebarFrame(page);
  await showsLead(frame, lead);
  await frame.locator('html[data-clear]').waitFor();
  await frame.evaluate(() => {
    const counted = window as unknown as { clicks?: number };
    if (counted.clicks !== undefined) return;
    counted.clicks = 0;
    addEventListener('click', () => {
      counted.clicks = (counted.clicks ?? 0) + 1;
    });
  });
  return frame;
}

const clicksIn = (frame: Frame) =>
  frame.evaluate(() => (window as unknown as { clicks?: number }).clicks ?? 0).catch(() => 0);
const middle = ({ x, y, width, height }: Box) => [x + width / 2, y + height / 2] as const;

/** A picture of the button as it is on screen, as base64. */
const shot = async (page: Page, clip: Box) => (await page.screenshot({ clip, animations: 'allow', caret: 'initial' })).toString('base64');

/** The part of the pixels, 0 to 1, that differ; decoded by the browser in a page of its own. */
function differing(blank: Page, before: string, after: string): Promise<number> {
  return blank.evaluate(
    async (pictures) => {
      const [one, two] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
          context?.drawImage(image, 0, 0);
          return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
        }),
      );
      if (!one || !two || one.length !== two.length) return 1;
      let different = 0;
      for (let n = 0; n < one.length; n += 4)
        if ([0, 1, 2].some((colour) => Math.abs((one[n + colour] ?? 0) - (two[n + colour] ?? 0)) > 8)) different += 1;
      return different / (one.length / 4);
    },
    [before, after],
  );
}

test('a click on a button the page has hidden is never accepted', async ({ context, extensionId, stack }) => {
  const lead = await handedOff(stack, 'Ines Marchetti');
  await connect(context, extensionId, { apiUrl: stack.url, token: stack.repToken });
  const blank = await context.newPage();
  await blank.goto('data:text/html,<title>Judge</title>');
  const found: { name: string; hidden: number; reached: boolean; accepted: boolean }[] = [];
  const page = await openCrm(context, lead.url, crm);
  for (const { name, hide } of variants) {
    const { frame, at } = await open(page, lead);
    const before = await shot(page, at);
    const clicks = await clicksIn(frame);
    await page.evaluate(`(async () => { const at = ${JSON.stringify(at)}; ${hide} })()`);
    await page.mouse.move(...middle(at));
    const hidden = await differing(blank, before, await shot(page, at));
    await page.mouse.click(...middle(at));
    // A few tasks later: what was to reach the frame has. Not frames drawn: one that is clipped away draws none.
    await frame
      .evaluate(async () => {
        for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setTimeout(resolve));
      })
      .catch(() => undefined);
    const reached = (await clicksIn(frame)) > clicks;
    if (reached) await expect.soft(frame.getByRole('alert'), name).toHaveText(new RegExp(`^${coveredWords}`), { timeout: 4_000 });
    const accepted = (await stored(stack, lead, 'accept')).length > 0;
    found.push({ name, hidden, reached, accepted });
    console.log(name, hidden.toFixed(2), reached, accepted);
    if (accepted) break;
  }
  void foughtWords;
  void onTheHost;
  expect(found.filter(({ accepted }) => accepted)).toEqual([]);
});
