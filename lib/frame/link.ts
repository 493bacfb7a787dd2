import type { RecordRef } from '../contract/record.ts';
import type { Geometry } from './geometry.ts';

/**
 * What the sidebar app knows of the place it is shown in. The injected frame and the browser's own panel both give one,
 * so the app never asks which it is in, except to leave out what a panel cannot do.
 */
export type FrameLink = {
  host: 'frame' | 'panel';
  /** The record that is open, null when the address names none or nobody has paired with this frame yet. */
  record(): RecordRef | null;
  /**
   * The record that the browser says is open, before anybody has paired: time to ask for it, not to draw it. Null for none,
   * and where the browser cannot tell.
   */
  expected: Promise<RecordRef | null>;
  /** True once a content script has paired with the frame. Draw nothing before. Always true in a panel. */
  paired(): boolean;
  /** A record was offered and is being checked against the tab's address: time to look at the device's own copy of it. */
  onOffer: (offered: (ref: RecordRef) => void) => () => void;
  /** Calls `changed` at once when paired, then with every record handed over. Returns the way to stop. */
  onRecord(changed: (ref: RecordRef | null) => void): () => void;
  geometry: () => Geometry;
  onGeometry: (changed: (geometry: Geometry) => void) => () => void;
  /** The rep opened the panel by key: move the focus to the first control. */
  onFocus(asked: () => void): () => void;
  collapse(): void;
  expand(): void;
  /** CSS pixels; kept between the limits, remembered. */
  setWidth(px: number): void;
  /** Top of the collapsed handle in CSS pixels of the page's window; remembered. */
  setHandle(px: number): void;
  /** Give it the `pointerdown` of the resize edge; it follows the pointer until it is released. */
  dragWidth(down: PointerEvent): void;
  /** Give it the `pointerdown` of the collapsed handle. Resolves true when the handle was moved, false when it was a click. */
  dragHandle(down: PointerEvent): Promise<boolean>;
  /** Leadside stays away from this origin until the rep turns it on again in the popup. */
  offForSite(): void;
  /** Gives the keyboard back to the page (Escape). */
  returnFocus(): void;
};
