import { browser } from 'wxt/browser';

/** The built content script, as the manifest and the registration name it. */
export const contentScript = 'content-scripts/crm.js';
const scriptId = 'crm';

/** Match patterns of the hosts granted now: the CRMs' own and any origin the rep registered. */
export async function grantedHosts(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((origin) => /^(https?|\*):\/\//.test(origin));
}

/**
 * Registers the content script for exactly the hosts granted now. `crms` of the API's own host are no CRM pages, but the
 * script names no record there and does nothing.
 */
export async function registerForGranted(): Promise<void> {
  const matches = await grantedHosts();
  const [current] = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  if (!matches.length) {
    if (current) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
    return;
  }
  const script = {
    id: scriptId,
    matches,
    js: [contentScript],
    runAt: 'document_start' as const,
    allFrames: false,
    persistAcrossSessions: true,
  };
  if (current) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
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
