import { expect, it } from 'vitest';
import { clocksFor } from './clocks.ts';
import { defaultCalendars, defaultClocks } from './default-clocks.ts';
import { handoff, lead } from './testing/lead.ts';

it('names the holidays that put the due moment off, and no others', () => {
  const calendars = {
    ...defaultCalendars,
    business: {
      ...defaultCalendars.business,
      timeZone: 'UTC',
      weekly: defaultCalendars.business?.weekly ?? {},
      holidays: [
        { date: '2020-03-09', yearly: true, name: 'Founders’ Day' },
        { date: '2026-03-10' },
        // A Saturday, and a day off after it is due.
        { date: '2026-03-07', name: 'Nobody works' },
        { date: '2026-03-13', name: 'Too late' },
      ],
    },
  };
  const holidays = (at: string) => {
    const facts = lead({ handoffs: [handoff(at)] });
    const clocks = clocksFor({ facts, crossedAt: null, policyVersion: 1 }, defaultClocks, calendars, at);
    const clock = clocks.find(({ id }) => id === 'first_touch');
    return [clock?.dueAt, clock?.holidays];
  };
  expect(holidays('2026-03-06T20:00:00Z')).toEqual([
    '2026-03-11T13:00:00.000Z',
    [
      { date: '2026-03-09', name: 'Founders’ Day' },
      { date: '2026-03-10', name: null },
    ],
  ]);
  expect(holidays('2026-03-06T10:00:00Z')).toEqual(['2026-03-06T14:00:00.000Z', undefined]);
  // In the evening of a holiday nothing of it is left to put anything off.
  expect(holidays('2026-03-10T20:00:00Z')).toEqual(['2026-03-11T13:00:00.000Z', undefined]);
});
