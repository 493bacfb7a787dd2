import { browser } from 'wxt/browser';
import { recordAt } from '../crm/index.ts';
import { isMissing } from '../frame/badge.ts';
import { canDock, dock } from '../frame/dock.ts';
import { storedCrms } from './crms.ts';
import { offBy, setOff } from './off.ts';

const missingWords = 'This page lets no panel in. Open the story of this record in the side panel.';

/** One thing the rep can do about the site in front of them. `act` must be called directly in a click handler. */
export type Choice = { label: string; closes: boolean; act: () => Promise<unknown> };

/** What the popup says about the tab in front, and what can be done there. */
export async function siteChoices(tab: {
  id?: number | undefined;
  url?: string | undefined;
  windowId?: number;
}): Promise<{ sentence: string; choices: Choice[] }> {
  const choices: Choice[] = [];
  const windowId = tab.windowId;
  if (windowId !== undefined && canDock()) {
    choices.push({ label: 'Open in the side panel', closes: true, act: () => dock(windowId) });
  }
  choices.push({ label: 'Settings', closes: true, act: () => browser.runtime.openOptionsPage() });
  // The address is given only for granted hosts, and for the extension's own pages, which are no site.
  if (!tab.url || !/^https?:/.test(tab.url))
    return { sentence: 'Leadside has no access to this page. Connect your CRM in the settings.', choices };

  const { origin, host } = new URL(tab.url);
  const by = await offBy(origin);
  if (by === 'admin') return { sentence: `Your organisation has turned Leadside off for ${host}.`, choices };
  if (by === 'rep') {
    choices.unshift({ label: `Turn on for ${host}`, closes: false, act: () => setOff(origin, false) });
    return { sentence: `Leadside is off for ${host}.`, choices };
  }
  choices.push({ label: `Turn off for ${host}`, closes: false, act: () => setOff(origin, true) });
  const at = recordAt(tab.url, await storedCrms());
  if (at.kind !== 'record') return { sentence: `Open a record on ${host} to see its story.`, choices };
  const missing = tab.id !== undefined && (await isMissing(tab.id));
  return { sentence: missing ? missingWords : 'The story of this record is beside it.', choices };
}
