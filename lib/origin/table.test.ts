import { expect, test } from 'vitest';
import { originVerdict } from '../contract/origin.ts';
import { classifyOrigin } from './index.ts';
import { isAi } from './reading.ts';
import { groups, languages } from './testing/groups.ts';
import { spoiler } from './testing/mutate.ts';
import { firstRunTable, scoreOf, scoreTable } from './testing/score.ts';

const rows = groups.flatMap((group) => group.rows);

test('the table is large, tricky and of many languages', () => {
  const hard = groups.flatMap((group) => group.rows.filter(([, channel]) => group.tricky || !isAi(channel)));
  expect(rows.length).toBeGreaterThanOrEqual(400);
  expect(hard.length).toBeGreaterThanOrEqual(rows.length / 2);
  expect(languages.length).toBeGreaterThanOrEqual(15);
  const inputs = rows.map(([input]) => JSON.stringify(input));
  expect(new Set(inputs).size).toBeGreaterThanOrEqual(inputs.length * 0.95);
});

test('the table is read right', () => {
  process.stdout.write(`${scoreTable(groups)}\n${firstRunTable()}\n`);
  const score = scoreOf(rows);
  expect(scoreOf(groups.flatMap((group) => (group.open ? [] : group.rows))).missed).toEqual([]);
  expect(score.precision).toBeGreaterThanOrEqual(0.97);
  expect(score.recall).toBeGreaterThanOrEqual(0.97);
  expect(score.channel).toBeGreaterThanOrEqual(0.93);
  expect(score.assistant).toBeGreaterThanOrEqual(0.97);
}, 60_000);

test('a click from Google is never seen as an AI Overview, whatever else the address holds', () => {
  const hosts = ['www.google.com', 'google.com', 'www.google.de', 'www.google.co.jp', 'www.google.com.br'];
  const paths = ['/', '/search?q=x', '/search?q=x&udm=50', '/search?source=aiovs', '/url?sa=t', '/ai', '/?srsltid=1'];
  const ends = [
    '',
    '#:~:text=acme',
    '?utm_source=google',
    '?utm_source=google_ai_overviews',
    '?utm_medium=ai-overview',
    '?utm_source=chatgpt.com',
    '?gclid=1',
  ];
  for (const host of hosts)
    for (const path of paths)
      for (const end of ends) {
        const verdict = classifyOrigin({ referrer: `https://${host}${path}`, landingUrl: `https://acme.test/${end}` });
        expect(verdict.assistant).not.toBe('google_ai_overviews');
        if (!/udm=50|\/ai$/.test(path)) expect(verdict.channel).toMatch(/^(organic|paid)_search$/);
      }
});

test('100,000 spoilt inputs have a verdict that holds together', () => {
  const texts = rows.flatMap(([input]) =>
    [input.referrer, input.landingUrl, input.userAgent, input.selfReported, input.salesNote].filter(
      (one) => typeof one === 'string',
    ),
  );
  const next = spoiler(texts, 20_261_122);
  for (let turn = 0; turn < 100_000; turn++) {
    const input = next();
    const verdict = classifyOrigin(input);
    if (verdict.aiMediated !== isAi(verdict.channel) || (verdict.aiMediated && !verdict.aiTouched) || turn % 20 === 0) {
      expect(originVerdict.parse(verdict)).toEqual(verdict);
      expect(verdict.aiMediated).toBe(isAi(verdict.channel));
      expect(verdict.aiTouched || !verdict.aiMediated).toBe(true);
    }
  }
}, 300_000);

test('an object that throws when it is read is no reason to fail', () => {
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
    },
  );
  expect(classifyOrigin(trap).channel).toBe('unknown');
  expect(classifyOrigin({ laterTouches: [trap] }).channel).toBe('unknown');
});
