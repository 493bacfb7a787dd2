/**
 * Keeps when the rep's last press that may count began, by `performance.now()`: only what a person did counts, and only while `steady`.
 * That is decided before anything else hears of the press. `pointed` is told of each pointer that goes down first.
 */
export function watchPresses(steady: () => boolean, pointed: (event: PointerEvent) => void): { take(): number | null } {
  let pressedAt: number | null = null;
  let downAt: number | null = null;
  const startOf = (event: Event) => (event.isTrusted && steady() ? performance.now() : null);
  addEventListener(
    'pointerdown',
    (event) => {
      pointed(event);
      downAt = startOf(event);
    },
    true,
  );
  addEventListener(
    'click',
    (event) => {
      const now = startOf(event);
      // A click without a pointer (detail 0) was made by a key; else the press began when the pointer went down.
      pressedAt = now === null || event.detail === 0 ? now : downAt;
    },
    true,
  );
  addEventListener(
    'keydown',
    (event) => {
      pressedAt = startOf(event);
    },
    true,
  );
  return {
    /** Null where it may not count. Each counts once: a write that no press began is not the rep's. */
    take() {
      const at = pressedAt;
      pressedAt = null;
      return at;
    },
  };
}
