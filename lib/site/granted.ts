import { browser } from 'wxt/browser';
import { originPermission } from '../client/crm-origin.ts';
import type { RegisteredCrm } from '../contract/session.ts';
import { readStoredCrms } from './crms.ts';

/** The built content script, as the manifest and the registration name it. */
export const contentScript = 'content-scripts/crm.js';
const crmId = 'crm';
const aheadScript = 'content-scripts/ahead.js';
const aheadId = 'ahead';

/** Match patterns of the hosts granted now: the CRMs' own and any origin the rep registered. */
export async function grantedHosts(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((origin) => /^(https?|\*):\/\//.test(origin));
}

/**
 * Where in a registered CRM a record's address begins, as a match pattern: up to its id, on every port, since not every
 * browser's patterns know ports. Null where the path does not tell a record from other pages (the id is in the query or after
 * the #).
 */
function recordAddresses({ origin, pattern = '' }: RegisteredCrm): string | null {
  const [before = '', after] = pattern.split(':id');
  if (after === undefined || before === '/' || /[*?#]/.test(before)) return null;
  return originPermission(origin).replace('/*', `${new URL(origin).pathname.replace(/\/+$/, '')}${before}*`);
}

// One after another: two that register the same script at once are an error to the browser.
let turn: Promise<void> = Promise.resolve();

/**
 * Registers the content script for exactly the hosts granted now. `crms` of the API's own host are no CRM pages, but the
 * script names no record there and does nothing. On addresses that look like a record of a CRM the rep registered, a line
 * more says so: the frame then starts before the device's storage has answered.
 */
export function registerForGranted(): Promise<void> {
  const before = turn.catch(() => undefined);
  turn = before.then(async () => {
    // First: whether it is there tells whether the background has started.
    await register(crmId, contentScript, await grantedHosts());
    await register(
      aheadId,
      aheadScript,
      (await readStoredCrms()).flatMap((crm) => recordAddresses(crm) ?? []),
    );
  });
  return turn;
}

async function register(id: string, file: string, matches: string[]): Promise<void> {
  const [current] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  if (!matches.length) {
    if (current) await browser.scripting.unregisterContentScripts({ ids: [id] });
    return;
  }
  const script = {
    id,
    matches,
    js: [file],
    runAt: 'document_start' as const,
    allFrames: false,
    persistAcrossSessions: true,
  };
  if (current) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/**
 * Whether the background has done its work for the hosts granted now. It registers before all else, within a second. Where it
 * has not, the browser never started it: Chromium 156 keeps the background of a build that was loaded again from starting, or
 * from being heard, about once in thirteen times while a panel of the build before lies in a page (20 of 265 seen; 0 of 279
 * without one). No message and no alarm wakes it then; loading the extension once more does.
 */
export async function isStarted(): Promise<boolean> {
  const scripts = await browser.scripting.getRegisteredContentScripts({ ids: [crmId] });
  return scripts.length > 0 || (await grantedHosts()).length === 0;
}

/** Starts the content script in tabs that were open before their host was granted or the extension was reloaded. */
export async function startInOpenTabs(matches: readonly string[]): Promise<void> {
  if (!matches.length) return;
  const tabs = await browser.tabs.query({ url: [...matches] });
  await Promise.allSettled(
    tabs.map(async ({ id, discarded }) => {
      if (id !== undefined && !discarded)
        await browser.scripting.executeScript({ target: { tabId: id }, files: [`/${contentScript}`] });
    }),
  );
}
