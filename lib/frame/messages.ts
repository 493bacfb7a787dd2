import * as z from 'zod';
import { recordRef } from '../contract/record.ts';

/** The one window message there is: it pairs a frame with the content script that made it and carries the port. */
export const hello = z.strictObject({ t: z.literal('leadside'), nonce: z.string().min(16).max(64) });

/**
 * Content script to frame, over the port. `state` is all of it each time; `seq` counts the records handed over, so that a
 * late answer can be told from a current one. The page cannot reach the port, but its process might be compromised, so each message is checked on arrival.
 */
export const toFrame = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('state'),
    seq: z.int(),
    ref: recordRef.nullable(),
    open: z.boolean(),
    width: z.number(),
    top: z.number(),
  }),
  z.strictObject({ t: z.literal('focus') }),
]);
export type ToFrame = z.infer<typeof toFrame>;

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

/** To the background, by `runtime.sendMessage`. The badge is the only thing it draws; it keeps nothing. */
export const toBackground = z.discriminatedUnion('t', [
  /** The frame did not come up within a second, or came up after all. Sent by the content script. */
  z.strictObject({ t: z.literal('frame'), up: z.boolean() }),
  /** What the toolbar shows for this tab, for example minutes left; empty text clears it. Sent by our own pages. */
  z.strictObject({ t: z.literal('badge'), text: z.string().max(4), title: z.string().max(120) }),
]);
export type ToBackground = z.infer<typeof toBackground>;
