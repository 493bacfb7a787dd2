/** The options page: each wrong address and token has its own sentence, and what was typed stays. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './lead-page.ts';

test.describe.configure({ mode: 'default' });

async function openOptions(context: BrowserContext, extensionId: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  await page.getByRole('button', { name: 'Paste a token' }).click();
  return page;
}

/** Presses Connect and gives the one sentence that comes back. */
async function refusal(page: Page, apiUrl: string, token: string): Promise<string | null> {
  await page.getByLabel('API address').fill(apiUrl);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const alert = page.getByRole('alert').filter({ visible: true });
  await expect(alert).toHaveCount(1);
  await expect(page.getByLabel('API address')).toHaveValue(apiUrl);
  await expect(page.getByLabel('Token')).toHaveValue(token);
  return alert.textContent();
}

/** A server at an address of its own, and the address it had once it is closed. */
async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, close };
}

test('an address that cannot be one is refused before anything is asked', async ({ context, extensionId }) => {
  const page = await openOptions(context, extensionId);
  const asked: string[] = [];
  context.on('request', (request) => request.url().startsWith('http') && asked.push(request.url()));
  const said = {
    nothing: await refusal(page, '', 'token'),
    'no scheme': await refusal(page, 'leadside.example.com', 'token'),
    'not an address': await refusal(page, 'https://', 'token'),
    'http to a public host': await refusal(page, 'http://leadside.example.com', 'token'),
    'a token in it': await refusal(page, 'https://me:secret@leadside.example.com', 'token'),
    'a query': await refusal(page, 'https://leadside.example.com?x=1', 'token'),
  };
  expect(said).toEqual({
    nothing: 'Type the address of your Leadside API, for example https://leadside.example.com.',
    'no scheme': 'The address must start with https://, for example https://leadside.example.com.',
    'not an address': 'This is not an address: check it for a typing mistake.',
    'http to a public host':
      'The address must start with https://: plain http is allowed for localhost, 127.0.0.1 and [::1] only.',
    'a token in it': 'The address has a user name or a password in it: take it out, the token goes into its own field.',
    'a query': 'The address has a ? or # part: end it before that.',
  });
  expect(asked).toEqual([]);
});

test('an address where nothing listens, a web page and a redirect each have their sentence', async ({
  context,
  extensionId,
  stack,
}) => {
  const page = await openOptions(context, extensionId);
  const gone = await serve(() => undefined);
  await gone.close();
  expect(await refusal(page, gone.url, stack.repToken)).toBe(
    `${gone.host} does not answer, or sends us elsewhere. Check the API address and that the server runs, then try again.`,
  );

  const site = await serve((_, reply) => reply.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>'));
  expect(await refusal(page, site.url, stack.repToken)).toBe(
    `${site.host} answers with a web page, not as a Leadside API. Check the API address: a log-in page or another site may be in the way.`,
  );
  await site.close();

  let carried: string | undefined;
  const login = await serve((request, reply) => {
    carried = request.headers.authorization;
    reply.end();
  });
  const sendsOn = await serve((_, reply) => reply.writeHead(302, { location: `${login.url}/login` }).end());
  expect(await refusal(page, sendsOn.url, stack.repToken)).toBe(
    `${sendsOn.host} does not answer, or sends us elsewhere. Check the API address and that the server runs, then try again.`,
  );
  expect(carried).toBeUndefined();
  await sendsOn.close();
  await login.close();

  const json = await serve((_, reply) => reply.setHeader('content-type', 'application/json').end('{"hello":"world"}'));
  expect(await refusal(page, json.url, stack.repToken)).toBe(
    'The answer does not read as a Leadside answer: check that the address is the one of your Leadside API. If it stays, tell your admin.',
  );
  await json.close();
});

test('a missing, mistyped, wrong, expired or ingest token each has its sentence', async ({ context, extensionId, stack }) => {
  const page = await openOptions(context, extensionId);
  const expired = await stack.token('rep', 0);
  const said = {
    missing: await refusal(page, stack.url, ''),
    'two words': await refusal(page, stack.url, 'ls_rep two'),
    wrong: await refusal(page, stack.url, `${stack.repToken.slice(0, -4)}AAAA`),
    expired: await refusal(page, stack.url, expired.token),
    ingest: await refusal(page, stack.url, stack.ingestToken),
  };
  expect(said).toEqual({
    missing: 'Paste the token your admin gave you.',
    'two words': 'The token has a space or a letter no token has: copy it again, whole.',
    wrong: 'The server does not accept this token: copy it again, or ask an admin for a new one.',
    expired: 'Your token has expired. Ask an admin for a new one and connect again; nothing unsent is lost.',
    ingest: 'This token may only send events: ask an admin for a token with the role rep, marketer or admin.',
  });
  await page.getByLabel('Token').fill(stack.repToken);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();
});

test('a server that is too old, finds us too old or fails has its sentence', async ({ context, extensionId, gate, stack }) => {
  const page = await openOptions(context, extensionId);
  gate.fault(() => ({ reply: { 'leadside-contract': '0' } }));
  expect(await refusal(page, gate.url, stack.repToken)).toBe(
    'The server speaks version 0; this extension needs version 1. Ask an admin to update the server.',
  );
  gate.fault(() => ({ request: { 'leadside-contract': '0' } }));
  expect(await refusal(page, gate.url, stack.repToken)).toBe('This extension is too old for the server. Update the extension.');
  gate.fault(() => ({ answer: 502, body: '<h1>Bad gateway</h1>', headers: { 'content-type': 'text/html' } }));
  expect(await refusal(page, gate.url, stack.repToken)).toBe(
    'The server answered with status 502. Try again shortly; if it stays, tell your admin.',
  );
});
