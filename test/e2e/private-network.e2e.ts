import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, expect, test } from '@playwright/test';
import { findChromium } from '../find-chromium.ts';
import { extensionPath } from './build.ts';
import { connect } from './connect.ts';
import { browserArguments, sidebarFrame } from './extension.ts';
import { startStack } from './stack.ts';

/**
 * A browser that takes the CRM for a page of the internet and the API for a server of the company's own network. It keeps pages from
 * there (Local Network Access, Chrome 142), and asks nobody in a test; what an extension asks for in its own name it lets through.
 */
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
test('an API in a private network is out of reach for the CRM page, and not for the sidebar in it', async ({}, info) => {
  const stack = await startStack();
  const crm = createServer((_request, reply) => {
    reply.setHeader('content-type', 'text/html').end('<!doctype html><html lang="en"><title>CRM</title><h1>Lead</h1></html>');
  });
  await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve));
  const { port } = crm.address() as AddressInfo;
  const spaces = `--ip-address-space-overrides=127.0.0.1:${port}=public,${new URL(stack.url).host}=local`;
  const context = await chromium.launchPersistentContext(info.outputPath('profile'), {
    executablePath: await findChromium(),
    args: [...browserArguments([extensionPath]), spaces],
  });
  try {
    const [worker] = [context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))];
    const address = `http://localhost:${port}`;
    const ref = { crm: 'custom', account: address, object: 'lead', id: '17' } as const;
    await stack.send([
      { type: 'identify', userId: 'ines', traits: { email: 'ines@calder.example', name: 'Ines Calder', crmRecords: [ref] } },
    ]);
    await connect(context, new URL(worker.url()).host, {
      apiUrl: stack.url,
      token: stack.repToken,
      ownCrm: { address, pattern: '/leads/:id' },
    });
    const page = await context.newPage();
    await page.goto(`${address}/leads/17`);
    const asked = (url: string) =>
      page.evaluate(
        (to) =>
          fetch(to, { mode: 'no-cors' }).then(
            () => 'answered',
            () => 'kept away',
          ),
        url,
      );
    expect(await asked(`${stack.url}/health`)).toBe('kept away');
    expect(await asked(`${address}/leads/18`)).toBe('answered');
    const frame = await sidebarFrame(page);
    await expect(frame.getByRole('heading', { level: 1, name: 'Ines Calder' })).toBeVisible();
  } finally {
    await context.close();
    await new Promise((resolve) => crm.close(resolve));
    await stack.close();
  }
});
