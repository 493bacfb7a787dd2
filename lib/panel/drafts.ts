import '../client/jitless.ts';
import * as z from 'zod';
import { openDevice } from '../client/device.ts';
import { channel } from '../contract/origin.ts';

/** What the rep is in the middle of writing for one record; the same shape as the view's `Draft`. */
export const draft = z.object({
  note: z.string().max(5000),
  open: z.enum(['reject', 'reject_sub', 'recycle', 'attempt', 'heard', 'origin']).nullable(),
  reason: z.string().max(60).nullable(),
  /** What was heard on the call, as typed: one thing a line. Absent while nothing is. */
  heard: z
    .object({
      objections: z.string().max(20_000),
      competitors: z.string().max(20_000),
      words: z.string().max(20_000),
      claims: z.string().max(20_000),
    })
    .optional(),
  /** How they found us, as picked and not yet saved. */
  origin: z.object({ channel, assistant: z.string().max(60) }).optional(),
});
export type Draft = z.infer<typeof draft>;

export const emptyDraft: Draft = { note: '', open: null, reason: null };
const isEmpty = (one: Draft) => one.note === '' && one.open === null && one.reason === null && !one.heard && !one.origin;

export type Drafts = {
  /** The draft of a record, or null. Never rejects. */
  load(key: string): Promise<Draft | null>;
  save(key: string, draft: Draft): Promise<void>;
};

/** Panels the rep types in. The others are menus of numbers. */
const typed: readonly Draft['open'][] = ['heard', 'origin'];
/** A menu is not opened again by itself: a number pressed for the bar would be taken for a choice in it. */
const withoutMenu = (one: Draft): Draft => (typed.includes(one.open) ? one : { ...one, open: null, reason: null });

/** Drafts in the device's database: a frame that the CRM moves about is loaded again, and what was typed has to be there. */
export const deviceDrafts: Drafts = {
  async load(key) {
    try {
      const stored = await (await openDevice()).get('drafts', key);
      const read = draft.safeParse(stored?.draft);
      return read.success ? withoutMenu(read.data) : null;
    } catch {
      return null;
    }
  },
  async save(key, one) {
    const device = await openDevice();
    const kept = withoutMenu(one);
    if (isEmpty(kept)) await device.delete('drafts', key);
    else await device.put('drafts', { savedAt: Date.now(), draft: kept }, key);
  },
};

/** Saves the newest draft of each record at most this long after a key. */
export const saveAfterMs = 250;

/** Gathers keystrokes: one write a pause, and what is pending at once when the page goes away. Failing to save is not told: the text is on screen. */
export function draftKeeper(drafts: Drafts, after: (ms: number, job: () => void) => () => void) {
  const pending = new Map<string, Draft>();
  let cancel: (() => void) | null = null;
  const flush = () => {
    cancel?.();
    cancel = null;
    const all = [...pending];
    pending.clear();
    for (const [key, one] of all) drafts.save(key, one).catch(() => undefined);
  };
  return {
    keep(key: string, one: Draft) {
      pending.set(key, one);
      cancel ??= after(saveAfterMs, flush);
    },
    flush,
    /** Lets go of what is pending for a record: it must not be saved any more. */
    drop: (key: string) => void pending.delete(key),
  };
}
