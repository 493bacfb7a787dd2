import * as z from 'zod';
import { duration, instant, text } from './primitives.ts';

export const funnelStages = ['awareness', 'consideration', 'decision'] as const;
export const funnelStage = z.enum(funnelStages);
export type FunnelStage = z.infer<typeof funnelStage>;

export const touchKinds = [
  'page',
  'form',
  'demo_request',
  'contact_request',
  'download',
  'webinar',
  'video',
  'email',
  'event',
  'ad',
  'chat',
  'trial',
  'product',
  'other',
] as const;
export const touchKind = z.enum(touchKinds);
export type TouchKind = z.infer<typeof touchKind>;

/** One visit or event of the buyer. `count` is more than 1 where repeats were folded; `at` is the latest of them. */
export const touch = z
  .object({
    id: z.string().max(200),
    at: instant,
    firstAt: instant,
    count: z.int().min(1),
    kind: touchKind,
    title: text,
    url: text.nullable(),
    stage: funnelStage.nullable(),
    topic: text.nullable(),
    /** Time spent, where the tracker said so. */
    spent: duration.nullable(),
    /** How far the buyer got, 0 to 1, where the tracker said so. */
    depth: z.number().min(0).max(1).nullable(),
    source: text,
  })
  .meta({ id: 'Touch' });
export type Touch = z.infer<typeof touch>;
