import { type Connection, identityOf } from '../../lib/client/connection.ts';
import { catchUp, type Lead, type LeadParts, leadClient, leadKey, letGo, takeFresh } from '../../lib/client/lead.ts';
import { keepListening, listen } from '../../lib/client/live.ts';
import { joinNews } from '../../lib/client/news.ts';
import { oneLine } from '../../lib/client/sentence.ts';
import { findOut, usableConnection } from '../../lib/client/session/exchange-signed-in.ts';
import { uncovered, watchCover } from '../../lib/frame/cover.ts';
import { askPlain } from '../../lib/frame/effects.ts';
import { handleSize } from '../../lib/frame/geometry.ts';
import { openBox } from '../../lib/outbox/box.ts';
import { startCourier } from '../../lib/outbox/courier.ts';
import { realParts } from '../../lib/outbox/pending.ts';
import { drain } from '../../lib/outbox/sender.ts';
import { deviceStore } from '../../lib/outbox/store.ts';
import { deviceDrafts, draftKeeper } from '../../lib/panel/drafts.ts';
import { createPanelStore } from '../../lib/panel/store.ts';
import type { Ground } from './boot.ts';
import { createSight } from './sight.ts';
import { wakeWhenClosed } from './wake.ts';

const after = (ms: number, job: () => void) => {
  const timer = setTimeout(job, ms);
  return () => clearTimeout(timer);
};

/** Joins the ports to each other, once per document; the app only reads from them and calls them. */
export function assemble(ground: Ground) {
  const { connection, copies, head } = ground;
  const client = leadClient();
  const panel = createPanelStore();
  const drafts = draftKeeper(deviceDrafts, after);
  const sight = createSight();
  // Nothing of a page lies over the browser's own panel.
  const ownWidth = () => {
    const { open, width } = ground.link.geometry();
    return open ? width : handleSize;
  };
  const cover = ground.link.host === 'frame' ? watchCover(askPlain, ownWidth) : uncovered;
  let known: Connection | null = null;
  /** Asked of the device once for each history of the server. */
  let heardEpoch: string | null = null;

  const readConnection = () =>
    connection.get().then(
      (found) => {
        known = found;
        if (found?.ended) void copies.clear();
        sight.set({ connection: found });
      },
      () => sight.set({ connection: 'broken' }),
    );

  const news = joinNews((heard) => {
    if (heard.about === 'connection') {
      connection.renew();
      heardEpoch = null;
      client.clear();
      sight.set({ epoch: sight.get().epoch + 1 });
      void readConnection().then(() => courier.send(true));
    }
    if (heard.about === 'outbox') void outbox.reload().catch(() => undefined);
    if (heard.about === 'saved') {
      outbox.saved(heard);
      const held = client.getQueryData<Lead>(leadKey(heard.key));
      if (held && held.context.version < heard.version) void client.invalidateQueries({ queryKey: leadKey(heard.key) });
    }
  });

  const real = realParts(news, (entry, answer, by) => {
    takeFresh(client, copies, by, entry.key, answer.context);
    outbox.saved(entry);
  });
  const sender = {
    ...real,
    connection: () => connection.get(),
    changed: () => {
      real.changed();
      void outbox.reload().catch(() => undefined);
    },
  };
  const courier = startCourier({ drain: (woken) => drain(sender, woken), after });
  const outbox = openBox({
    store: deviceStore,
    by: () => (known === null ? null : identityOf(known)),
    send: () => {
      wakeWhenClosed();
      courier.send(true);
    },
    changed: () => real.changed(),
  });

  const live = keepListening({
    connection: () => connection.get().then((found) => found && usableConnection(found)),
    listen,
    random: Math.random,
    after,
    tell(event) {
      if (event.kind === 'refused') void connection.get().then(findOut, () => undefined);
      // The server is back: what waits on this device need not wait out its own patience.
      if (event.kind === 'resync') courier.send(true);
      if (event.kind !== 'context') return void client.invalidateQueries({ queryKey: ['lead'] });
      // Version 0: the lead is erased, which is told by its id alone, or restricted.
      if (event.update.version === 0) letGo(client, copies, event.update);
      else catchUp(client, event.update);
    },
  });

  void readConnection();
  outbox.reload().then(
    () => courier.send(false),
    () => undefined,
  );
  const look = () => {
    live.want(document.visibilityState === 'visible');
    if (document.visibilityState === 'hidden') drafts.flush();
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', drafts.flush);
  addEventListener('online', () => courier.send(true));
  look();

  const leadParts: LeadParts = {
    connection: () => connection.get(),
    copies,
    head,
    clock: (offsetMs) => sight.set({ offsetMs }),
    epoch(epoch, at) {
      if (known === null || epoch === heardEpoch) return;
      heardEpoch = epoch;
      outbox.recall({ epoch, at }).catch(() => undefined);
    },
    async erased(key, failure) {
      panel.getState().dropDraft(key);
      drafts.drop(key);
      await outbox.erased(key, oneLine(failure)).catch(() => undefined);
    },
    shows(key) {
      const waits = outbox.read().entries.some((one) => one.key === key && one.state === 'kept' && one.wait?.told === false);
      if (waits) courier.send(true);
    },
  };
  return { ...ground, cover, client, panel, drafts, deviceDrafts, sight, outbox, leadParts };
}
export type AppParts = ReturnType<typeof assemble>;
