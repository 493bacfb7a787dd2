import { expect, test } from 'vitest';
import { fact as factAt, leadFacts, touch as touchOf } from '../../test/fixtures/facts.ts';
import type { LeadFacts, RawTouch } from '../contract/facts.ts';
import { channels, evidenceClasses, type OriginConfirmation, origin } from '../contract/origin.ts';
import type { Fact } from '../contract/primitives.ts';
import { hostTable } from './hosts.data.ts';
import { assistantLabel, assistantLabels, channelLabels, evidenceLabels, originLabel } from './labels.ts';
import { originFor } from './origin-for.ts';
import { ambiguousNames, assistantNames } from './sources.data.ts';

const day = (at: number) => `2026-11-0${at}T09:00:00.000Z`;
const fact = (value: string): Fact => factAt(value, day(1));
const touch = (id: string, at: number, given: Partial<RawTouch> = {}): RawTouch =>
  touchOf({ id, at: day(at), title: 'Pricing', url: 'https://acme.test/pricing', path: '/pricing', source: 'segment', ...given });
const read = (given: Partial<LeadFacts>) => {
  const answer = originFor(leadFacts(given), { ownDomains: ['acme.test'] });
  expect(origin.parse(answer)).toEqual(answer);
  return answer;
};
const confirmation = (at: number, given: Partial<OriginConfirmation> = {}): OriginConfirmation => ({
  by: 'Ana',
  at: day(at),
  confirmed: true,
  channel: 'ai_assistant',
  assistant: 'chatgpt',
  note: null,
  ...given,
});

test('first, latest and converting touch are kept apart', () => {
  const answer = read({
    touches: [
      touch('a', 1, { referrer: 'https://chatgpt.com/' }),
      touch('b', 2, { referrer: 'https://www.google.com/' }),
      touch('c', 3, { kind: 'form', title: 'Ebook' }),
      touch('d', 4, { kind: 'demo_request', title: 'Demo request', referrer: 'https://www.acme.test/pricing' }),
      touch('e', 5, { kind: 'email', title: 'Follow-up', campaign: { campaign: 'nurture' } }),
      touch('f', 6, { referrer: 'https://app.acme.test/' }),
    ],
  });
  expect(answer.verdict).toMatchObject({ channel: 'ai_assistant', assistant: 'chatgpt' });
  expect(answer.evidenceClass).toBe('observed');
  expect(answer.first).toMatchObject({ ref: 'touch:a', channel: 'ai_assistant' });
  expect(answer.converting).toMatchObject({ ref: 'touch:d', channel: 'organic_search', label: 'Demo request' });
  expect(answer.latest).toMatchObject({ ref: 'touch:e', channel: 'email', campaign: 'nurture' });
  expect(answer.sentence).toMatch(/^ChatGPT, seen in their first visit/);
});

test('the first touch of the best kind that made them known converts; a page, an ad or an email makes nobody known', () => {
  const kinds = ['event', 'webinar', 'download', 'form', 'trial', 'contact_request', 'demo_request'] as const;
  const after = (first: number) => kinds.slice(0, first).map((kind, at) => touch(kind, at + 2, { kind }));
  const converting = (touches: RawTouch[]) => read({ touches: [touch('a', 1), ...touches] }).converting?.ref;
  expect(kinds.map((_, at) => converting(after(at + 1)))).toEqual([
    'touch:event',
    'touch:webinar',
    'touch:download',
    'touch:form',
    'touch:trial',
    'touch:contact_request',
    'touch:contact_request',
  ]);
  expect(converting([touch('b', 2, { kind: 'download' }), touch('c', 3, { kind: 'download' })])).toBe('touch:b');
  expect(
    converting((['ad', 'email', 'video', 'chat', 'product', 'other'] as const).map((kind) => touch(kind, 2, { kind }))),
  ).toBe(undefined);
  expect(read({ touches: [touch('a', 1)] }).converting).toBeNull();
  expect(read({})).toMatchObject({ first: null, latest: null, converting: null });
});

