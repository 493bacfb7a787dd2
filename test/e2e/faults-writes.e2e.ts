/** What a rep chose is on the server exactly once, whatever happens between the click and the answer. */
import { rm } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { errorTable } from '../../lib/contract/errors.ts';
import { paths } from '../../lib/contract/routes.ts';
import { findChromium } from '../find-chromium.ts';
import { extensionPath } from './build.ts';
import { connect } from './connect.ts';
import { browserArguments } from './extension.ts';
import {
  acceptWithNote,
  expect,
  fates,
  handedOff,
  openLead,
  openRecord,
  picture,
  refresh,
  showsLead,
  stored,
  test,
} from './lead-page.ts';
import { logCall } from './witness.ts';

test.describe.configure({ mode: 'default', timeout: 120_000 });

const note = 'Asked for Thursday, 10:00';
const kept = 'Accepted, kept on this device, not sent yet';

test('a choice made while the API is down is kept on this device and saved once the API is back', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const { lead, page, frame } = await openLead({ context, extensionId, gate, stack });
  await gate.shut();
  await acceptWithNote(frame, note);
  await expect(fates(frame)).toContainText(`${new URL(gate.url).host} does not answer`);
  await picture(page, 'write-kept');
  expect(await stored(stack, lead, 'accept')).toEqual([]);
  await gate.reopen();
  await expect(frame.getByText(/^Saved/)).toBeVisible();
  expect(await stored(stack, lead, 'accept')).toMatchObject([{ note, by: 'Dana Whitfield' }]);
  await expect(frame.getByText('Accepted by')).toBeVisible();
});

test('choices that have failed many times do not wait out their patience once the server is back', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const { lead, frame } = await openLead({ context, extensionId, gate, stack });
  await gate.shut();
  gate.fault(() => ({ answer: 503, body: '{}' }));
  await gate.reopen();
  // Each is tried at once and doubles the wait of the first in line: after nine that is two minutes or more.
  const tried = () => gate.count(`POST ${paths.attempts}`);
  for (let choice = 1; choice <= 9; choice += 1) {
    const before = tried();
    await logCall(frame);
    await expect.poll(tried).toBeGreaterThan(before);
  }
  await expect(fates(frame)).toContainText('and 8 more waiting');
  gate.heal();
  await expect.poll(async () => (await stored(stack, lead, 'attempt')).length, { timeout: 60_000 }).toBe(9);
});

test('an answer lost on its way makes no second row', async ({ context, extensionId, gate, stack }) => {
  const { lead, frame } = await openLead({ context, extensionId, gate, stack });
  let lost = 0;
  gate.fault(({ path }) => {
    if (path !== paths.dispositions || lost === 2) return null;
    lost += 1;
    return 'lost';
  });
  await acceptWithNote(frame, note);
  // The screen says so as soon as a live update does, before the answer is through.
  await expect(frame.getByText(/^Saved/)).toBeVisible();
  await expect.poll(() => gate.count(`POST ${paths.dispositions}`)).toBe(3);
  expect(await stored(stack, lead, 'accept')).toMatchObject([{ note }]);
});

test('a web page in the place of the API keeps the choice, and it is saved after', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const { lead, frame } = await openLead({ context, extensionId, gate, stack });
  gate.fault(() => ({ answer: 200, body: '<h1>Log in to the network</h1>', headers: { 'content-type': 'text/html' } }));
  await acceptWithNote(frame, note);
  await expect(fates(frame)).toContainText('answers with a web page, not as a Leadside API');
  gate.heal();
  await expect(frame.getByText(/^Saved/)).toBeVisible();
  expect(await stored(stack, lead, 'accept')).toMatchObject([{ note }]);
});

test('a server that asks to slow down is obeyed, and the choice is saved after', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const { lead, frame } = await openLead({ context, extensionId, gate, stack });
  const { message, fix } = errorTable.rate_limited;
  const body = JSON.stringify({ error: { code: 'rate_limited', message, fix, requestId: 'r-429' } });
  gate.fault(({ method }) => (method === 'POST' ? { answer: 429, body, headers: { 'retry-after': '3' } } : null));
  await acceptWithNote(frame, note);
  await expect(fates(frame)).toContainText('The server asks us to slow down. It is tried again by itself.');
  gate.heal();
  await expect(frame.getByText(/^Saved/)).toBeVisible();
  expect(gate.count(`POST ${paths.dispositions}`)).toBe(2);
  expect(await stored(stack, lead, 'accept')).toMatchObject([{ note }]);
});

