import * as z from 'zod';

/** An instant: ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime({ offset: true });

/** An ISO 8601 duration, for example `PT4H` or `P14D`. */
export const duration = z.string().regex(/^P(?!$)(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/, {
  error: 'Write an ISO 8601 duration such as PT4H or P14D',
});

const hoursOf: Readonly<Record<string, number>> = { W: 168, D: 24, H: 1, M: 1 / 60, S: 1 / 3600 };
const tenYears = 87_600;

/** A duration somebody decides on: ten years at most, so that what it leads to is a moment of this age. */
export const span = duration.refine(
  (value) =>
    [...value.matchAll(/(\d+)([WDHMS])/g)].reduce((sum, [, count, unit = '']) => sum + Number(count) * (hoursOf[unit] ?? 0), 0) <=
    tenYears,
  { error: 'Write P3650D, ten years, or less' },
);

/** Milliseconds, whole; negative where a sentence says so. */
export const ms = z.int();

/** Text that a person or a tracker wrote: never markup, never longer than the cap of one event field. */
export const text = z.string().max(2048);

/** An address a rep may open: http or https only, everything else is shown as text. */
export const webUrl = z
  .string()
  .max(2048)
  .refine((value) => /^https?:\/\//i.test(value), { error: 'Give an address that starts with http:// or https://' });

/**
 * Points at a fact on the sidebar, so that a reason can lead the eye to it: `touch:<id>`, `score:<line id>`,
 * `who:<field>`, `account:<field>`, `origin:<field>`, `clock:<id>`.
 */
export const factRef = z.string().max(200);

/**
 * One known value with its age and the system it came from; `staleAt` is when its shelf life ends. `at` is when it was told
 * last, `since` when it was told first, where that was earlier.
 */
export const fact = z.object({
  value: text,
  at: instant,
  since: instant.optional(),
  source: text,
  staleAt: instant.nullable(),
});
export type Fact = z.infer<typeof fact>;
