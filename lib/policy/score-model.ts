import * as z from 'zod';
import { duration, text } from '../contract/primitives.ts';
import { scoreGroup } from '../contract/score.ts';
import { funnelStage, touchKind } from '../contract/touch.ts';
import { criterion, slug } from './criterion.ts';
import { pagePattern } from './page-pattern.ts';

/** Decay, expiry and shelf lives count whole days, so that a score changes by time alone at midnight UTC only. */
export const days = duration.refine((value) => /^P(\d+W)?(\d+D)?$/.test(value), {
  error: 'Write whole days or weeks, for example P14D or P6W',
});
const words = z.array(z.string().trim().min(1).max(200)).min(1).max(200);

const common = {
  id: slug,
  group: scoreGroup,
  label: text.min(1),
  /** How the rule reads inside a sentence: "the demo request", and for several "pricing visits". */
  phrase: text.min(1).optional(),
  phrases: text.min(1).optional(),
  points: z.int().min(-100).max(100),
};
/** `cap` is how many occurrences count, newest first; `halfLife` halves each one's points with its age. */
const fading = { cap: z.int().min(1).max(50).default(5), halfLife: days.optional(), expires: days.optional() };

/** A touch matches when every part that is given matches. */
export const touchMatch = z
  .strictObject({
    kinds: z.array(touchKind).min(1).optional(),
    stages: z.array(funnelStage).min(1).optional(),
    topics: words.optional(),
    /** Whole words in the event's name or title. */
    words: words.optional(),
    pages: z.array(pagePattern).min(1).max(100).optional(),
  })
  .refine((match) => Object.values(match).some((part) => part !== undefined), {
    error: 'Give at least one of kinds, stages, topics, words, pages',
  });
export type TouchMatch = z.infer<typeof touchMatch>;

export const scoreRule = z
  .discriminatedUnion('on', [
    z.strictObject({ on: z.literal('field'), ...common, when: criterion }),
    z.strictObject({ on: z.literal('touch'), ...common, ...fading, when: touchMatch }),
    z.strictObject({ on: z.literal('intent'), ...common, ...fading, topics: words.optional(), sources: words.optional() }),
    /** Works for one of the policy's `competitorDomains`. */
    z.strictObject({ on: z.literal('competitor'), ...common }),
    /** Nothing heard for this long since the last touch. */
    z.strictObject({ on: z.literal('quiet'), ...common, after: days }),
  ])
  .superRefine((rule, context) => {
    const negative = rule.group === 'negative';
    if (rule.points === 0 || negative !== rule.points < 0)
      context.addIssue({
        code: 'custom',
        path: ['points'],
        message: negative
          ? 'Give a negative rule points below 0'
          : 'Give this rule points above 0, or put it in the group negative',
      });
    if (negative && 'halfLife' in rule && rule.halfLife !== undefined)
      context.addIssue({ code: 'custom', path: ['halfLife'], message: 'A negative rule does not fade; give it expires instead' });
    if (rule.on === 'competitor' && !negative)
      context.addIssue({ code: 'custom', path: ['group'], message: 'A competitor rule belongs in the group negative' });
    if (rule.on === 'quiet' && !negative)
      context.addIssue({ code: 'custom', path: ['group'], message: 'A quiet rule belongs in the group negative' });
  });
export type ScoreRule = z.infer<typeof scoreRule>;

export const scoreModel = z
  .strictObject({
    name: text.min(1),
    version: z.int().min(1),
    threshold: z.int().min(1).max(1000),
    rules: z.array(scoreRule).min(1).max(200),
  })
  .superRefine((model, context) => {
    const seen = new Set<string>();
    model.rules.forEach((rule, index) => {
      if (seen.has(rule.id))
        context.addIssue({ code: 'custom', path: ['rules', index, 'id'], message: `Use the id ${rule.id} once` });
      seen.add(rule.id);
    });
  });
export type ScoreModel = z.infer<typeof scoreModel>;
