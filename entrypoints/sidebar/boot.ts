/**
 * Runs before the app's bundle is evaluated: pairs with the page, opens the device, and for the first record reads the
 * copy and asks the server while React is still loading. The same in the browser's own panel.
 */
import { browser } from 'wxt/browser';
import { openCopies } from '../../lib/client/copies.ts';
import { currentConnection } from '../../lib/client/current-connection.ts';
import { headStart } from '../../lib/client/head-start.ts';
import { connectFrame } from '../../lib/frame/frame-side.ts';
import { connectPanel } from '../../lib/frame/panel-side.ts';

const link = location.pathname.startsWith('/sidepanel') ? connectPanel() : connectFrame();
const connection = currentConnection();
const copies = openCopies(browser.storage.session);
const head = headStart(() => connection.get(), copies);

export type Ground = { link: typeof link; connection: typeof connection; copies: typeof copies; head: typeof head };

const early = link.onRecord((ref) => {
  // Nothing is drawn in a frame that nobody has paired with.
  document.documentElement.removeAttribute('data-unpaired');
  if (ref !== null) head.begin(ref);
});

void import('./main.tsx').then(({ mount }) => {
  early();
  mount({ link, connection, copies, head });
});
