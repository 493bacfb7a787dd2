import { expect, test } from 'vitest';
import { defaultPolicy } from '../policy/default.ts';
import { offeredReasons } from './reasons.ts';

test('a reason that waits for attempts says how many, one of them within', () => {
  const why = (attemptsAgreed: number) =>
    offeredReasons({ ...defaultPolicy, dispositions: { ...defaultPolicy.dispositions, attemptsAgreed } }, 0, []).find((reason) =>
      reason.why?.startsWith('Offered after'),
    )?.why;
  expect([why(6), why(1)]).toEqual(['Offered after 6 attempts; 0 logged so far.', 'Offered after 1 attempt; 0 logged so far.']);
});
