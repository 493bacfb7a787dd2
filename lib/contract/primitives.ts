import * as z from 'zod';

/** An instant: ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime({ offset: true });

/** An ISO 8601 duration, for example `PT4H` or `P14D`. */
export const duration = z.string().regex(/^P(?!$)(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/, {
  error: 'Write an ISO 8601 duration such as PT4H or P14D',
});

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
