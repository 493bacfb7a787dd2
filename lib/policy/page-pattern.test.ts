import { expect, test } from 'vitest';
import { matchesPage, pageAddress, pagePattern } from './page-pattern.ts';

const at = (url: string) => pageAddress({ url, path: null }) ?? { host: null, path: '' };

test.each([
  ['/pricing', 'https://a.example/pricing', true],
  ['/pricing', 'https://a.example/Pricing/?utm_source=x#top', true],
  ['/pricing', 'https://a.example/pricing/plans', false],
  ['/pricing*', 'https://a.example/pricing/plans', true],
  ['/blog/*', 'https://a.example/blog/one', true],
  ['/blog/*', 'https://a.example/blogs/one', false],
  ['/*/pricing', 'https://a.example/de/pricing', true],
  ['/*-vs-*', 'https://a.example/us-vs-them', true],
  ['/', 'https://a.example', true],
  ['/', 'https://a.example/index.html', true],
  ['/', 'https://a.example/x', false],
  ['docs.a.example/*', 'https://docs.a.example/start', true],
  ['docs.a.example/*', 'https://a.example/docs', false],
  ['docs.*/*', 'https://docs.a.example:8443/start', true],
  ['a.example/', 'https://www.a.example/', true],
])('%s against %s: %s', (pattern, url, expected) => {
  expect(matchesPage(pattern, at(url))).toBe(expected);
});

test('a path alone will do, and nothing gives no address', () => {
  expect(pageAddress({ url: null, path: '/pricing?x=1' })).toEqual({ host: null, path: '/pricing' });
  expect(pageAddress({ url: 'not an address', path: null })).toBeNull();
});

test.each(['pricing', 'https://a.example/x', '/a?b', '/a*b*c*d*e', ''])('refuses "%s" as a pattern', (pattern) => {
  expect(pagePattern.safeParse(pattern).success).toBe(false);
});
