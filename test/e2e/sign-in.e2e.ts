/* Signing in, staying in and signing out, in a real browser against the real server and a certified provider. Long because each way out has its own. */
import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { paths } from '../../lib/contract/routes.ts';
import { signedIn } from '../../lib/contract/sign-in.ts';
import { setProvider } from '../../server/auth/oidc/provider-store.ts';
import { createPairingCode } from '../../server/auth/pairing.ts';
import { keyringFor } from '../../server/connections/keyring.ts';
import { startProvider, type TestProvider } from '../oidc/provider.ts';
import { spawnScript } from '../postgres/process.ts';
import type { Gate } from './gate.ts';
import { acceptWithNote, test as base, expect, fates, handedOff, openRecord, showsLead, stored } from './lead-page.ts';
import type { Stack } from './stack.ts';

/** Inside pages of the extension. */
declare const chrome: typeof import('wxt/browser').browser;

const test = base.extend<{ options: Page }>({
  options: async ({ context, extensionId }, use) => {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/options.html`);
    await use(page);
  },
});

test.describe.configure({ mode: 'default' });

const alert = (page: Page) => page.getByRole('alert').filter({ visible: true });
const connected = (page: Page) => expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();

/** A code for one person, as an admin makes it. */
async function codeFor({ pool, workspaceId }: Stack, name: string): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@acme.test`;
  return (await createPairingCode(pool, workspaceId, { role: 'rep', name, email }, 'test', Date.now())).code;
}

async function enterCode(page: Page, apiUrl: string, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Enter a pairing code' }).click();
  await page.getByLabel('API address').fill(apiUrl);
  await page.getByLabel('Pairing code').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** What the device holds of the session, as its own page can read it. */
const held = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ token: string; session?: { refreshToken: string; receivedAt: number } }>((resolve, reject) => {
        const opening = indexedDB.open('leadside');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('connection').objectStore('connection').get('current');
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
  );

const day = 86_400_000;
const minute = 60_000;
const accepted = (page: Page) => page.getByText('The server answers and accepts the session.');
const check = (page: Page) => page.getByRole('button', { name: 'Check the connection' }).click();

test('a pairing code signs in once, and never again', async ({ options, stack }) => {
  const code = await codeFor(stack, 'Dana Whitfield');
  await enterCode(options, stack.url, 'WRNG-WRNG-WRNG');
  await expect(alert(options)).toHaveText(
    /^This code is not valid: it is mistyped, used or too old\. Ask an admin for a new code/,
  );
  await options.getByLabel('Pairing code').fill(code.toLowerCase().replaceAll('-', ' '));
  await options.getByRole('button', { name: 'Sign in', exact: true }).click();
  await connected(options);
  await options.getByRole('button', { name: 'Sign out' }).click();
  await expect(options.getByRole('heading', { name: 'Connect', exact: true })).toBeVisible();
  await enterCode(options, stack.url, code);
  await expect(alert(options)).toHaveText(/used or too old/);
});

/** Sets the clock of the page ahead of the machine's by so much; behind, where it is less than nothing. */
const setClock = (page: Page, ahead: number) =>
  page.evaluate((ms) => {
    const { real = Date.now } = globalThis as { real?: () => number };
    Object.assign(globalThis, { real });
    Date.now = () => real.call(Date) + ms;
  }, ahead);

test('by a clock a day ahead or behind one signs in and stays in', async ({ options, stack }) => {
  for (const wrong of [day, -day]) {
    await setClock(options, wrong);
    await enterCode(options, stack.url, await codeFor(stack, 'Dana Whitfield'));
    await connected(options);
    const first = await held(options);
    await check(options);
    await expect(accepted(options)).toBeVisible();
    // Fresh is fresh, whatever day it is: nothing was renewed.
    expect((await held(options)).token).toBe(first.token);
    await setClock(options, wrong + 16 * minute);
    await check(options);
    await expect.poll(async () => (await held(options)).token).not.toBe(first.token);
    await expect(accepted(options)).toBeVisible();
    const second = await held(options);
    expect(second.session?.refreshToken).not.toBe(first.session?.refreshToken);
    await options.getByRole('button', { name: 'Sign out' }).click();
    await expect(options.getByRole('heading', { name: 'Connect', exact: true })).toBeVisible();
  }
});

test('answers that are lost, one after the other, sign nobody out', async ({ gate, options, stack }) => {
  await enterCode(options, gate.url, await codeFor(stack, 'Dana Whitfield'));
  await connected(options);
  const first = await held(options);
  await setClock(options, day);
  gate.fault(({ path }) => (path === paths.signInRefresh ? 'lost' : null));
  for (let times = 0; times < 2; times++) {
    await check(options);
    await expect(alert(options)).toContainText('does not answer');
  }
  // Twice each time, and the browser may ask again by itself where a connection it used before breaks.
  expect(gate.count(`POST ${paths.signInRefresh}`)).toBeGreaterThanOrEqual(4);
  gate.heal();
  await check(options);
  await expect(accepted(options)).toBeVisible();
  expect((await held(options)).token).not.toBe(first.token);
});

type Ground = { context: BrowserContext; gate: Gate; options: Page; stack: Stack };

/** Signed in by a code, with one choice on a lead that the server did not take. */
async function withKept({ context, gate, options, stack }: Ground) {
  const lead = await handedOff(stack, `Lead ${randomUUID().slice(0, 6)}`);
  await enterCode(options, gate.url, await codeFor(stack, 'Dana Whitfield'));
  await connected(options);
  const { frame, page } = await openRecord(context, lead.url);
  await showsLead(frame, lead);
  gate.fault(({ path }) => (path === paths.dispositions ? { answer: 502, body: 'away' } : null));
  await acceptWithNote(frame, 'Asked for Thursday');
  await expect(fates(frame)).toContainText('502');
  return { lead, frame, page };
}

test('an admin ends the session: the open sidebar says so, and what it keeps is sent for nobody but its author', async ({
  context,
  gate,
  options,
  stack,
}) => {
  const { lead, frame } = await withKept({ context, gate, options, stack });
  const token = (...words: string[]) => {
    const spawned = spawnScript('server/commands/token.ts', words, { LEADSIDE_DATA: stack.folder, DATABASE_URL: undefined });
    return spawned.ended.then((code) => [code, spawned.out()] as const);
  };
  const { rows } = await stack.pool.query<{ id: string }>('select id from sessions order by created_at desc limit 1');
  expect(await token('revoke', rows[0]?.id ?? '')).toEqual([0, expect.stringContaining('is revoked')]);
  await expect(frame.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await expect(frame.getByText(/^An admin ended this session\. 1 choice is kept on this device/)).toBeVisible();
  await expect(frame.getByText(lead.name)).toHaveCount(0);

  gate.heal();
  await options.bringToFront();
  await expect(options.getByText(/^An admin ended this session\. One thing waits here/)).toBeVisible();
  await enterCode(options, gate.url, await codeFor(stack, 'Somebody Else'));
  const dialog = options.getByRole('dialog', { name: 'One thing is not sent yet' });
  await expect(dialog).toContainText(
    'It is the work of Dana Whitfield, Harbourlight. You are about to be signed in as Somebody Else',
  );
  await expect(dialog.getByRole('button', { name: /^Send now/ })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Keep and sign in' }).click();
  await connected(options);
  await expect(options.getByText('Somebody Else, somebody.else@acme.test')).toBeVisible();
  await showsLead(frame, lead);
  expect(await stored(stack, lead, 'accept')).toEqual([]);

  await options.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await enterCode(options, gate.url, await codeFor(stack, 'Dana Whitfield'));
  await expect.poll(() => stored(stack, lead, 'accept')).toMatchObject([{ by: 'Dana Whitfield', note: 'Asked for Thursday' }]);
});

test('a copy of the session that is used first signs out both, says why, and what was kept is sent after the next sign-in', async ({
  context,
  gate,
  options,
  stack,
}) => {
  const { lead } = await withKept({ context, gate, options, stack });
  const copied = await held(options);
  const thief = async (path: string, init: RequestInit) => fetch(`${stack.url}${path}`, init);
  const body = JSON.stringify({ refreshToken: copied.session?.refreshToken });
  const taken = signedIn.parse(await (await thief(paths.signInRefresh, { method: 'POST', body })).json());
  const use = () => thief(paths.session, { headers: { authorization: `Bearer ${taken.accessToken}` } });
  expect((await use()).status).toBe(200);

  await options.bringToFront();
  // Past the half minute in which a request of the rep's own may have been late.
  await stack.pool.query(`update sessions set refreshed_at = refreshed_at - interval '15 minutes'`);
  await setClock(options, 16 * minute);
  await check(options);
  await expect(options.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await expect(
    options.getByText(
      'Somebody used a copy of this session, so it was ended for safety: tell your admin. One thing waits here and goes once you are signed in again.',
    ),
  ).toBeVisible();
  expect(await held(options)).not.toHaveProperty('session');
  await expect.poll(async () => (await use()).status).toBe(401);

  gate.heal();
  await enterCode(options, gate.url, await codeFor(stack, 'Dana Whitfield'));
  await expect.poll(() => stored(stack, lead, 'accept')).toMatchObject([{ by: 'Dana Whitfield', note: 'Asked for Thursday' }]);
});

/** Signed in by a code, with one choice the server does not have. */
async function withUnsent({ context, gate, options, stack }: Ground) {
  const lead = await handedOff(stack, `Lead ${randomUUID().slice(0, 6)}`);
  await enterCode(options, gate.url, await codeFor(stack, 'Dana Whitfield'));
  await connected(options);
  const { frame } = await openRecord(context, lead.url);
  await showsLead(frame, lead);
  await gate.shut();
  await acceptWithNote(frame, 'Asked for Thursday');
  await expect(fates(frame)).toContainText('does not answer');
  await options.bringToFront();
  await options.getByRole('button', { name: 'Sign out' }).click();
  const dialog = options.getByRole('dialog', { name: 'One thing is not sent yet' });
  await expect(dialog.getByRole('listitem')).toContainText(lead.name);
  return { lead, dialog };
}

test('signing out with unsent work: sent, then out', async ({ context, gate, options, stack }) => {
  const { lead, dialog } = await withUnsent({ context, gate, options, stack });
  await gate.reopen();
  await dialog.getByRole('button', { name: 'Send now, then sign out' }).click();
  await expect(options.getByRole('heading', { name: 'Connect', exact: true })).toBeVisible();
  expect(await stored(stack, lead, 'accept')).toMatchObject([{ note: 'Asked for Thursday' }]);
});

test('signing out with unsent work: kept while the server is away, and sent when its author is back', async ({
  context,
  gate,
  options,
  stack,
}) => {
  const { lead, dialog } = await withUnsent({ context, gate, options, stack });
  await dialog.getByRole('button', { name: 'Keep and sign out' }).click();
  await expect(options.getByText(/could not be told, so the session ends there by itself/)).toBeVisible();
  await gate.reopen();
  await enterCode(options, gate.url, await codeFor(stack, 'Somebody Else'));
  await connected(options);
  expect(await stored(stack, lead, 'accept')).toEqual([]);
  await options.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await enterCode(options, gate.url, await codeFor(stack, 'Dana Whitfield'));
  await expect.poll(() => stored(stack, lead, 'accept')).toHaveLength(1);
});

test('signing out with unsent work: discarded', async ({ context, gate, options, stack }) => {
  const { lead, dialog } = await withUnsent({ context, gate, options, stack });
  await dialog.getByRole('button', { name: 'Discard and sign out' }).click();
  await expect(options.getByRole('region', { name: 'Kept on this device, not sent yet' })).toHaveCount(0);
  await gate.reopen();
  await enterCode(options, gate.url, await codeFor(stack, 'Dana Whitfield'));
  await connected(options);
  expect(await stored(stack, lead, 'accept')).toEqual([]);
});

test('the provider signs in; its window closed and a token for another application are told', async ({
  context,
  options,
  stack,
}) => {
  const redirectUri = await options.evaluate(() => chrome.identity.getRedirectURL());
  const provider: TestProvider = await startProvider({
    people: [{ id: 'ana', name: 'Ana Ruiz', email: 'ana@acme.test', verified: true }],
    clients: [{ id: 'leadside', redirectUris: [redirectUri] }],
  });
  const rules = { issuer: provider.issuer, clientId: 'leadside', secret: null, domains: ['acme.test'] };
  const keyring = keyringFor({ keys: [Buffer.alloc(32, 7)], folder: null });
  const who = { roleClaim: null, roleMap: {}, defaultRole: 'rep' as const, vouched: false };
  await setProvider(stack.pool, keyring, stack.workspaceId, { ...rules, ...who }, Date.now());
  try {
    // The clock of the device does not matter.
    await setClock(options, -day);
    await options.getByLabel('API address').fill(stack.url);
    await options.getByLabel('Workspace').fill(stack.workspaceId);
    await options.getByRole('button', { name: 'Continue' }).click();
    const enter = options.getByRole('button', { name: `Sign in with ${new URL(provider.issuer).host}` });
    const open = async () => {
      const opening = context.waitForEvent('page');
      await enter.click();
      return opening;
    };
    await (await open()).close();
    await expect(alert(options)).toHaveText(/^The sign-in window was closed/);

    provider.tamper = (claims) => ({ ...claims, aud: 'another' });
    await (await open()).getByRole('button', { name: 'Sign in' }).click();
    await expect(alert(options)).toContainText('The sign-in provider made this sign-in for another application.');

    provider.tamper = null;
    // The provider knows them by now, so its window needs no button and may be gone at once.
    await enter.click();
    await connected(options);
    await expect(options.getByText('Ana Ruiz, ana@acme.test')).toBeVisible();
  } finally {
    await provider.close();
  }
});
