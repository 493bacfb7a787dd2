import { toBackground } from './to-background.ts';

/** Who sent a message, as the browser tells it: nothing of it comes from the sender. */
export type Sender = {
  id?: string | undefined;
  origin?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
};

/** What a message can bring about at all. */
export type Does = {
  showBadge(tabId: number, text: string, title: string): unknown;
  showMissing(tabId: number, missing: boolean): unknown;
};

/**
 * Does what a message asks for when its sender may ask it, and only for the sender's own tab: our script in a page says
 * whether the panel came up, our own pages say what the toolbar shows. Anything else is left unanswered.
 */
export function hear(message: unknown, sender: Sender, own: { id: string; origin: string }, does: Does): void {
  const said = toBackground.safeParse(message);
  const tabId = sender.tab?.id;
  if (!said.success || sender.id !== own.id || tabId === undefined) return;
  const ours = sender.origin === own.origin;
  if (said.data.t === 'frame' && !ours) does.showMissing(tabId, !said.data.up);
  if (said.data.t === 'badge' && ours) does.showBadge(tabId, said.data.text, said.data.title);
}
