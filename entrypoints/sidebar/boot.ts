/**
 * Runs before the app's bundle is evaluated: pairs with the page, opens the device, and for the first record reads the
 * copy and asks the server while React is still loading. The same in the browser's own panel.
 */
import { browser } from 'wxt/browser';
import { openCopies } from '../../lib/client/copies.ts';
import { currentConnection } from '../../lib/client/current-connection.ts';
import { headStart, type Started } from '../../lib/client/head-start.ts';
import type { LeadContext } from '../../lib/contract/context.ts';
import { refKey } from '../../lib/contract/wire.ts';
import { connectFrame } from '../../lib/frame/frame-side.ts';
import { connectPanel } from '../../lib/frame/panel-side.ts';
import { earlyView } from './early.ts';

const link = location.pathname.startsWith('/sidepanel') ? connectPanel() : connectFrame();
const connection = currentConnection();
// A frame that outlives a reload of the extension has no APIs left; it holds nothing until a new script replaces it.
const copies = openCopies(browser.storage?.session);
const head = headStart(() => connection.get(), copies);

/** Most a frame waits, in ms, for the first lead's words before it starts on the app: they share one thread. */
const patience = 150;
const atMost = (job: Promise<unknown>) => Promise.race([job, new Promise((resolve) => setTimeout(resolve, patience))]);
const painted = () => atMost(new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

const early = earlyView();

/** Draws the lead from whichever is here first, the device's copy or the server's answer; settles once drawn or given up. */
async function drawFirst({ key, copy, reply }: Started): Promise<void> {
  const held = await copy;
  if (held && early.draw(key, held.context, Date.now())) return;
  const answer = await reply;
  if (answer?.at !== 'reply' || answer.status !== 200) return;
  early.draw(key, JSON.parse(answer.text) as LeadContext, answer.serverNow ?? Date.now());
}

// Asked for and written while nobody can see it: the page that is to pair with this frame may be busy with its own layout.
void link.expected.then((ref) => {
  if (ref === null || link.paired()) return;
  early.expect(refKey(ref));
  void drawFirst(head.begin(ref)).catch(() => undefined);
});
link.onOffer((ref) => head.prepare(ref));

let stopEarly = () => {};
const drawn = new Promise<void>((resolve) => {
  stopEarly = link.onRecord((ref) => {
    early.expect(ref && refKey(ref));
    // Nothing is seen of a frame that nobody has paired with.
    early.show();
    if (ref === null) resolve();
    else drawFirst(head.begin(ref)).then(resolve, () => resolve());
  });
});

export type Ground = {
  link: typeof link;
  connection: typeof connection;
  copies: typeof copies;
  head: typeof head;
  drawn(): string | null;
};

const parsed = new Promise((resolve) => {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', resolve);
  else resolve(null);
});

void atMost(drawn)
  .then(painted)
  .then(() => parsed)
  .then(() => import('./main.tsx'))
  .then(({ mount }) => {
    stopEarly();
    return mount({ link, connection, copies, head, drawn: early.drawn });
  });
