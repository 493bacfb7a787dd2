import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { browserArguments, crmPage } from '../../e2e/extension.ts';
import { findChromium } from '../../find-chromium.ts';
import { type Protocol, speakTo } from './protocol.ts';

/** The fixture page at every address of an origin on this device: routing by the test driver would slow each request of the frame. */
export async function serveCrm(): Promise<{ origin: string; close: () => void }> {
  const body = await crmPage('spa');
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

export type Browser = {
  protocol: Protocol;
  /** Lets a test driver do something in this browser, and has it gone again before anything is measured. */
  withDriver: (job: (context: BrowserContext) => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
};

const patience = 20_000;

/** A browser with a new profile. `extension` null is nothing installed. */
export async function openBrowser(extension: string | null): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'leadside-bench-'));
  const browser = spawn(
    await findChromium(),
    [
      ...browserArguments(extension ? [extension] : []),
      '--headless',
      '--hide-scrollbars',
      '--mute-audio',
      '--password-store=basic',
      '--use-mock-keychain',
      '--window-size=1440,900',
      `--user-data-dir=${profile}`,
      '--remote-debugging-pipe',
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const gone = once(browser, 'exit');
  const protocol = speakTo(browser);
  await Promise.race([
    protocol.ask('Browser.getVersion'),
    gone.then(() => Promise.reject(new Error('The browser did not start. Start it by hand with the same switches to see why.'))),
  ]);
  return {
    protocol,
    async withDriver(job) {
      const driver = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(join(profile, 'DevToolsActivePort'))}`);
      const [context] = driver.contexts();
      if (context) await job(context);
      await driver.close();
    },
    async close() {
      protocol.ask('Browser.close').catch(() => undefined);
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** The browser writes the port it got, then its path, into a file of its profile. */
async function portIn(file: string): Promise<string> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const [port, path] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (port && path) return port;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The browser opened no port within ${patience / 1000} s.`);
}
