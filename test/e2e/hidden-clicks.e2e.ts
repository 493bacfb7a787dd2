/**
 * Long because every way is judged by the same pixels and the same server.
 *
 * The page hides the Accept button and a real mouse clicks where it is. Whether it was hidden is judged by its pixels, not
 * by anything of ours; whether it was accepted, by the server.
 */
import type { Frame, Page } from '@playwright/test';
import { coveredWords, foughtWords } from '../../lib/frame/cover.ts';
import { tell } from '../faults/figures.ts';
import { connect } from './connect.ts';
import { openCrm, sidebarFrame } from './extension.ts';
import { flickers, moves, onTheHost, type Variant, variants } from './hidden-variants.ts';
import { counts, expect, handedOff, type Lead, showsLead, stored, test } from './lead-page.ts';
import { type Box, differing, middle, shot } from './pixels.ts';
import type { Stack } from './stack.ts';

const crm = `<!doctype html><title>CRM</title><main style="height:3000px;background:#eef">${'<p>Record of a lead, with many words about it</p>'.repeat(40)}</main>`;

/** Opens the record, waits until a choice would count, and counts the clicks the frame hears. */
async function open(page: Page, lead: Lead): Promise<{ frame: Frame; at: Box }> {
  await page.goto('about:blank');
  await page.goto(lead.url);
  const frame = await ready(page, lead);
  // A person has done something on the page, which lets its scripts do more.
  await page.mouse.click(20, 20);
  const at = await frame.getByRole('button', { name: /^Accept/ }).boundingBox();
  if (at === null) throw new Error('There is no Accept button.');
  return { frame, at };
}

async function ready(page: Page, lead: Lead): Promise<Frame> {
  const frame = await sidebarFrame(page);
  await showsLead(frame, lead);
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

const clicksIn = (frame: Frame) => frame.evaluate(() => (window as unknown as { clicks?: number }).clicks ?? 0).catch(() => 0);
/** The page hides it, and the mouse clicks where it is. Returns the part of its pixels that differ at the click. */
async function clickHidden(page: Page, judge: Page, lead: Lead, { name, hide, rests }: Variant, stack: Stack): Promise<number> {
  const { frame, at } = await open(page, lead);
  if (rests) {
    await page.mouse.move(...middle(at));
    await counts(frame);
  }
  const before = await shot(page, at);
  const clicks = await clicksIn(frame);
  await page.evaluate(`(async () => { const at = ${JSON.stringify(at)}; ${hide} })()`);
  if (!rests) await page.mouse.move(...middle(at));
  const hidden = await differing(judge, before, await shot(page, at));
  await page.mouse.click(...middle(at));
  await notAccepted(frame, clicks, name);
  expect(await stored(stack, lead, 'accept'), name).toEqual([]);
  return hidden;
}

/** Once all that was to reach the frame has, a click that did is answered with why it does not count. */
async function notAccepted(frame: Frame, clicks: number, name: string): Promise<void> {
  // A few tasks later, not frames drawn: one that is clipped away draws none.
  await frame
    .evaluate(async () => {
      for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setTimeout(resolve));
    })
    .catch(() => undefined);
  if ((await clicksIn(frame)) > clicks) await expect(frame.getByRole('alert'), name).toContainText(coveredWords);
}

