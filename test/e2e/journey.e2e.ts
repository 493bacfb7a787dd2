/** The way of a choice from the click to the CRM, with a real server and a receiver that checks each signature. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { connect } from './connect.ts';
import { openGate } from './gate.ts';
import { acceptWithNote, counts, fates, picture } from './lead-page.ts';
import { eventsOf, person, practiceRef } from './leads.ts';
import type { Workspace } from './stack.ts';
import { blankPage, expect, sidebarShowing, test } from './workspace.ts';

test.describe.configure({ mode: 'default', timeout: 180_000 });

const signingSecret = `whsec_${Buffer.from('a secret of thirty-two bytes, so').toString('base64')}`;
const lead = { ...person(0), did: 'Demo Requested' as const, minutesAgo: 12 };

/** A CRM that is told by webhook: what it got, each signature checked. It takes nothing while `refuses`. */
async function startReceiver() {
  const got: { id: string; type: string }[] = [];
  const state = { refuses: false };
  const take = async (request: IncomingMessage, reply: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const event = new Webhook(signingSecret).verify(body, headers) as { id?: string; type: string };
    if (event.type === 'disposition' && state.refuses) return reply.writeHead(400).end();
    if (event.type === 'disposition') got.push({ id: event.id ?? '', type: event.type });
    return reply.writeHead(204).end();
  };
  const server = createServer((request, reply) => {
    take(request, reply).catch(() => reply.writeHead(401).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got, state, close };
}

async function openOptions(context: BrowserContext, extensionId: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  return page;
}

/** Connects the practice CRM as an admin does, on the options page. */
async function connectCrm(page: Page, crm: string, hook: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect a CRM' }).click();
  const form = page.getByRole('form', { name: 'Connect a CRM' });
  await form.getByLabel('CRM', { exact: true }).selectOption('custom');
  await form.getByLabel('Address of the CRM').fill(crm);
  await form.getByLabel('Webhook address').fill(hook);
  await form.getByLabel('Signing secret').fill(signingSecret);
  await form.getByRole('button', { name: 'Connect and test' }).click();
  const card = page.getByRole('region', { name: 'CRM write-back' });
  await expect(card.getByText(/^On since/)).toBeVisible();
  await expect(form).toHaveCount(0);
  await expect(page.getByText(signingSecret)).toHaveCount(0);
}

const foot = 'section[aria-label="Disposition"] > p:last-child';

/** Keeps every line the foot ever shows. */
async function watchFoot(frame: Frame): Promise<() => Promise<string[]>> {
  await frame.evaluate((selector) => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => {
      const words = document.querySelector(selector)?.textContent ?? '';
      if (words !== '' && seen.at(-1) !== words) seen.push(words);
    };
    new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
    look();
  }, foot);
  return () => frame.evaluate(() => (window as unknown as { seen: string[] }).seen);
}

/** How far a line of the foot says it is: on this device, saved, in the CRM. */
const levelOf = (words: string) => (words.startsWith('In the CRM') ? 2 : words.startsWith('Saved') ? 1 : 0);

async function handOff(workspace: Workspace, crm: string): Promise<void> {
  await workspace.send(eventsOf({ ...lead, refs: [practiceRef(crm, 0)] }));
}

test('a choice is kept offline, then saved, then in the CRM, once, and no state is ever taken back', async ({
  context,
  extensionId,
  workspace,
  practiceCrm,
}) => {
  const [gate, receiver] = await Promise.all([openGate(workspace.url), startReceiver()]);
  const { token } = await workspace.token('admin');
  await connect(context, extensionId, { apiUrl: gate.url, token, ownCrm: { address: practiceCrm, pattern: '/leads/:id' } });
  const options = await openOptions(context, extensionId);
  await connectCrm(options, practiceCrm, receiver.url);
  await picture(options, 'write-back-connected');
  await handOff(workspace, practiceCrm);
  const page = await blankPage(context);
  await page.goto(`${practiceCrm}/leads/L-1`);
  const frame = await sidebarShowing(page, lead.name);
  const seen = await watchFoot(frame);

  await gate.shut();
  await acceptWithNote(frame, 'Asked for Thursday, 10:00');
  await expect(fates(frame)).toContainText('Accepted, kept on this device, not sent yet');
  await picture(page, 'journey-kept');
  await gate.reopen();
  await expect(frame.locator(foot)).toHaveText('Saved, on its way to the CRM');
  await picture(page, 'journey-on-its-way');
  await expect(frame.locator(foot)).toHaveText(/^In the CRM .+: Webhook$/);
  await picture(page, 'journey-in-crm');

  const { history } = (await workspace.context(practiceRef(practiceCrm, 0))).disposition;
  expect(receiver.got).toEqual([{ id: history[0]?.id, type: 'disposition' }]);
  const levels = (await seen()).map(levelOf);
  expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  expect(new Set(levels)).toEqual(new Set([0, 1, 2]));
  await Promise.all([gate.shut(), receiver.close()]);
});

test('what the CRM refuses is parked with its reason, seen by the admin, and written once a retry is taken', async ({
  context,
  extensionId,
  workspace,
  practiceCrm,
}) => {
  const receiver = await startReceiver();
  const { token } = await workspace.token('admin');
  const ownCrm = { address: practiceCrm, pattern: '/leads/:id' };
  await connect(context, extensionId, { apiUrl: workspace.url, token, ownCrm });
  const options = await openOptions(context, extensionId);
  await connectCrm(options, practiceCrm, receiver.url);
  await handOff(workspace, practiceCrm);
  const page = await blankPage(context);
  await page.goto(`${practiceCrm}/leads/L-1`);
  const frame = await sidebarShowing(page, lead.name);
  const seen = await watchFoot(frame);
  // A pointer in a tab behind another is elsewhere on the screen than in the one in front.
  await page.bringToFront();

  receiver.state.refuses = true;
  await acceptWithNote(frame, 'Asked for Thursday, 10:00');
  await expect(fates(frame)).toContainText('Accepted, saved, but not in the CRM', { timeout: 90_000 });
  await expect(fates(frame)).toContainText('did not take it (400)');
  await picture(page, 'journey-parked');
  await options.bringToFront();
  await options.reload();
  const card = options.getByRole('region', { name: 'CRM write-back' });
  await expect(card.getByRole('heading', { name: 'Parked: 1 write waits for you' })).toBeVisible();
  await expect(card.getByText(/did not take it \(400\)/)).toBeVisible();
  await picture(options, 'write-back-parked');

  receiver.state.refuses = false;
  await page.bringToFront();
  const before = await seen();
  expect(before.indexOf('Saved, but not in the CRM')).toBe(before.length - 1);
  // A page that only just came back to the front has not been in the clear for half a second.
  await counts(frame);
  await fates(frame).getByRole('button', { name: 'Retry: Accepted' }).click();
  await expect(frame.locator(foot)).toHaveText(/^In the CRM .+: Webhook$/);
  await expect(fates(frame)).toHaveCount(0);
  expect(receiver.got).toHaveLength(1);
  await receiver.close();
});
