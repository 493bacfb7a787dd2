/* Signing in, staying in and signing out, in a real browser against the real server and a certified provider. Long because each way out has its own. */
import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { setProvider } from '../../server/auth/oidc/provider-store.ts';
import { createPairingCode } from '../../server/auth/pairing.ts';
import { keyringFor } from '../../server/connections/keyring.ts';
import { startProvider, type TestProvider } from '../oidc/provider.ts';
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

test('a session is renewed before it runs out, by a clock a day wrong too; a stolen refresh token ends it', async ({
  options,
  stack,
}) => {
  await enterCode(options, stack.url, await codeFor(stack, 'Dana Whitfield'));
  await connected(options);
  const first = await held(options);
  // A day later by the device: the access token counts as old, and only as old.
  await options.evaluate((ms) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + ms;
  }, 86_400_000);
  await check(options);
  await expect(options.getByText('The server answers and accepts the session.')).toBeVisible();
  const second = await held(options);
  expect([second.token === first.token, second.session?.refreshToken === first.session?.refreshToken]).toEqual([false, false]);
  // Somebody who copied the refresh tokens uses one: once as a repeat, then as what it is.
  const steal = () =>
    fetch(`${stack.url}/v1/sign-in/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken: first.session?.refreshToken }),
    }).then(({ status }) => status);
  expect(await steal()).toBe(200);
  expect(await steal()).toBe(401);
  // The thief was let in for no longer than the owner is: both are out.
  await options.evaluate((ms) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + ms;
  }, 86_400_000);
  await check(options);
  await expect(options.getByRole('heading', { name: 'Signed out' })).toBeVisible();
  await expect(options.getByText('Your session has ended. Nothing is waiting to be sent.')).toBeVisible();
  expect(await held(options)).not.toHaveProperty('session');
});

/** Signed in by a code, with one choice the server does not have. */
async function withUnsent({
  context,
  gate,
  options,
  stack,
}: {
  context: BrowserContext;
  gate: { url: string; shut(): Promise<unknown> };
  options: Page;
  stack: Stack;
}) {
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