const names = { ancestors: 'what it hangs on', overlays: 'what lies over it', lastMoment: 'the last moment' } as const;
for (const kind of ['ancestors', 'overlays', 'lastMoment'] as const)
  test(`a click on a button the page has hidden by ${names[kind]} is never accepted`, async ({ context, extensionId, stack }) => {
    const lead = await handedOff(stack, 'Ines Marchetti');
    await connect(context, extensionId, { apiUrl: stack.url, token: stack.repToken });
    const judge = await context.newPage();
    await judge.goto('data:text/html,<title>Judge</title>');
    const page = await openCrm(context, lead.url, crm);
    // Only the tab in front may fill the screen.
    await page.bringToFront();
    const seen: string[] = [];
    for (const variant of variants[kind])
      if ((await clickHidden(page, judge, lead, variant, stack)) <= 0.05) seen.push(variant.name);
    // Every way did hide it, as far as its pixels tell.
    expect(seen).toEqual([]);
    tell('T-CLK', variants[kind].length, `clicks on a button hidden by ${names[kind]}, none accepted`);

    // The last of them gone, the same mouse is believed.
    const { frame, at } = await open(page, lead);
    await page.mouse.click(...middle(at));
    await expect(frame.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expect.poll(async () => (await stored(stack, lead, 'accept')).length).toBe(1);
  });

test('a button brought under the pointer right before the click is never accepted', async ({ context, extensionId, stack }) => {
  const lead = await handedOff(stack, 'Nadia Osei');
  await connect(context, extensionId, { apiUrl: stack.url, token: stack.repToken });
  const judge = await context.newPage();
  await judge.goto('data:text/html,<title>Judge</title>');
  const page = await openCrm(context, lead.url, crm);
  for (const { name, hide, before: prepare } of moves.ways as readonly (Variant & { before?: string })[]) {
    const aim = async () => {
      const { frame, at } = await open(page, lead);
      const accept = await shot(page, at);
      if (prepare) await page.evaluate(prepare);
      const button = (await frame.getByRole('button', { name: /^Accept/ }).boundingBox()) ?? at;
      const aimed = { ...button, x: button.x - moves.by };
      await page.mouse.move(...middle(aimed));
      return { frame, accept, aimed, before: await shot(page, aimed), clicks: await clicksIn(frame) };
    };
    // Drawn, so that the mouse finds it there.
    const drawn = 'for (let n = 0; n < 2; n += 1) await new Promise((resolve) => requestAnimationFrame(resolve))';
    const bring = () => page.evaluate(`(async () => { ${hide}; ${drawn} })()`);
    // What lies there then is not what was aimed at, but the button.
    const seen = await aim();
    await bring();
    const after = await shot(page, seen.aimed);
    expect(await differing(judge, seen.before, after), name).toBeGreaterThan(0.05);
    expect(await differing(judge, seen.accept, after), name).toBeLessThan(0.3);

    // The click comes right after, with no picture in between; on a busy machine not at the first try.
    for (;;) {
      const { frame, aimed, clicks } = await aim();
      const since = Date.now();
      await bring();
      await page.mouse.click(...middle(aimed));
      if (Date.now() - since > 400) continue;
      await expect.poll(() => clicksIn(frame), name).toBeGreaterThan(clicks);
      await notAccepted(frame, clicks, name);
      expect(await stored(stack, lead, 'accept'), name).toEqual([]);
      break;
    }
  }
  tell('T-CLK', moves.ways.length, 'clicks on a button brought under the pointer, none accepted');
});

test('a button taken away and put back right before the click is never accepted', async ({ context, extensionId, stack }) => {
  test.setTimeout(240_000);
  await connect(context, extensionId, { apiUrl: stack.url, token: stack.repToken });
  const judge = await context.newPage();
  await judge.goto('data:text/html,<title>Judge</title>');
  const drawn = (pictures: number) =>
    `for (let n = 0; n < ${pictures}; n += 1) await new Promise((resolve) => requestAnimationFrame(resolve))`;
  // Away for two thirds of a second, and for two pictures, which the browser need not tell of. What lies over the panel nobody else
  // can tell: a cover of two pictures goes by unseen now and then, and the button was in sight in all the others.
  const ways = flickers.flatMap((flicker) =>
    (flicker.name === 'covered' ? [40] : [40, 2]).map((pictures) => ({ ...flicker, pictures })),
  );
  const opened = async () => {
    const lead = await handedOff(stack, 'Tomas Lindgren');
    const page = await openCrm(context, lead.url, crm);
    await page.bringToFront();
    const { frame, at } = await open(page, lead);
    await page.mouse.move(...middle(at));
    await counts(frame);
    return { lead, page, frame, at };
  };
  // The click comes before the button was in the clear for half a second; on a busy machine not at the first try.
  for (const { name, away, back, pictures } of ways)
    for (;;) {
      const { lead, page, frame, at } = await opened();
      const before = await shot(page, at);
      const clicks = await clicksIn(frame);
      const putBack = `${back}; const since = Date.now(); ${drawn(2)}; return since;`;
      let since: number;
      if (pictures > 2) {
        await page.evaluate(`(async () => { ${away}; ${drawn(pictures)} })()`);
        expect(await differing(judge, before, await shot(page, at)), name).toBeGreaterThan(0.05);
        since = await page.evaluate<number>(`(async () => { ${putBack} })()`);
      } else since = await page.evaluate<number>(`(async () => { ${away}; ${drawn(pictures)}; ${putBack} })()`);
      await page.mouse.click(...middle(at));
      const late = Date.now() - since > 400;
      if (!late) {
        await expect.poll(() => clicksIn(frame), name).toBeGreaterThan(clicks);
        await expect(frame.getByRole('alert'), `${name}, ${pictures}`).toContainText(coveredWords);
        expect(await stored(stack, lead, 'accept'), `${name}, ${pictures}`).toEqual([]);
      }
      await page.close();
      if (!late) break;
    }
  tell('T-CLK', ways.length, 'clicks on a button taken away and put back right before, none accepted');

  // Left alone, the same pointer decides at once.
  const { lead, page, frame, at } = await opened();
  await page.mouse.click(...middle(at));
  await expect(frame.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect.poll(async () => (await stored(stack, lead, 'accept')).length).toBe(1);
});

test('a page that covers the button whenever it is pressed has no choice made on it', async ({ context, extensionId, stack }) => {
  const lead = await handedOff(stack, 'Piotr Lindqvist');
  await connect(context, extensionId, { apiUrl: stack.url, token: stack.repToken });
  const page = await openCrm(context, lead.url, crm);
  const { frame, at } = await open(page, lead);
  // A press takes the keyboard from the page: it hears that, and puts its cover back.
  await page.evaluate(() => {
    const cover = Object.assign(document.createElement('div'), { id: 'cover' });
    cover.style.cssText = 'position:fixed;inset:0;z-index:2147483647;pointer-events:none;background:#fff';
    addEventListener('blur', () => document.documentElement.append(cover));
  });
  await page.mouse.click(...middle(at));
  await expect(page.locator('#cover')).toBeAttached();
  await expect(frame.getByRole('alert')).toContainText(coveredWords);
  expect(await stored(stack, lead, 'accept')).toEqual([]);

  // And goes on: on, off, on, off. From then on nothing is decided in its panel, whatever it shows.
  await page.evaluate(() => {
    const cover = document.getElementById('cover') as HTMLElement;
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
      cover.hidden = turns % 2 === 0;
      if (turns < 40) return;
      clearInterval(timer);
      cover.remove();
    }, 200);
  });
  await expect(frame.getByRole('alert')).toContainText(foughtWords);
  await expect(frame.getByRole('button', { name: 'Open in the side panel' })).toBeVisible();
  await expect(page.locator('#cover')).toHaveCount(0);
  await expect(frame.getByRole('button', { name: /^Accept/ })).toHaveCount(0);
  await page.mouse.click(...middle(at));
  await page.keyboard.press('1');
  await frame.evaluate(async () => {
    for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setTimeout(resolve));
  });
  expect(await stored(stack, lead, 'accept')).toEqual([]);
});

