import { listeners } from './listeners.ts';
import { wentTogether } from './pointer.ts';

/** Parts of the panel that hold buttons which write. */
export type Region = 'bar' | 'body';

/** How long a region must have been clear, in ms, before what is pressed in it counts. */
const clearFor = 500;
/** A page that covers or moves the panel this often within `fightWithin` ms does not do so by chance. */
const fightsAllowed = 5;
const fightWithin = 5_000;
/** Least time between two looks while the pointer moves, in ms. */
const lookEvery = 200;

export const coveredWords =
  'Not done: the page did not leave this button clear for the half second before you pressed it. Try again, or open Leadside in the side panel.';
export const foughtWords =
  'This page keeps covering or moving the panel, so choices are off here. Open Leadside in the side panel to decide.';

/** Thrown when the page covered the panel; its message is for the rep. */
export class CoveredError extends Error {}

export type Cover = {
  /** Follows whether `element`, which lies over the whole of a region and is covered by nothing of ours, is clear. */
  watch: (region: Region, element: Element) => () => void;
  /**
   * Call it while the rep's event is handled. Returns when the write may go on; throws `CoveredError` when the event was not a
   * person's, or its region was not clear for half a second before. Decided at once: a write that waited could be pressed twice.
   */
  check(): void;
  /** True once the page has covered or moved the panel so often that nothing in it is to be decided any more. */
  fought: () => boolean;
  /** True when nothing in sight is covered and the half second is over. */
  clear: () => boolean;
  onChange: (changed: () => void) => () => void;
};

/** For documents no page can lay anything over, and browsers that cannot tell: everything goes through. */
export const uncovered: Cover = {
  watch: () => () => {},
  check: () => {},
  fought: () => false,
  clear: () => true,
  onChange: () => () => {},
};

type Entry = IntersectionObserverEntry & { isVisible?: boolean };
const isClear = (entry: Entry) => entry.isVisible === true && entry.intersectionRatio > 0.98;
const regionOf = (target: EventTarget | null): Region =>
  target instanceof Element && target.closest('[data-region="bar"]') === null ? 'body' : 'bar';

function observe(element: Element, heard: (clear: boolean) => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      const last = entries.at(-1);
      if (last && element.isConnected) heard(isClear(last));
    },
    { threshold: [0, 0.5, 0.98, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit,
  );
  observer.observe(element);
  return () => observer.disconnect();
}

/**
 * Watches, by the browser's own account (IntersectionObserver with `trackVisibility`), whether the page lets the rep see what
 * they press; what the browser does not count, such as a mask, `look` asks the page. Firefox has no such account: there a choice is taken at once and can be taken back.
 */
export function watchCover(asks: () => () => Promise<boolean>): Cover {
  if (!('isVisible' in IntersectionObserverEntry.prototype)) return uncovered;

  const look = asks();
  const since = new Map<Region, number>();
  const elements = new Map<Region, Element>();
  const changes = listeners<void>();
  let fights: number[] = [];
  let over = false;
  /** Of the last thing pressed: why it may count, decided before anything else hears of it. */
  let pressed: { region: Region; ok: boolean } = { region: 'bar', ok: false };
  let downOk = false;
  let pointer: PointerEvent | null = null;

  function interfere(): void {
    const now = performance.now();
    // One act of the page is told once for each region.
    if (now - (fights.at(-1) ?? Number.NEGATIVE_INFINITY) > 50) fights = [...fights.filter((at) => now - at < fightWithin), now];
    over ||= fights.length >= fightsAllowed;
    changes.tell();
  }
  /** Changed its size or place: what was aimed at may not be what is there now. */
  function moved(): void {
    const now = performance.now();
    for (const region of since.keys()) since.set(region, now);
    changes.tell();
  }
  function follow(event: PointerEvent): void {
    if (!event.isTrusted) return;
    const [before, after] = [pointer, event];
    pointer = event;
    if (before === null || wentTogether(before, after)) return;
    moved();
    // While a button is held it is the rep who drags the panel.
    if (event.buttons === 0) interfere();
  }
  let lookedAt = 0;
  /** What the page answered last: nothing it did to itself hides the panel in a way the browser does not count. */
  let plain = true;
  function lookAround(): void {
    if (performance.now() - lookedAt < lookEvery) return;
    lookedAt = performance.now();
    void look().then((found) => {
      plain = found;
      if (plain) return;
      moved();
      interfere();
    });
  }
  const steady = (region: Region) => plain && performance.now() - (since.get(region) ?? Number.POSITIVE_INFINITY) >= clearFor;

  addEventListener('resize', () => {
    pointer = null;
    moved();
  });
  addEventListener(
    'pointermove',
    (event) => {
      follow(event);
      lookAround();
    },
    true,
  );
  addEventListener(
    'pointerdown',
    (event) => {
      follow(event);
      lookedAt = 0;
      lookAround();
      downOk = event.isTrusted && steady(regionOf(event.target));
    },
    true,
  );
  addEventListener(
    'click',
    ({ target, detail, isTrusted }) => {
      const region = regionOf(target);
      // A click without a pointer (detail 0) was made by a key.
      pressed = { region, ok: isTrusted && steady(region) && (detail === 0 || downOk) };
    },
    true,
  );
  addEventListener(
    'keydown',
    ({ target, isTrusted }) => {
      const region = target === document.body || target === document.documentElement ? 'bar' : regionOf(target);
      pressed = { region, ok: isTrusted && steady(region) };
    },
    true,
  );

  return {
    watch(region, element) {
      elements.set(region, element);
      const stop = observe(element, (clear) => {
        if (clear && !since.has(region)) since.set(region, performance.now());
        else if (!clear && since.delete(region)) interfere();
        if (clear) setTimeout(changes.tell, clearFor + 1);
      });
      return () => {
        stop();
        if (elements.get(region) === element) elements.delete(region);
      };
    },
    check() {
      const { ok } = pressed;
      // Counts once: a write that no press began is not the rep's.
      pressed = { ...pressed, ok: false };
      if (over) throw new CoveredError(foughtWords);
      if (!ok) throw new CoveredError(coveredWords);
    },
    fought: () => over,
    clear: () => !over && since.size > 0 && [...elements.keys()].every(steady),
    onChange: changes.add,
  };
}
