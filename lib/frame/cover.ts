import { type Answer, type Ask, covered } from './effects.ts';
import { listeners } from './listeners.ts';
import { wentTogether } from './pointer.ts';
import { watchPresses } from './press.ts';
import { canTell, layProbe } from './probe.ts';

/**
 * How long the panel must have been clear, in ms, before what is pressed in it counts: who meant what lay there before presses within
 * their reaction time. Firefox waits as long before it takes an answer to what it asks (`security.notification_enable_delay`).
 */
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
export function watchCover(asks: () => Ask, ownWidth: () => number): Cover {
  if (!canTell()) return uncovered;

  const look = asks();
  const changes = listeners<void>();
  let clearSince: number | null = null;
  /** When the page last did something to the panel that the browser does not count as covering it. */
  let movedAt = Number.NEGATIVE_INFINITY;
  let resizedAt = Number.NEGATIVE_INFINITY;
  /** When the tab was left or came back last: what lay over it meanwhile is not known. */
  let shownAt = Number.NEGATIVE_INFINITY;
  /** What the page answered last: nothing it did to itself hides or moves the panel in a way the browser does not count. */
  let plain = true;
  let answeredAt = 0;
  let fights: number[] = [];
  let over = false;
  let pointer: PointerEvent | null = null;
  /** When the pointer was last heard in the panel; null once it has left. */
  let pointedAt: number | null = null;
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
  /** Whether a press that began at `at` came after half a second in which the page did nothing to the panel, as far as is known now. */
  function steady(at: number): boolean {
    if (!plain || clearSince === null) return false;
    // A frame as wide as we made it was not resized by the page.
    const last = Math.max(clearSince, movedAt, innerWidth === ownWidth() ? movedAt : resizedAt);
    return at - last >= clearFor;
  }
  function steadyNow(): boolean {
    const now = performance.now();
    return document.visibilityState !== 'hidden' && now - shownAt >= clearFor && steady(now);
  }
  /** What was done for a moment since the last answer is in it too. */
  function answered({ plainFor }: Answer): void {
    const now = performance.now();
    if (plain && plainFor < now - answeredAt) interfere();
    answeredAt = now;
    plain = plainFor > 0;
    movedAt = Math.max(movedAt, now - plainFor);
    if (plainFor < clearFor) tell();
  }
  async function lookAround(): Promise<void> {
    near = true;
    if (looking) return;
    looking = true;
    while (near && document.visibilityState === 'visible') {
      const asked = performance.now();
      const answer = await look({ everyFrame: pointedAt !== null });
      answered(answer);
      if (pointedAt !== null && asked - answer.leftFor > pointedAt) left();
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
    looking = false;
  }
  function left(): void {
    pointedAt = null;
    near = document.hasFocus();
    // The window may be moved before the pointer comes back.
    pointer = null;
  }
  function follow(event: PointerEvent): void {
    if (!event.isTrusted) return;
    pointedAt = performance.now();
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
  document.addEventListener('visibilitychange', () => {
    shownAt = performance.now();
    tell();
  });
  addEventListener('focus', () => void lookAround());
  const gone = () => {
    near = false;
  };
  addEventListener('blur', gone);
  document.documentElement.addEventListener('pointerleave', left);
  addEventListener('pointermove', follow, true);
  const presses = watchPresses(steadyNow, follow);

  /** Asks once the page has drawn what it did up to the press: a cover it put there at that moment is in the answer. */
  async function confirm(at: number): Promise<void> {
    const asked = new AbortController();
    const gone = new Promise<'left'>((resolve) => {
      document.addEventListener('visibilitychange', () => resolve('left'), { signal: asked.signal });
    });
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), answerWithin));
    const drawn = await Promise.race([look({ drawn: true }), gone, late]);
    const plain = drawn !== 'left' && drawn !== null && drawn.plainFor > 0;
    const clear = plain ? await Promise.race([probe.ask(), gone, late]) : drawn === 'left' && drawn;
    asked.abort();
    // A tab that was left meanwhile is drawn no more, but what was done before is known.
    answered((drawn === 'left' ? await Promise.race([look(), late]) : drawn) ?? covered);
    if (over) throw new CoveredError(foughtWords);
    if (!clear || !steady(at)) throw new CoveredError(coveredWords);
  }

  return {
    check() {
      const at = presses.take();
      if (over) throw new CoveredError(foughtWords);
      if (at === null) throw new CoveredError(coveredWords);
      return confirm(at);
    },
    fought: () => over,
    clear: () => !over && steadyNow(),
    onChange: changes.add,
  };
}
