/**
 * `npm run demo`: the main job, on real parts. Context API on its own Postgres, a dozen leads sent in through Segment's client, a
 * practice CRM, and a browser with the built extension on a lead. `--headless` ends by itself though there is a display,
 * `--folder` keeps its data elsewhere than in `.demo`.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'wxt';
import { createToken } from '../../server/auth/tokens.ts';
import { readSettings } from '../../server/settings.ts';
import { startServer } from '../../server/start.ts';
import { StartupError } from '../../server/startup-error.ts';
import { createWorkspace } from '../../server/workspaces/workspaces.ts';
import { findChromium } from '../find-chromium.ts';
import { startPracticeCrm } from '../practice-crm/server.ts';
import { openBrowser } from './browser.ts';
import { recordEarlier } from './earlier.ts';
import { practiceLeads, stories } from './leads.ts';
import { demoPolicy } from './policy.ts';
import { sendStories } from './send.ts';
import { tour } from './tour.ts';

const { values } = parseArgs({
  options: { headless: { type: 'boolean', default: false }, folder: { type: 'string', default: '.demo' } },
});
const folder = resolve(values.folder);
const headless = values.headless || (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY);
const closing: (() => Promise<unknown>)[] = [];

async function run(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  console.log(`Browser: ${await findChromium()}`);
  const built = resolve(folder, 'extension');
  await build({ mode: 'e2e', outDir: built, logger: quiet });
  const server = await startServer(
    readSettings({ LEADSIDE_DATA: resolve(folder, 'postgres'), PORT: process.env.PORT ?? '0', LOG_LEVEL: 'warn' }),
  );
  closing.push(() => server.close());
  console.log(`Context API: ${server.url} (its routes: ${server.url}/docs)`);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { id: workspaceId } = await createWorkspace(server.pool, { name: 'Harbourlight', policyText: demoPolicy(timeZone) });
  const rep = await createToken(server.pool, {
    workspaceId,
    role: 'rep',
    name: 'Dana Whitfield',
    email: 'dana@harbourlight.example',
    days: 7,
  });
  const writeKey = await createToken(server.pool, { workspaceId, role: 'ingest', name: 'website', days: 7 });

  const crm = await startPracticeCrm(practiceLeads(Date.now()));
  closing.push(() => crm.close());
  console.log(`Practice CRM: ${crm.origin}`);
  const sent = await sendStories(server.url, writeKey.token, { account: crm.origin }, Date.now());
  await recordEarlier(server.url, rep.token, crm.origin);
  console.log(`Sent ${sent} events of ${stories.length} leads through @segment/analytics-node`);

  const connection = { apiUrl: server.url, token: rep.token, ownCrm: { address: crm.origin, pattern: '/leads/:id' } };
  const browser = await openBrowser(resolve(built, 'chrome-mv3-e2e'), resolve(folder, 'profile'), headless, connection);
  closing.push(() => browser.close());
  if (!headless) {
    await browser.page.goto(`${crm.origin}/leads/${stories[0]?.id}`);
    console.log('\nThe browser is open on a lead. Try Alt+L, the numbered keys, and the other leads. Close it to end the demo.');
    await new Promise((done) => browser.context.once('close', done));
    return;
  }
  const pictures = await tour(browser.page, crm.origin, resolve(folder, 'screenshots'));
  console.log(`\n${pictures.length} screenshots in ${resolve(folder, 'screenshots')}`);
}

const silent = () => undefined;
const quiet = {
  debug: silent,
  log: silent,
  info: silent,
  warn: console.warn,
  error: console.error,
  fatal: console.error,
  success: silent,
  level: 0,
};

async function end(code: number): Promise<never> {
  for (const close of closing.reverse()) await close().catch((error: unknown) => console.error(error));
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0));
run().then(
  () => end(0),
  (error: unknown) => {
    console.error(error instanceof StartupError ? error.message : error);
    return end(1);
  },
);
