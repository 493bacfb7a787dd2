import { browser } from 'wxt/browser';
import type { RecordRef } from '../contract/record.ts';
import { refKey } from '../contract/wire.ts';
import { recordAt } from '../crm/index.ts';
import { storedCrms } from '../site/crms.ts';

/** Milliseconds between looks, while the browser's own idea of the address catches up with a page that just changed it. */
const looks = [0, 20, 60, 150, 400];

/**
 * Whether the record handed over is the one the tab's address names, as the browser itself knows it: a page that frames
 * the sidebar and feeds it a record is caught here. True as well where the browser cannot tell: without host permission
 * for the tab, and in Firefox, where an embedded frame has no `tabs`.
 */
export async function matchesTab(ref: RecordRef): Promise<boolean> {
  if (!browser.tabs?.getCurrent) return true;
  for (const wait of looks) {
    if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
    const [tab, crms] = await Promise.all([browser.tabs.getCurrent(), storedCrms()]);
    if (!tab?.url) return true;
    const at = recordAt(tab.url, crms);
    if (at.kind === 'keep' || (at.kind === 'record' && refKey(at.ref) === refKey(ref))) return true;
  }
  return false;
}