test('a choice that is not sent yet outlives a reload of the page', async ({ context, extensionId, gate, stack }) => {
  const { lead, page, frame } = await openLead({ context, extensionId, gate, stack });
  await gate.shut();
  await acceptWithNote(frame, note);
  await expect(fates(frame)).toContainText(kept);
  await page.close();
  const again = await openRecord(context, lead.url);
  await expect(fates(again.frame)).toContainText(kept);
  await gate.reopen();
  await expect(again.frame.getByText('Accepted by')).toBeVisible();
  await expect.poll(() => stored(stack, lead, 'accept')).toMatchObject([{ note }]);
});

test('a choice that is not sent yet outlives the browser, and is delivered once without opening the record', async ({
  gate,
  stack,
}, info) => {
  const profile = info.outputPath('kept-profile');
  const open = async () =>
    chromium.launchPersistentContext(profile, { executablePath: await findChromium(), args: browserArguments([extensionPath]) });
  const first = await open();
  const worker = first.serviceWorkers()[0] ?? (await first.waitForEvent('serviceworker'));
  const lead = await handedOff(stack, 'Aoife Brennan');
  await connect(first, new URL(worker.url()).host, { apiUrl: gate.url, token: stack.repToken });
  const { frame } = await openRecord(first, lead.url);
  await showsLead(frame, lead);
  await gate.shut();
  await acceptWithNote(frame, note);
  await expect(fates(frame)).toContainText(kept);
  await first.close();
  await gate.reopen();
  expect(await stored(stack, lead, 'accept')).toEqual([]);
  const second = await open();
  await expect.poll(() => stored(stack, lead, 'accept'), { timeout: 60_000 }).toMatchObject([{ note }]);
  const back = await openRecord(second, lead.url);
  await expect(back.frame.getByText('Accepted by')).toBeVisible();
  await expect(back.frame.getByText('Nothing waiting')).toBeVisible();
  expect(await stored(stack, lead, 'accept')).toHaveLength(1);
  await second.close();
  await rm(profile, { recursive: true, force: true });
});

test('a token revoked while the sidebar is open signs out, says how much is kept, and loses nothing', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const lead = await handedOff(stack, 'Priyanka Deshmukh');
  const { id, token } = await stack.token('rep');
  await connect(context, extensionId, { apiUrl: gate.url, token });
  const { page, frame } = await openRecord(context, lead.url);
  await showsLead(frame, lead);
  // The choice is to find it out, however slow the machine: else the stream of what is new may be first to ask again.
  gate.fault(({ path }) => (path === paths.live ? { answer: 503, body: '{}' } : null));
  await stack.revoke(id);
  const status = async () => (await fetch(stack.url + paths.session, { headers: { authorization: `Bearer ${token}` } })).status;
  await expect.poll(status, { timeout: 60_000 }).toBe(401);
  await acceptWithNote(frame, note);
  await expect(fates(frame)).toContainText('The server does not accept your token.');
  await refresh(frame);
  await expect(frame.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await expect(frame.getByText('1 choice is kept on this device and will be sent once you are connected again.')).toBeVisible();
  await picture(page, 'signed-out');
  gate.heal();

  const options = context.waitForEvent('page');
  await frame.getByRole('button', { name: 'Connect again' }).click();
  const settings = await options;
  await expect(settings.getByRole('region', { name: 'Kept on this device, not sent yet' })).toContainText(note);
  await settings.getByRole('button', { name: 'Use another token' }).click();
  await settings.getByLabel('API address').fill(gate.url);
  await settings.getByLabel('Token', { exact: true }).fill(stack.repToken);
  await settings.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(settings.getByRole('heading', { name: 'Connected' })).toBeVisible();
  await expect.poll(() => stored(stack, lead, 'accept')).toMatchObject([{ note }]);
  await page.bringToFront();
  await showsLead(frame, lead);
  await expect(frame.getByText('Accepted by')).toBeVisible();
});
