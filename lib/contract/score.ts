import * as z from 'zod';
import { factRef, instant, text } from './primitives.ts';

export const scoreGroups = ['fit', 'engagement', 'intent', 'negative'] as const;
export const scoreGroup = z.enum(scoreGroups);
export type ScoreGroup = z.infer<typeof scoreGroup>;

/** One line of the receipt. `points` is what it adds today, whole; `base` what it added when it was new. */
export const scoreLine = z.object({
  id: z.string().max(100),
  group: scoreGroup,
  label: text,
  points: z.int(),
  base: z.int(),
  at: instant,
  source: text,
  /** The facts behind it. */
  refs: z.array(factRef),
  /** What limits or ends it: "halves every 14 days", "only 3 of 5 counted", "expires 12 Mar". */
  note: text.nullable(),
});
export type ScoreLine = z.infer<typeof scoreLine>;

/** A score another system made: shown as that system's, with what its reasons leave unexplained. */
export const otherScore = z.object({
  system: text,
  value: z.number(),
  max: z.number().nullable(),
  at: instant,
  reasons: z.array(z.object({ label: text, points: z.number().nullable() })),
  remainder: z.number().nullable(),
});

export const score = z
  .object({
    total: z.int(),
    threshold: z.int(),
    qualified: z.boolean(),
    at: instant,
    model: z.object({ name: text, version: z.int() }),
    /** Why, in one sentence; the same text wherever the score appears. */
    sentence: text,
    crossedAt: instant.nullable(),
    /** The lines of `crossedWith`. */
    crossedBy: z.array(z.string().max(100)),
    /**
     * The smallest set of facts that crossed the threshold, the one that arrived at that moment first. `points` is what each
     * added then: less the points against the lead they reach the threshold, and no fewer facts do.
     */
    crossedWith: z.array(z.object({ label: text, points: z.int(), at: instant, source: text, ref: factRef })).default([]),
    subtotals: z.record(scoreGroup, z.int()),
    /** Their points add up to `total` exactly. */
    lines: z.array(scoreLine),
    /** Change of the total over the last seven days. */
    trend7d: z.int(),
    others: z.array(otherScore),
    raise: z.array(z.object({ label: text, points: z.int() })),
  })
  .meta({ id: 'Score' });
export type Score = z.infer<typeof score>;