test('campaign fields stand in for an address that lost them', () => {
  expect(read({ touches: [touch('a', 1, { campaign: { source: 'perplexity' } })] }).verdict.assistant).toBe('perplexity');
  expect(read({ touches: [touch('a', 1, { url: null, campaign: { oppref: 'x' } })] }).verdict.channel).toBe('paid_ai');
  expect(read({ touches: [touch('a', 1, { url: 'no address', campaign: { gclid: 'x' } })] }).verdict.channel).toBe('paid_search');
});

test('an event or email with no visit names its own channel', () => {
  const answer = read({ touches: [touch('a', 1, { kind: 'event', title: 'SaaS fair', url: null })] });
  expect(answer.verdict).toMatchObject({ channel: 'event', confidence: 'medium', aiMediated: false });
  expect(answer.evidenceClass).toBe('observed');
});

test.each([
  [{}, 'unknown_never_asked', /nobody asked them/],
  [{ asked: true }, 'unknown_asked', /gave no usable answer/],
  [{ selfReported: fact('n/a') }, 'unknown_asked', /gave no usable answer/],
  [{ asked: true, touches: [touch('a', 1)] }, 'unknown_asked', /carried no source/],
  [{ selfReported: fact('ChatGPT') }, 'self_reported', /^ChatGPT, in the buyer’s own words/],
  [{ salesNotes: [fact('She asked Perplexity')], selfReported: fact('Google') }, 'self_reported', /^Perplexity/],
  [{ touches: [touch('a', 1, { campaign: { source: 'chatgpt.com' } })] }, 'tagged', /by a tag on the link/],
  [{ touches: [touch('a', 1, { userAgent: 'ChatGPT-User/1.0' })] }, 'inferred', /is likely/],
  [
    { touches: [touch('a', 1, { referrer: 'https://claude.ai/' })], selfReported: fact('a colleague') },
    'self_reported',
    /Claude is also possible/,
  ],
] as const)('%j is %s', (given, known, sentence) => {
  const answer = read(given);
  expect(answer.evidenceClass).toBe(known);
  expect(answer.sentence).toMatch(sentence);
});

test('the latest word of a rep stands beside an unchanged verdict', () => {
  const touches = [touch('a', 1, { referrer: 'https://www.google.com/' })];
  const before = read({ touches }).verdict;
  const wrong = confirmation(3, { confirmed: false, channel: 'word_of_mouth', assistant: null, by: 'Ben' });
  const answer = read({ touches, confirmations: [wrong, confirmation(2)] });
  expect(answer.verdict).toEqual(before);
  expect(answer.confirmation).toEqual(wrong);
  expect(answer.evidenceClass).toBe('rep_confirmed');
  expect(answer.sentence).toBe('Ben corrected this to Word of mouth; our own reading was Organic search.');
  expect(read({ touches, confirmations: [confirmation(2)] }).sentence).toMatch(/confirmed by Ana/);
});

test('problem, proof, shortlist and claims are passed on', () => {
  const answer = read({ problem: fact('slow'), proofPoints: [fact('p')], shortlist: [fact('Rival')], claims: [fact('c')] });
  expect(answer).toMatchObject({ problem: 'slow', proofPoints: ['p'], shortlist: ['Rival'], claims: ['c'] });
});

test('every channel, evidence class and assistant has a name', () => {
  expect(Object.keys(channelLabels)).toEqual([...channels]);
  expect(Object.keys(evidenceLabels)).toEqual([...evidenceClasses]);
  const slugs = [
    ...hostTable.flatMap((row) => (row.kind === 'assistant' ? [row.name] : [])),
    ...Object.keys(assistantNames),
    ...Object.keys(ambiguousNames),
  ];
  expect(slugs.filter((slug) => !Object.hasOwn(assistantLabels, slug))).toEqual([]);
  expect([assistantLabel('new_tool'), originLabel('paid_ai', 'chatgpt'), originLabel('email', null)]).toEqual([
    'New tool',
    'Ad in ChatGPT',
    'Email',
  ]);
});