test('nothing done to the panel itself hides it, and no script presses its buttons', async ({ context, extensionId, stack }) => {
  const lead = await handedOff(stack, 'Tom Okafor');
  await connect(context, extensionId, { apiUrl: stack.url, token: stack.repToken });
  const judge = await context.newPage();
  await judge.goto('data:text/html,<title>Judge</title>');
  const page = await openCrm(context, lead.url, crm);
  const { frame, at } = await open(page, lead);
  const before = await shot(page, at);
  await page.evaluate(`{ ${onTheHost} }`);
  expect(await differing(judge, before, await shot(page, at))).toBeLessThan(0.05);

  // A script's own press, in the frame itself, where no page can reach.
  await frame.getByRole('button', { name: /^Accept/ }).evaluate((button: HTMLButtonElement) => button.click());
  await expect(frame.getByRole('alert')).toContainText(coveredWords);
  expect(await stored(stack, lead, 'accept')).toEqual([]);

  // Shown under the pointer a moment before the click of a person who meant something else.
  await page.evaluate(() => {
    document.documentElement.style.opacity = '0';
  });
  await frame.locator('html:not([data-clear])').waitFor();
  await page.mouse.move(...middle(at));
  await page.evaluate(() => {
    document.documentElement.style.opacity = '';
  });
  await page.mouse.dblclick(...middle(at));
  await expect(frame.getByRole('alert')).toContainText(coveredWords);
  expect(await stored(stack, lead, 'accept')).toEqual([]);
});
