/** Every verdict of the score and of what they read, worked out by the rules themselves from believable facts. */
import { buyerTouches, readFor } from '../../lib/content/index.ts';
import type { LeadContext } from '../../lib/contract/context.ts';
import type { LeadFacts, RawTouch } from '../../lib/contract/facts.ts';
import { defaultPolicy } from '../../lib/policy/default.ts';
import { score } from '../../lib/score/index.ts';
import { leadFacts, fact as plainFact, touch as plainTouch } from '../fixtures/facts.ts';
import { ago, unit } from './base-lead.ts';

const { day, hour, minute } = unit;
const { content, ignorePages } = defaultPolicy;

function seen(facts: Partial<LeadFacts>): Pick<LeadContext, 'score' | 'read'> {
  const touches = buyerTouches(facts.touches ?? [], content, { ignorePages });
  return { score: score(leadFacts({ ...facts, touches }), defaultPolicy.score, ago(0)), read: readFor({ touches }, content) };
}

let made = 0;
const did = (old: number, over: Partial<RawTouch>): RawTouch => {
  made += 1;
  return plainTouch({ id: `s${made}`, at: ago(old), source: 'Segment', ...over });
};
const page = (old: number, path: string, title: string, over: Partial<RawTouch> = {}) => did(old, { path, title, ...over });
const demo = (old: number) => did(old, { kind: 'demo_request', name: 'Demo Requested', title: 'Demo request', path: '/demo' });
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

const fit = {
  person: {
    title: plainFact('VP Sales', ago(200 * day), 'Demo form'),
    buyingRole: plainFact('Champion', ago(200 * day), 'HubSpot'),
  },
  account: {
    employees: plainFact('320', ago(200 * day), 'Clearbit'),
    industry: plainFact('Software', ago(200 * day), 'Clearbit'),
  },
};
const poor = {
  person: { title: plainFact('Student', ago(9 * day)), email: plainFact('m.weiss@gmail.com', ago(9 * day)) },
  account: { employees: plainFact('4', ago(9 * day), 'Clearbit') },
};
const other = (system: string, value: number, reasons: LeadFacts['otherScores'][number]['reasons']) => ({
  system,
  value,
  max: 100,
  at: ago(20 * hour),
  reasons,
});

const facts: Record<string, Partial<LeadFacts>> = {
  'score-crossed': {
    ...fit,
    touches: [
      page(5 * day, '/customers/nordfeld', 'How Nordfeld merged two CRMs', { spent: 210, depth: 0.9 }),
      ...times(4, (n) => page(3 * day - n * 9 * hour, '/pricing', 'Pricing', { spent: 70 })),
      demo(22 * minute),
    ],
    intent: [{ topic: 'CRM sync', source: '6sense', at: ago(day), strength: 'surging' }],
  },
  'score-below': {
    ...fit,
    touches: [page(2 * day, '/pricing', 'Pricing'), page(4 * day, '/blog/field-mapping', 'Field mapping without tears')],
  },
  'score-fell-back': { ...fit, touches: [demo(64 * day), page(60 * day, '/pricing', 'Pricing', { spent: 130 })] },
  'score-fell-at-once': {
    ...fit,
    touches: [demo(3 * day), did(day, { kind: 'email', name: 'Unsubscribed', title: 'November newsletter' })],
  },
  'score-capped': {
    ...fit,
    touches: times(30, (n) => page(n * 7 * hour + hour, n % 2 ? '/pricing' : `/docs/part-${n}`, `Documentation, part ${n}`)),
  },
  'score-decayed': {
    person: fit.person,
    touches: [
      page(40 * day, '/pricing', 'Pricing'),
      page(44 * day, '/customers/aldgate', 'Aldgate Insurance: 14 teams, one record'),
      did(50 * day, { kind: 'webinar', name: 'Webinar Attended', title: 'Two CRMs after a merger', spent: 2700, depth: 1 }),
    ],
  },
  'score-expired': { ...fit, touches: [demo(183 * day), page(183 * day + hour, '/pricing', 'Pricing')] },
  'score-negative': {
    ...poor,
    touches: [
      page(2 * day, '/careers', 'Careers'),
      page(3 * day, '/jobs/intern', 'Internship in product'),
      page(4 * day, '/blog/field-mapping', 'Field mapping without tears'),
      did(day, { kind: 'email', name: 'Unsubscribed', title: 'November newsletter' }),
    ],
  },
  'score-fit-only': { ...fit },
  'score-others': {
    ...fit,
    touches: [page(2 * day, '/pricing', 'Pricing')],
    otherScores: [
      other('HubSpot', 82, [
        { label: 'Form submission', points: 40 },
        { label: 'Page views', points: 24.5 },
        { label: 'Bounced email', points: -6 },
      ]),
      other('6sense', 71, [{ label: 'Surging on "CRM sync"', points: null }]),
      other('Einstein', 64, []),
      other('MadKudu', 90, [
        { label: 'Very good fit', points: 60 },
        { label: 'Likely to buy', points: 30 },
      ]),
    ],
  },
  'read-folded': {
    ...fit,
    touches: [
      ...times(7, (n) => page(n * day + 3 * hour, '/pricing', 'Pricing', { spent: 40 + n, depth: 0.3 + n / 10 })),
      page(2 * day, '/security', 'Security', { spent: 12 }),
      page(5 * day, '/customers/nordfeld', 'How Nordfeld merged two CRMs', { spent: 7_500 }),
      ...times(2, (n) =>
        did(6 * day + n * hour, { kind: 'video', name: 'Video Watched', title: 'A tour in four minutes', depth: 0.72 }),
      ),
    ],
  },
  'read-off-catalogue': {
    ...fit,
    touches: [
      page(3 * hour, '/de/partner/programm-2026', 'Partnerprogramm 2026'),
      page(4 * hour, '/x/7f3a', ''),
      did(day, { kind: 'other', name: 'Quiz Finished', title: 'Which sync fits you', path: '/quiz' }),
      did(2 * day, {
        kind: 'chat',
        name: 'Live Chat Message Sent',
        title: 'Chat: does it keep field history',
        path: '/docs/history',
      }),
      did(3 * day, { kind: 'event', name: 'Booth Visited', title: 'Field day, booth 12', source: 'Badge scanner' }),
    ],
  },
};

export const scoreStates: [string, Pick<LeadContext, 'score' | 'read'>][] = Object.entries(facts).map(([name, one]) => [
  name,
  seen(one),
]);
