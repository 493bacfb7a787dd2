import fc from 'fast-check';
import { expect, test } from 'vitest';
import { originVerdict } from '../contract/origin.ts';
import { answers, clicks } from './classify.cases.ts';
import { hostTable } from './hosts.data.ts';
import { classifyOrigin, type OriginInput } from './index.ts';
import { isAi } from './reading.ts';

test.each([...clicks, ...answers].map((row) => [JSON.stringify(row[0]), row] as const))(
  '%s',
  (_name, [input, channel, assistant, touched]) => {
    const verdict = classifyOrigin(input);
    expect({
      channel: verdict.channel,
      assistant: verdict.assistant,
      aiTouched: verdict.aiTouched,
      aiMediated: verdict.aiMediated,
    }).toEqual({
      channel,
      assistant,
      aiTouched: touched ?? isAi(channel),
      aiMediated: isAi(channel),
    });
    expect(originVerdict.parse(verdict)).toEqual(verdict);
  },
);

test('no host is both a search engine and an assistant, and none stands twice for one path', () => {
  const seen = hostTable.map((row) => `${row.host} ${row.path?.source ?? ''}`);
  expect(seen.filter((host, at) => seen.indexOf(host) !== at)).toEqual([]);
  const whole = (kind: string) => new Set(hostTable.filter((row) => row.kind === kind && !row.path).map((row) => row.host));
  expect([...whole('assistant')].filter((host) => whole('search').has(host))).toEqual([]);
  expect(hostTable.filter((row) => /^(www|m)\./.test(row.host))).toEqual([]);
});

test('a search visit is never observed as an AI Overview', () => {
  fc.assert(
    fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
      const verdict = classifyOrigin({
        referrer: `https://www.google.com${path}?${query}`,
        landingUrl: `https://acme.test/?${query}`,
      });
      return verdict.assistant !== 'google_ai_overviews';
    }),
  );
}, 60_000);

test.each([undefined, null, 7, 'text', { referrer: 5, landingUrl: {}, selfReported: [], laterTouches: [null, 3] }])(
  '%j is no reason to fail',
  (given) => {
    expect(classifyOrigin(given as unknown as OriginInput).channel).toBe('unknown');
  },
);

test('a megabyte of words is read in its beginning', () => {
  const verdict = classifyOrigin({
    selfReported: `ChatGPT ${'not a friend but '.repeat(60_000)}`,
    referrer: 'x'.repeat(1_000_000),
  });
  expect(verdict.evidence[0]?.value.length).toBeLessThanOrEqual(500);
});

test.each([
  [{ referrer: 'https://chatgpt.com/', landingUrl: 'https://acme.test/' }, 'high', 'referrer', 'observed'],
  [{ landingUrl: 'https://acme.test/?utm_source=chatgpt.com' }, 'high', 'tag', 'tagged'],
  [{ landingUrl: 'https://acme.test/?utm_source=gemini' }, 'medium', 'tag', 'tagged'],
  [{ referrer: 'android-app://com.openai.chatgpt' }, 'medium', 'app_package', 'observed'],
  [{ userAgent: 'ChatGPT-User/1.0' }, 'low', 'user_agent', 'inferred'],
  [{ selfReported: 'ChatGPT' }, 'high', 'self_report', 'self_reported'],
  [{ salesNote: 'ChatGPT' }, 'high', 'sales_note', 'self_reported'],
  [{ selfReported: 'AI' }, 'medium', 'self_report', 'self_reported'],
  [{ selfReported: 'LinkedIn, ChatGPT' }, 'medium', 'self_report', 'self_reported'],
] as const)('%j: %s by %s', (given, confidence, signal, kind) => {
  const verdict = classifyOrigin(given);
  expect([verdict.confidence, verdict.evidence[0]?.signal, verdict.evidence[0]?.class]).toEqual([confidence, signal, kind]);
});

test('what disagrees is kept beside the verdict', () => {
  const contested = classifyOrigin({ referrer: 'https://chatgpt.com/', selfReported: 'a colleague told me' });
  expect(contested.conflicts).toMatchObject([{ channel: 'ai_assistant', assistant: 'chatgpt' }]);
  expect(classifyOrigin({ referrer: 'https://chatgpt.com/', selfReported: 'ChatGPT' }).conflicts).toEqual([]);
  expect(classifyOrigin({ selfReported: 'LinkedIn, ChatGPT' }).conflicts).toMatchObject([{ assistant: 'chatgpt' }]);
});
