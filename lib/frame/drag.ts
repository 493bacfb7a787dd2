/** A pointer that moved less than this many pixels was a click. */
const slack = 4;

/**
 * Follows a pressed pointer until it is released. The distances are of the screen: the frame itself moves and changes
 * size under the pointer. Calls `moved` once per drawn frame at most, and once at the end with `done`.
 * Resolves true when the pointer was dragged, false when it was only clicked (then `moved` was never called).
 */
export function trackPointer(
  down: PointerEvent,
  moved: (by: { dx: number; dy: number }, done: boolean) => void,
): Promise<boolean> {
  const element = down.currentTarget;
  if (!(element instanceof HTMLElement)) return Promise.resolve(false);
  element.setPointerCapture(down.pointerId);
  let by = { dx: 0, dy: 0 };
  let dragged = false;
  let frame = 0;
  return new Promise((resolve) => {
    const move = (event: PointerEvent) => {
      by = { dx: event.screenX - down.screenX, dy: event.screenY - down.screenY };
      dragged ||= Math.abs(by.dx) > slack || Math.abs(by.dy) > slack;
      if (dragged && !frame) {
        frame = requestAnimationFrame(() => {
          frame = 0;
          moved(by, false);
        });
      }
    };
    const end = () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('lostpointercapture', end);
      if (dragged) moved(by, true);
      resolve(dragged);
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('lostpointercapture', end);
  });
}
