import * as z from 'zod';
import { calendar } from '../contract/clock.ts';
import { CalendarError } from './calendar-error.ts';
import { countryRegions } from './countries.data.ts';
import type { HolidaysIn } from './holidays.ts';
import { icsHolidays } from './ics.ts';

/**
 * A calendar as it stands in a policy: working hours and holidays one by one, and holidays that come from elsewhere.
 *
 * - `country` and `region`: its public holidays, by ISO 3166 code (`DE`, and `BY` or `BY-A` in it), past and to come.
 * - `ics`: the all-day events of an iCalendar file, repeated ones included. In the policy file it may name a file beside it,
 *   which is put in its place when the policy is saved.
 * - `without`: names or dates (`2026-10-12`, `10-12`) of those two that are worked all the same. Dates under `holidays` stay.
 */
export const policyCalendar = calendar
  .extend({
    country: z.string().optional(),
    region: z.string().optional(),
    ics: z.string().max(900_000).optional(),
    without: z.array(z.string().trim().min(1).max(200)).max(200).optional(),
  })
  .superRefine(({ country, region, ics }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (country !== undefined) {
      const regions = Object.hasOwn(countryRegions, country) ? countryRegions[country] : undefined;
      if (regions === undefined)
        say('country', `No holidays are known for the country "${country}"; write an ISO 3166 code such as DE, GB or US`);
      else if (region !== undefined && !regions.split(' ').includes(region))
        say(
          'region',
          `${country} has no region "${region}"; ${regions ? `write one of ${regions.replaceAll(' ', ', ')}` : 'leave it out'}`,
        );
    } else if (region !== undefined) say('region', 'Name the country of this region beside it, such as country: DE');
    if (ics !== undefined) {
      try {
        icsHolidays(ics);
      } catch (error) {
        if (!(error instanceof CalendarError)) throw error;
        say('ics', error.message);
      }
    }
  })
  .meta({ id: 'PolicyCalendar' });
export type PolicyCalendar = z.infer<typeof policyCalendar>;

/** A calendar that can be worked with: where it names a country, `holidaysIn` knows the holidays there. */
export type ReadyCalendar = z.input<typeof policyCalendar> & { holidaysIn?: HolidaysIn | undefined };
