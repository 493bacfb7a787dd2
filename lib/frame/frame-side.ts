import type { RecordRef } from '../contract/record.ts';
import { refKey } from '../contract/wire.ts';
import { browserTruth } from './browser-truth.ts';
import { isHello, readToFrame } from './check.ts';
import { trackPointer } from './drag.ts';
import { defaultGeometry, type Geometry } from './geometry.ts';
import type { FrameLink } from './link.ts';
import { listeners } from './listeners.ts';
import type { ToPage } from './messages.ts';

/**
 * Pairs this document with the content script that framed it and follows what it hands over.
 *
 * The nonce is taken from the address hash and removed from it at once. One window message is accepted, from the parent,
 * with that nonce and one port, once; after that only the port is heard, and each message is checked. A document that was
 * opened or framed by anything else never pairs: `record` stays null and `paired` false.
 */
export function connectFrame(): FrameLink {
  const nonce = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);

  const truth = browserTruth();
  let port: MessagePort | undefined;
  let current: RecordRef | null = null;
  let handedOver = false;
  let latest = -1;
  let geometry: Geometry = defaultGeometry;
  const offers = listeners<RecordRef>();
  const records = listeners<RecordRef | null>();
  const geometries = listeners<Geometry>();
  const focuses = listeners<void>();

  const send = (message: ToPage) => port?.postMessage(message);

  async function take(seq: number, ref: RecordRef | null): Promise<void> {
    latest = seq;
    if (ref) offers.tell(ref);
    const allowed = ref !== null && (await truth.names(ref).catch(() => false)) ? ref : null;
    if (seq !== latest) return;
    current = allowed;
    // For whoever drives a browser: which record this frame holds, without reading the screen.
    document.documentElement.dataset.record = allowed ? refKey(allowed) : '';
    handedOver = true;
    records.tell(allowed);
    // By the next task the app has committed what it was told: only then may a hidden panel be shown.
    setTimeout(() => send({ t: 'shown', seq }));
  }

  function heard({ data }: MessageEvent): void {
    const message = readToFrame(data);
    if (!message) return;
    if (message.t === 'focus') {
      focuses.tell();
      return;
    }
    const { seq, ref, open, width, top } = message;
    if (open !== geometry.open || width !== geometry.width || top !== geometry.top) {
      geometry = { open, width, top };
      geometries.tell(geometry);
    }
    if (seq !== latest) void take(seq, ref);
  }

  function pair(event: MessageEvent): void {
    const [offered] = event.ports;
    if (event.source !== parent || parent === window || event.ports.length !== 1 || !offered) return;
    if (!isHello(event.data, nonce)) return;
    removeEventListener('message', pair);
    port = offered;
    port.onmessage = heard;
  }
  addEventListener('message', pair);

  // The key that gives the focus back is released first: its release would otherwise be heard by the page.
  const keysDown = new Set<string>();
  let leaving = false;
  addEventListener('keydown', ({ code }) => keysDown.add(code), true);
  addEventListener('blur', () => keysDown.clear());
  addEventListener(
    'keyup',
    ({ code }) => {
      keysDown.delete(code);
      if (leaving && !keysDown.size) send({ t: 'blur' });
      leaving &&= keysDown.size > 0;
    },
    true,
  );

  return {
    host: 'frame',
    expected: truth.first,
    record: () => current,
    paired: () => handedOver,
    onOffer: offers.add,
    onRecord(changed) {
      if (handedOver) changed(current);
      return records.add(changed);
    },
    geometry: () => geometry,
    onGeometry: geometries.add,
    onFocus: focuses.add,
    collapse: () => send({ t: 'open', open: false }),
    expand: () => send({ t: 'open', open: true }),
    setWidth: (px) => send({ t: 'width', px, done: true }),
    setHandle: (px) => send({ t: 'top', px, done: true }),
    dragWidth(down) {
      const { width } = geometry;
      void trackPointer(down, ({ dx }, done) => send({ t: 'width', px: width - dx, done }));
    },
    dragHandle(down) {
      const { top } = geometry;
      return trackPointer(down, ({ dy }, done) => send({ t: 'top', px: top + dy, done }));
    },
    offForSite: () => send({ t: 'off' }),
    returnFocus() {
      leaving = keysDown.size > 0;
      if (!leaving) send({ t: 'blur' });
    },
  };
}
