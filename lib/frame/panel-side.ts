import { browser } from 'wxt/browser';
import type { RecordRef } from '../contract/record.ts';
import { refKey } from '../contract/wire.ts';
import { recordAt } from '../crm/index.ts';
import { storedCrms } from '../site/crms.ts';
import { setOff } from '../site/off.ts';
import { defaultGeometry } from './geometry.ts';
import type { FrameLink } from './link.ts';
import { listeners } from './listeners.ts';

/**
 * The same link for the browser's own panel: it follows the active tab of its window by the address the browser gives,
 * which it gives only for granted hosts; everything else reads as no record.
 */
export function connectPanel(): FrameLink {
  let current: RecordRef | null = null;
  let origin: string | null = null;
  let known = false;
  let look = 0;
  const records = listeners<RecordRef | null>();

  async function follow(): Promise<void> {
    look += 1;
    const mine = look;
    const [[tab], crms] = await Promise.all([browser.tabs.query({ active: true, currentWindow: true }), storedCrms()]);
    if (mine !== look) return;
    const at = recordAt(tab?.url ?? '', crms);
    if (at.kind === 'keep') return;
    origin = tab?.url ? new URL(tab.url).origin : null;
    const next = at.kind === 'record' ? at.ref : null;
    const same = (next && refKey(next)) === (current && refKey(current));
    if (known && same) return;
    known = true;
    current = next;
    records.tell(next);
  }

  browser.tabs.onActivated.addListener(() => void follow());
  browser.tabs.onUpdated.addListener((_id, change) => {
    if (change.url || change.status) void follow();
  });
  browser.windows?.onFocusChanged.addListener(() => void follow());
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes.crms) void follow();
  });
  void follow();

  const nothing = () => {};
  return {
    host: 'panel',
    expected: Promise.resolve(null),
    record: () => current,
    paired: () => true,
    onRecord(changed) {
      if (known) changed(current);
      return records.add(changed);
    },
    onOffer: () => nothing,
    geometry: () => defaultGeometry,
    onGeometry: () => nothing,
    onFocus: () => nothing,
    collapse: () => window.close(),
    expand: nothing,
    setWidth: nothing,
    setHandle: nothing,
    dragWidth: nothing,
    dragHandle: () => Promise.resolve(false),
    offForSite() {
      if (origin) void setOff(origin, true);
    },
    returnFocus: nothing,
  };
}
