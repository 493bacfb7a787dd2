import { browser } from 'wxt/browser';
import { recordAt } from '../crm/index.ts';
import type { Stored } from '../site/stored.ts';
import { clampTop, clampWidth, defaultGeometry, type Geometry } from './geometry.ts';
import { onLeave } from './leave.ts';
import type { ToPage } from './messages.ts';
import { createPanel } from './panel.ts';
import type { ToBackground } from './to-background.ts';
import { watchAddress } from './watch.ts';

/** What the background finds in this world: whether the script still lives, and what the shortcut does. */
export type PageSide = {
  alive(): boolean;
  /** Opens or collapses the panel; false where no record is open. */
  toggle(): boolean;
};

/**
 * Runs Leadside in a CRM page: watches the address, mounts the panel on a record, hands the record over. `ahead`: the address
 * looks like a record of a CRM the rep registered, which only the device's storage can tell for sure.
 */
export function startPageSide(ahead?: boolean): PageSide {
  const life = new AbortController();
  const { signal } = life;
  const { local } = browser.storage;
  const { origin } = location;
  const stored: Stored = { crms: [], off: [], offByAdmin: [], panel: defaultGeometry };
  const panel = createPanel(
    heard,
    (missing) => {
      if (alive()) void browser.runtime.sendMessage({ t: 'frame', up: !missing } satisfies ToBackground).catch(() => {});
    },
    local.get<Stored>(stored).then(take),
    alive,
  );
  let shown = 'null';

  function alive(): boolean {
    // After a reload of the extension this script is an orphan: every API throws, so it takes its panel and goes.
    if (!browser.runtime?.id && !signal.aborted) {
      life.abort();
      panel.leave(true);
    }
    return !signal.aborted;
  }

  function save(change: Partial<Stored>): void {
    if (alive()) void local.set(change);
  }

  function lay(change: Partial<Geometry>, done = true): void {
    stored.panel = { ...stored.panel, ...change };
    panel.place(stored.panel);
    if (done) save({ panel: stored.panel });
  }

  function heard(message: ToPage): void {
    if (message.t === 'open') lay({ open: message.open });
    else if (message.t === 'width') lay({ width: clampWidth(message.px) }, message.done);
    else if (message.t === 'top') lay({ top: clampTop(message.px, innerHeight) }, message.done);
    else save({ off: [...stored.off, origin] });
  }

  const at = (url: string) => recordAt(url, stored.crms);
  const off = () => stored.off.concat(stored.offByAdmin).includes(origin);

  function look(): void {
    if (!alive()) return;
    panel.leave(off());
    const found = at(off() ? '' : location.href);
    if (found.kind === 'keep') return;
    const ref = found.kind === 'record' ? found.ref : null;
    const key = JSON.stringify(ref);
    if (key === shown) return;
    shown = key;
    panel.show(ref);
  }

  function take(found: Stored): void {
    Object.assign(stored, found);
    panel.place(stored.panel);
    look();
  }
  function read(): void {
    if (alive()) void local.get<Stored>(stored).then(take);
  }

  watchAddress(look, signal);
  onLeave((is) => panel.leave(is || off() || !alive()), signal);
  const warm = (event: Event) => {
    const link = (event.target as Element).closest?.('a');
    if (link && at(link.href).kind === 'record' && alive()) panel.warm();
  };
  addEventListener('pointerdown', warm, { signal, passive: true });
  local.onChanged.addListener(read);
  // The answer may wait behind the CRM's own layout; the frame starts meanwhile, and is told once it is there.
  if (ahead || at(location.href).kind === 'record') {
    shown = '';
    panel.warm();
  }
  return {
    alive,
    toggle() {
      if (!alive() || shown === 'null') return false;
      lay({ open: !stored.panel.open });
      panel.focus(stored.panel.open);
      return true;
    },
  };
}
