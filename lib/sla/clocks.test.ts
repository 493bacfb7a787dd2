import { describe, expect, it } from 'vitest';
import type { LeadFacts } from '../contract/facts.ts';
import { clocks, entry, given, handoff, recycled, reject } from './testing/lead.ts';

describe('which clocks run', () => {
  it.each([
    ['nothing yet', {}, null, []],
    ['threshold crossed', {}, '2026-03-02T09:59:00Z', ['routing running']],
    [
      'handed off',
      given,
      '2026-03-02T09:59:00Z',
      ['first_touch running', 'decision running', 'disposition running', 'routing met'],
    ],
    [
      'handed off late',
      given,
      '2026-03-02T09:54:00Z',
      ['first_touch running', 'decision running', 'disposition running', 'routing missed'],
    ],
    [
      'handed off before the score crossed',
      given,
      '2026-03-02T10:30:00Z',
      ['first_touch running', 'decision running', 'disposition running'],
    ],
    [
      'an attempt',
      { ...given, dispositions: [entry(1, 'attempt', '2026-03-02T10:30:00Z')] },
      null,
      ['decision running', 'disposition running', 'first_touch met'],
    ],
    [
      'accepted',
      { ...given, dispositions: [entry(1, 'accept', '2026-03-02T10:30:00Z')] },
      null,
      ['first_touch running', 'attempts running', 'decision met', 'disposition met'],
    ],
    [
      'accepted, taken back',
      {
        ...given,
        dispositions: [
          entry(1, 'accept', '2026-03-02T10:30:00Z', { undone: true }),
          entry(2, 'undo', '2026-03-02T10:30:05Z', { undoes: entry(1, 'accept', '').id }),
        ],
      },
      null,
      ['first_touch running', 'decision running', 'disposition running'],
    ],
    [
      'an attempt taken back, marked by its undo only',
      {
        ...given,
        dispositions: [
          entry(1, 'attempt', '2026-03-02T10:30:00Z'),
          entry(2, 'undo', '2026-03-02T10:30:05Z', { undoes: entry(1, 'attempt', '').id }),
        ],
      },
      null,
      ['first_touch running', 'decision running', 'disposition running'],
    ],
    [
      'returned to marketing: every clock of the rep stops',
      { ...given, dispositions: [entry(1, 'reject', '2026-03-02T10:30:00Z', reject)] },
      null,
      ['first_touch met', 'decision met', 'disposition met'],
    ],
    [
      'accepted, then returned',
      {
        ...given,
        dispositions: [entry(1, 'accept', '2026-03-02T10:30:00Z'), entry(2, 'reject', '2026-03-02T10:40:00Z', reject)],
      },
      null,
      ['decision met', 'disposition met', 'first_touch met', 'attempts met'],
    ],
    [
      'recycled',
      { ...given, dispositions: [entry(1, 'recycle', '2026-03-02T10:30:00Z', recycled)] },
      null,
      ['first_touch paused', 'decision paused', 'disposition met'],
    ],
    [
      'an attempt logged before the handoff does not count',
      { ...given, dispositions: [entry(1, 'attempt', '2026-03-02T08:00:00Z')] },
      null,
      ['first_touch running', 'decision running', 'disposition running'],
    ],
    ['a handoff still to come', { handoffs: [handoff('2026-03-02T12:00:00Z')] }, null, []],
  ] as [string, Partial<LeadFacts>, string | null, string[]][])('%s', (_, facts, crossedAt, states) => {
    expect(clocks(facts, '2026-03-02T11:00:00Z', crossedAt).map((clock) => `${clock.id} ${clock.state}`)).toEqual(states);
  });

  it('puts the most urgent running clock of the rep first, the breached before all', () => {
    const facts = { handoffs: [handoff('2026-03-02T10:00:00Z')] };
    expect(clocks(facts, '2026-03-02T10:30:00Z', '2026-03-02T09:00:00Z').map((clock) => clock.id)).toEqual([
      'first_touch',
      'decision',
      'disposition',
      'routing',
    ]);
    expect(clocks(facts, '2026-03-03T09:30:00Z').map((clock) => [clock.id, clock.breached])).toEqual([
      ['first_touch', true],
      ['decision', false],
      ['disposition', false],
    ]);
  });
});
