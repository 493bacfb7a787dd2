import type { RecordRef } from '../contract/record.ts';
import type { Geometry } from './geometry.ts';

/** The one window message there is: it pairs a frame with the content script that made it and carries the port. */
export type Hello = { t: 'leadside'; nonce: string };

/**
 * Content script to frame, over the port. `state` is all of it each time; `seq` counts the records handed over, so that a
 * late answer can be told from a current one.
 */
export type ToFrame = ({ t: 'state'; seq: number; ref: RecordRef | null } & Geometry) | { t: 'focus' };

/**
 * Frame to content script, over the port. Sizes and wishes only: nothing about a lead ever travels this way.
 * `shown` answers a hand-over once the app holds it; `done` marks the end of a drag, which is when it is remembered.
 */
export type ToPage =
  | { t: 'shown'; seq: number }
  | { t: 'open'; open: boolean }
  | { t: 'width'; px: number; done: boolean }
  | { t: 'top'; px: number; done: boolean }
  | { t: 'off' }
  | { t: 'blur' };
