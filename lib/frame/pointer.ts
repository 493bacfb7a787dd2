/** Zoom factors of browsers: by so much a way on the screen differs from the same way in the document. */
const zooms = [0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];

/** Whether the pointer went the same way in the document as on the screen; else the frame was moved under it. */
export function wentTogether(before: At, after: At): boolean {
  return zooms.some(
    (zoom) =>
      Math.abs(after.screenX - before.screenX - zoom * (after.clientX - before.clientX)) <= 3 &&
      Math.abs(after.screenY - before.screenY - zoom * (after.clientY - before.clientY)) <= 3,
  );
}
export type At = Pick<PointerEvent, 'screenX' | 'screenY' | 'clientX' | 'clientY'>;
