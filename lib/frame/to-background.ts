import * as z from 'zod';

/** To the background, by `runtime.sendMessage`. The badge is the only thing it draws for them; it keeps nothing. */
export const toBackground = z.discriminatedUnion('t', [
  /** The frame did not come up within a second, or came up after all. Sent by the content script. */
  z.strictObject({ t: z.literal('frame'), up: z.boolean() }),
  /** What the toolbar shows for this tab, for example minutes left; empty text clears it. Sent by our own pages. */
  z.strictObject({ t: z.literal('badge'), text: z.string().max(4), title: z.string().max(120) }),
]);
export type ToBackground = z.infer<typeof toBackground>;
