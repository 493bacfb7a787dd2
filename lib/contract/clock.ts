import * as z from 'zod';
import { factRef, instant, ms, text } from './primitives.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'Write a time as HH:MM, at most 24:00' });
/** Opening and closing time; one that closes before it opens runs over midnight. */
const interval = z.tuple([timeOfDay, timeOfDay]);
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

export const calendar = z
  .strictObject({
    timeZone: z.string().min(1).max(60),
    weekly: z.partialRecord(z.enum(weekdays), z.array(interval)),
    holidays: z
      .array(z.strictObject({ date: z.iso.date(), yearly: z.boolean().optional(), name: z.string().max(200).optional() }))
      .default([]),
  })
  .meta({ id: 'Calendar' });
export type Calendar = z.infer<typeof calendar>;
/** A calendar as a person writes it: `holidays` may be left out. */
export type CalendarInput = z.input<typeof calendar>;

export const clockStates = ['running', 'paused', 'met', 'missed'] as const;
/** `urgency` is kept while paused: a paused clock still says how tight it was. */
export const urgencies = ['calm', 'soon', 'urgent', 'breached'] as const;

/** A finished cycle: an edited policy leaves it as it was; a fact that comes late may still move it. */
export const pastCycle = z.object({
  startedAt: instant,
  stoppedAt: instant,
  dueAt: instant,
  met: z.boolean(),
  /** Working time left when it stopped; negative when it was late. */
  remainingMs: ms,
  /** The policy it was judged by: a later one does not judge it again. */
  policyVersion: z.int().min(1).optional(),
});

export const clock = z
  .object({
    id: z.string().max(60),
    name: text,
    state: z.enum(clockStates),
    /** Who is to act: the rep, or marketing's own side. */
    owner: z.enum(['rep', 'marketing']),
    goal: z.object({ name: text, ms, working: z.boolean(), timeZone: z.string().max(60) }),
    startedAt: instant,
    /** The wall-clock moment by which it must be stopped, ignoring pauses to come; null while paused. */
    dueAt: instant.nullable(),
    stoppedAt: instant.nullable(),
    pausedSince: instant.nullable(),
    pausedBecause: text.nullable(),
    /** Working time used and left at the context's `asOf`; left is negative after breach. */
    elapsedMs: ms,
    remainingMs: ms,
    breached: z.boolean(),
    /** The working intervals from `asOf` to some days past `dueAt`: what the sidebar ticks from, offline too. */
    intervals: z.array(z.tuple([instant, instant])),
    /** Holidays that put `dueAt` off, by local date; left out where there is none. */
    holidays: z
      .array(z.object({ date: z.iso.date(), name: text.nullable() }))
      .max(10)
      .optional(),
    /** The CRM field or timestamp that proves it was kept. */
    provenBy: text,
    stopsOn: text,
    cycles: z.array(pastCycle),
    /** The policy this cycle is judged by. */
    policyVersion: z.int().min(1).optional(),
    ref: factRef,
  })
  .meta({ id: 'Clock' });
export type Clock = z.infer<typeof clock>;
