import { describe, expect, test } from 'vitest';
import { leadFacts, touch } from '../../test/fixtures/facts.ts';
import { defaultPolicy } from '../policy/default.ts';
import { isAutomatic } from './automatic.ts';
import { buyerTouches, foldedIdOf, matchContent, readFor } from './index.ts';

const catalogue = defaultPolicy.content;
const view = (id: string, day: number, path: string, more = {}) =>
  touch({ id, at: `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`, path, title: `Title of ${path}`, ...more });
const read = (touches: ReturnType<typeof view>[], options = {}) => readFor(leadFacts({ touches }), catalogue, options);

describe('the timeline', () => {
  test('is newest first, with repeats folded', () => {
    const { touches, total, firstAt } = read([
      view('a', 1, '/pricing', { spent: 30, depth: 0.4 }),
      view('b', 2, '/blog/x'),
      view('c', 3, '/Pricing/?ref=mail', { spent: 60, depth: 0.9, title: 'Title of /pricing' }),
    ]);
    expect(total).toBe(3);
    expect(firstAt).toBe('2026-11-01T08:00:00.000Z');
    expect(touches.map(({ title, count, at, firstAt: first }) => [title, count, at.slice(8, 10), first.slice(8, 10)])).toEqual([
      ['Pricing', 2, '03', '01'],
      ['Title of /blog/x', 1, '02', '02'],
    ]);
    expect(touches[0]).toMatchObject({ spent: 'PT90S', depth: 0.9, stage: 'decision', topic: 'pricing' });
  });

  test('shows a hundred rows and counts all', () => {
    const many = Array.from({ length: 130 }, (_, n) => view(`n${String(n).padStart(3, '0')}`, 1 + (n % 20), `/p/${n}`));
    expect(read(many).touches).toHaveLength(100);
    expect(read(many).total).toBe(130);
  });

  test('leaves out machines, pages that are no reading, our own people and duplicates', () => {
    const touches = [
      view('a', 1, '/pricing'),
      view('a', 1, '/pricing'),
      view('b', 2, '/login'),
      view('c', 3, '/security', { userAgent: 'Mozilla/5.0 (compatible; bingbot/2.0)' }),
    ];
    expect(read(touches, { ignorePages: defaultPolicy.ignorePages }).touches.map((row) => row.url)).toEqual([
      'https://www.leadside.example/pricing',
    ]);
    expect(read(touches, { ignorePages: defaultPolicy.ignorePages }).total).toBe(1);
    expect(read(touches, { staff: true })).toEqual({ touches: [], total: 0, firstAt: null });
  });

  test('does not depend on the order of arrival', () => {
    const touches = [view('a', 1, '/pricing'), view('b', 1, '/security'), view('c', 2, '/pricing')];
    expect(read(touches.toReversed())).toEqual(read(touches));
  });

  test('a row keeps its id whatever came before it', () => {
    const later = view('z', 9, '/pricing');
    const row = `${foldedIdOf(later)}`;
    expect(read([later]).touches[0]?.id).toBe(row);
    expect(read([view('a', 1, '/pricing', { title: 'Old title' }), later]).touches[0]?.id).toBe(row);
    expect(foldedIdOf(view('f', 9, '/pricing', { kind: 'form' }))).not.toBe(row);
  });
});

describe('the catalogue', () => {
  test.each([
    ['/pricing', 'page', 'Pricing', 'decision', 'pricing'],
    ['/customers/acme', 'page', 'Title of /customers/acme', 'consideration', 'case study'],
    ['/nowhere', 'page', 'Title of /nowhere', null, null],
    ['/pricing', 'demo_request', 'Title of /pricing', 'decision', 'pricing'],
  ] as const)('%s as %s', (path, kind, title, stage, topic) => {
    expect(matchContent(view('a', 1, path, { kind }), catalogue)).toEqual({ kind, title, stage, topic });
  });

  test('a page without a title goes by its path, an event by its name', () => {
    expect(matchContent(view('a', 1, '/x/7', { title: ' ' }), catalogue).title).toBe('/x/7');
    expect(matchContent(view('a', 1, '/x/7', { title: '', kind: 'other', name: 'Quiz Finished' }), catalogue).title).toBe(
      'Quiz Finished',
    );
  });

  test('what the tracker said stands', () => {
    expect(matchContent(view('a', 1, '/pricing', { stage: 'awareness', topic: 'offer' }), catalogue)).toMatchObject({
      stage: 'awareness',
      topic: 'offer',
    });
  });

  test('names each touch for the score to read', () => {
    expect(buyerTouches([view('a', 1, '/pricing')], catalogue)[0]).toMatchObject({ id: 'a', title: 'Pricing', topic: 'pricing' });
  });
});

test.each([
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true],
  ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0', true],
  ['curl/8.5.0', true],
  ['Mozilla/5.0 HeadlessChrome/126.0', true],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36', false],
  ['Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Mobile Safari/537.36', false],
  [null, false],
])('%s is automatic: %s', (agent, expected) => {
  expect(isAutomatic(agent)).toBe(expected);
});
