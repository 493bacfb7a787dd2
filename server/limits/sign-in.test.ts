import { expect, test } from 'vitest';
import { signInLimits } from './sign-in.ts';

const at = Date.parse('2026-06-15T12:00:00Z');
/** How often `go` is let through before it is refused, at most 1,000 times. */
function letThrough(go: () => void): number {
  for (let n = 0; n < 1000; n += 1)
    try {
      go();
    } catch (error) {
      expect(error).toMatchObject({ code: 'rate_limited' });
      return n;
    }
  return 1000;
}

test('an address may begin sixty sign-ins at once and then one a second; another is not held up', () => {
  const limits = signInLimits();
  expect(letThrough(() => limits.signIn('192.0.2.1', at))).toBe(60);
  expect(letThrough(() => limits.signIn('192.0.2.1', at + 3000))).toBe(3);
  expect(letThrough(() => limits.signIn('192.0.2.2', at))).toBe(60);
});

test('an address may try ten codes and then one in six seconds; good ones do not count', () => {
  const limits = signInLimits();
  expect(letThrough(() => limits.code('192.0.2.1', at)())).toBe(1000);
  expect(letThrough(() => void limits.code('192.0.2.1', at))).toBe(10);
  expect(letThrough(() => void limits.code('192.0.2.1', at + 12_000))).toBe(2);
});

test('a session is refreshed ten times at once from anywhere, and an address refreshes three hundred', () => {
  const limits = signInLimits();
  let from = 0;
  expect(letThrough(() => limits.refresh(`192.0.2.${from++}`, 'one', at))).toBe(10);
  expect(letThrough(() => limits.refresh('198.51.100.1', 'one', at + 20_000))).toBe(2);
  let session = 0;
  expect(letThrough(() => limits.refresh('203.0.113.1', `of ${session++}`, at))).toBe(300);
});
