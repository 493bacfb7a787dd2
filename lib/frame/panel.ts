import { browser } from 'wxt/browser';
import type { RecordRef } from '../contract/record.ts';
import { defaultGeometry, type Geometry } from './geometry.ts';
import { createHost, type Host } from './host.ts';
import type { ToFrame, ToPage } from './messages.ts';

/**
 * The one panel of a page: host, frame and port, made on the first record and kept for the life of the document.
 * `heard` gets what the frame asks for; `missing` is told when the page keeps the panel out, and when it came up after all.
 * `alive` says whether the extension this script belongs to still runs, and takes the panel out when it does not.
 */
export function createPanel(
  heard: (message: ToPage) => void,
  missing: (is: boolean) => void,
  known: Promise<unknown>,
  alive: () => boolean,
) {
  let mounted: Host | undefined;
  let port: MessagePort | undefined;
  let geometry: Geometry = defaultGeometry;
  let ref: RecordRef | null = null;
  let seq = 0;
  let visible = false;
  let up = false;
  let missed = false;
  let gone = false;
  let fights = 0;
  let focused: Element | null = null;

  const send = (message: ToFrame) => port?.postMessage(message);

  function draw(): void {
    mounted?.place(geometry, visible);
    send({ t: 'state', seq, ref, ...geometry });
  }

  function miss(is: boolean): void {
    missed = is;
    missing(is);
  }

  const watcher = new MutationObserver(() => {
    // The panel of a new build has come in beside this one: in the same turn, so that two are never drawn, this one goes.
    if (!alive() || !mounted || gone || mounted.host.parentNode?.parentNode === document) return;
    // Also one that hangs it into something else. A page that takes the panel out more than three times within 5 s has its way. Numbers in place: a name costs its bytes.
    fights += 1;
    setTimeout(() => {
      fights -= 1;
    }, 5000);
    if (fights > 3) miss(true);
    else attach();
  });

  function attach(): void {
    mounted ??= create();
    port = undefined;
    up = false;
    // Not shown before its document is there: the page would lay out and paint an empty one first, then the real one.
    visible = false;
    draw();
    const html = document.documentElement;
    html.append(mounted.host);
    for (const parent of [document, html]) watcher.observe(parent, { childList: true });
    // A frame that has not come up within a second is said to be missing on the toolbar.
    setTimeout(() => {
      if (up || gone) return;
      visible = false;
      draw();
      miss(true);
    }, 1000);
  }

  function create(): Host {
    // Not randomUUID: a self-hosted CRM may be plain http, where it does not exist.
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const { runtime } = browser;
    const origin = runtime.getURL('/');
    const made = createHost(`${runtime.getURL('/sidebar.html')}#${nonce}`);
    made.frame.onload = async () => {
      await known;
      // The frame of a reloaded extension loads once more, as an error page.
      if (!alive()) return;
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = answer;
      // The frame's address hides the extension's id from the page (a dynamic one); its document has the real origin.
      made.frame.contentWindow?.postMessage({ t: 'leadside', nonce }, origin, [channel.port2]);
      // Until the app draws, the frame is transparent. One that has been given up comes back once it says that it is there.
      visible = !missed && ref !== null;
      draw();
    };
    return made;
  }

  function answer({ data }: MessageEvent<ToPage>): void {
    if (data.t === 'blur') focus(false);
    else if (data.t !== 'shown') heard(data);
    else {
      up = true;
      if (missed) miss(false);
      const show = ref !== null && data.seq === seq;
      if (show === visible) return;
      visible = show;
      draw();
    }
  }

  /** Gives the keyboard to the panel, or back to where it was in the page. */
  function focus(inside: boolean): void {
    if (inside) {
      focused = document.activeElement;
      mounted?.frame.focus();
      send({ t: 'focus' });
    } else {
      mounted?.frame.blur();
      (focused as HTMLElement | null)?.focus?.();
    }
  }

  return {
    focus,
    /** Hands over the record, or hides the panel; a panel that is loaded and hidden comes back only once the app holds the new record. */
    show(next: RecordRef | null): void {
      ref = next;
      seq += 1;
      if (!next) visible = false;
      if (next && !mounted) attach();
      else draw();
    },
    /** Loads the frame because a record is about to be opened. */
    warm(): void {
      if (!mounted) attach();
    },
    place(next: Geometry): void {
      geometry = next;
      draw();
    },
    /** Takes the panel out of the document, or puts it back. */
    leave: (is: boolean): void => {
      if (gone === is) return;
      gone = is;
      if (is) mounted?.host.remove();
      else if (mounted) attach();
    },
  };
}
