import { listeners } from './listeners.ts';
import { wentTogether } from './pointer.ts';
import { canTell, layProbe } from './probe.ts';

/** How long the panel must have been clear, in ms, before what is pressed in it counts. */
const clearFor = 500;
/** A page that covers or moves the panel this often within `fightWithin` ms does not do so by chance. */
const fightsAllowed = 5;
const fightWithin = 5_000;
/** Rest between two looks at the page while the pointer or the keyboard is in the panel, in ms. */
const lookEvery = 200;
/** Within this many ms of a press, page and browser say that the panel is clear; silence counts as covered. */
const answerWithin = 5_000;

export const coveredWords =
  'Not done: the page did not leave this button clear for the half second before you pressed it. Try again, or open Leadside in the side panel.';
export const foughtWords =
  'This page keeps covering or moving the panel, so choices are off here. Open Leadside in the side panel to decide.';

/** Thrown when the page covered the panel; its message is for the rep. */
export class CoveredError extends Error {}

export type Cover = {
  /**
   * Call it while the rep's event is handled. Throws `CoveredError` at once when the event was not a person's, or the panel was
   * not clear for half a second before. Else it resolves when browser and page have said that the panel still is, and rejects
   * with `CoveredError` when it is not. Draw the choice at once, so that nobody presses twice; write it only then.
   */
  check(): Promise<void>;
  /** True once the page has covered or moved the panel so often that nothing in it is to be decided any more. */
  fought: () => boolean;
  /** True when nothing in sight is covered and the half second is over. */
  clear: () => boolean;
  onChange: (changed: () => void) => () => void;
};

/** For documents no page can lay anything over, and browsers that cannot tell: everything goes through. */
export const uncovered: Cover = {
  check: () => Promise.resolve(),
  fought: () => false,
  clear: () => true,
  onChange: () => () => {},
};

/**
 * Watches, by the browser's own account (IntersectionObserver with `trackVisibility`), whether the page lets the rep see what
 * they press; what the browser does not count, such as a mask, `asks` asks the page. The panel's own layout plays no part:
 * what is watched is the frame, of which `ownWidth` is the width we gave it, in CSS pixels.
 * Firefox has no such account: there a choice is taken at once and can be taken back.
 */
export function watchCover(asks: () => (drawn?: boolean) => Promise<boolean>, ownWidth: () => number): Cover {
  if (!canTell()) return uncovered;

  const look = asks();
  const changes = listeners<void>();
  let clearSince: number | null = null;
  /** When the page last did something to the panel that the browser does not count as covering it. */
  let movedAt = Number.NEGATIVE_INFINITY;
  let resizedAt = Number.NEGATIVE_INFINITY;
  /** What the page answered last: nothing it did to itself hides or moves the panel in a way the browser does not count. */
  let plain = true;
  let fights: number[] = [];
  let over = false;
  /** Whether the last press may count, decided before anything else hears of it. */
  let pressed = false;
  let downOk = false;
  let pointer: PointerEvent | null = null;
  /** The pointer is over the panel, or it has the keyboard. */
  let near = false;
  let looking = false;

  /** Tells now, and once more when what began now has lasted long enough. */
  function tell(): void {
    changes.tell();
    setTimeout(changes.tell, clearFor + 1);
  }
  function interfere(): void {
    const now = performance.now();
    fights = [...fights.filter((at) => now - at < fightWithin), now];
    over ||= fights.length >= fightsAllowed;
  }
  function moved(): void {
    movedAt = performance.now();
    tell();
  }
  function steady(): boolean {
    if (!plain || clearSince === null || document.visibilityState === 'hidden') return false;
    // A frame as wide as we made it was not resized by the page.
    const last = Math.max(clearSince, movedAt, innerWidth === ownWidth() ? movedAt : resizedAt);
    return performance.now() - last >= clearFor;
  }
  function answered(found: boolean): void {
    if (plain && !found) interfere();
    plain = found;
    if (!plain) moved();
  }
  async function lookAround(): Promise<void> {
    near = true;
    if (looking) return;
    looking = true;
    while (near && document.visibilityState === 'visible') {
      answered(await look());
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
    looking = false;
  }
  function follow(event: PointerEvent): void {
    if (!event.isTrusted) return;
    void lookAround();
    const [before, after] = [pointer, event];
    pointer = event;
    if (before === null || wentTogether(before, after)) return;
    // What was aimed at may not be what is there now. While a button is held it is the rep who drags the panel.
    if (event.buttons === 0) interfere();
    moved();
  }

  const probe = layProbe((clear) => {
    if (clear) clearSince ??= performance.now();
    else if (clearSince !== null) {
      clearSince = null;
      interfere();
    }
    tell();
  });
  addEventListener('resize', () => {
    pointer = null;
    resizedAt = performance.now();
    tell();
  });
  // What lay over it while the tab was not shown is not known.
  document.addEventListener('visibilitychange', moved);
  addEventListener('focus', () => void lookAround());
  const gone = () => {
    near = false;
  };
  addEventListener('blur', gone);
  document.documentElement.addEventListener('pointerleave', () => {
    near = document.hasFocus();
    // The window may be moved before the pointer comes back.
    pointer = null;
  });
  addEventListener('pointermove', follow, true);
  addEventListener(
    'pointerdown',
    (event) => {
      follow(event);
      downOk = event.isTrusted && steady();
    },
    true,
  );
  addEventListener(
    'click',
    ({ detail, isTrusted }) => {
      // A click without a pointer (detail 0) was made by a key.
      pressed = isTrusted && steady() && (detail === 0 || downOk);
    },
    true,
  );
  addEventListener(
    'keydown',
    ({ isTrusted }) => {
      pressed = isTrusted && steady();
    },
    true,
  );

  /** Asks once the page has drawn what it did up to the press: a cover it put there at that moment is in the answer. */
  async function confirm(): Promise<void> {
    const asked = new AbortController();
    const left = new Promise<'left'>((resolve) => {
      document.addEventListener('visibilitychange', () => resolve('left'), { signal: asked.signal });
    });
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), answerWithin));
    const plainNow = await Promise.race([look(true), left, late]);
    const clearNow = plainNow === true ? await Promise.race([probe.ask(), left, late]) : plainNow;
    asked.abort();
    if (plainNow !== 'left') answered(plainNow);
    if (over) throw new CoveredError(foughtWords);
    // A tab that was left meanwhile is drawn no more: the half second before the press has to do.
    const seen = clearNow === 'left' || (clearNow && steady());
    if (!seen) throw new CoveredError(coveredWords);
  }

  return {
    check() {
      const ok = pressed;
      // Counts once: a write that no press began is not the rep's.
      pressed = false;
      if (over) throw new CoveredError(foughtWords);
      if (!ok) throw new CoveredError(coveredWords);
      return confirm();
    },
    fought: () => over,
    clear: () => !over && steady(),
    onChange: changes.add,
  };
}
