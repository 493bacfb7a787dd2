// Long because it is one believable lead in full, as data: the gallery's variants are made from it.
import type { Clock } from '../../lib/contract/clock.ts';
import type { LeadContext } from '../../lib/contract/context.ts';
import type { DispositionEntry, OfferedReason } from '../../lib/contract/disposition.ts';
import type { Fact } from '../../lib/contract/primitives.ts';
import type { Touch } from '../../lib/contract/touch.ts';

/** The gallery's present: a Wednesday afternoon. */
export const now = Date.parse('2026-11-18T13:28:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** So many milliseconds before the gallery's present (after it, when negative), as an instant. */
export const ago = (ms: number): string => new Date(now - ms).toISOString();
export const unit = { minute, hour, day };

export const fact = (value: string, source: string, old: number, staleAfter: number | null = null): Fact => ({
  value,
  source,
  at: ago(old),
  staleAt: staleAfter === null ? null : ago(old - staleAfter),
});

const workingHours: [string, string][] = Array.from({ length: 10 }, (_, index): [string, string] => [
  ago(-index * day + (index === 0 ? 0 : 5.47 * hour)),
  ago(-index * day - 3.53 * hour),
]);

export function clock(id: string, name: string, over: Partial<Clock> = {}): Clock {
  return {
    id,
    name,
    state: 'running',
    owner: 'rep',
    goal: { name: 'Demo or contact request', ms: hour, working: true, timeZone: 'Europe/Berlin' },
    startedAt: ago(18 * minute),
    dueAt: ago(-42 * minute),
    stoppedAt: null,
    pausedSince: null,
    pausedBecause: null,
    elapsedMs: 18 * minute,
    remainingMs: 42 * minute,
    breached: false,
    intervals: workingHours,
    provenBy: 'Task.CompletedDateTime of the first logged attempt',
    stopsOn: 'first logged attempt',
    cycles: [],
    ref: `clock:${id}`,
    ...over,
  };
}

export const routingClock = clock('routing', 'Routing', {
  state: 'met',
  owner: 'marketing',
  goal: { name: 'Every lead', ms: 5 * minute, working: false, timeZone: 'UTC' },
  startedAt: ago(21 * minute),
  stoppedAt: ago(18 * minute),
  dueAt: ago(16 * minute),
  remainingMs: 2 * minute,
  elapsedMs: 3 * minute,
  provenBy: 'handoff event in HubSpot',
  stopsOn: 'handoff',
});

export const acceptClock = clock('accept', 'Accept or reject', {
  goal: { name: 'Every lead', ms: 24 * hour, working: false, timeZone: 'UTC' },
  dueAt: ago(-23.7 * hour),
  remainingMs: 23.7 * hour,
  intervals: [[ago(0), ago(-4 * day)]],
  provenBy: 'Lead.Status',
  stopsOn: 'accept or reject',
});

export const finalClock = clock('disposition', 'Disposition with a reason', {
  goal: { name: 'Every lead', ms: 48 * hour, working: false, timeZone: 'UTC' },
  dueAt: ago(-47.7 * hour),
  remainingMs: 47.7 * hour,
  intervals: [[ago(0), ago(-6 * day)]],
  provenBy: 'Lead.Disposition_Reason__c',
  stopsOn: 'any final disposition',
});

export function touch(id: string, title: string, old: number, over: Partial<Touch> = {}): Touch {
  return {
    id,
    title,
    at: ago(old),
    firstAt: ago(old),
    count: 1,
    kind: 'page',
    url: `https://www.northbeam.example/${id}`,
    stage: 'consideration',
    topic: null,
    spent: null,
    depth: null,
    source: 'Segment',
    ...over,
  };
}

const reason = (code: string, label: string, over: Partial<OfferedReason> = {}): OfferedReason => ({
  code,
  label,
  hint: null,
  subReasons: [],
  offered: true,
  why: null,
  returnsToMarketing: false,
  ...over,
});

export const reasons: OfferedReason[] = [
  reason('bad_fit', 'Bad fit', {
    hint: 'Outside the ideal customer profile',
    subReasons: [
      { code: 'size', label: 'Company size' },
      { code: 'industry', label: 'Industry' },
      { code: 'role', label: 'Role' },
    ],
  }),
  reason('bad_timing', 'Bad timing', { hint: 'Interested, but not in the next two quarters' }),
  reason('competitive', 'Chose a competitor'),
  reason('no_budget', 'No budget'),
  reason('bad_contact', 'Wrong contact info'),
  reason('competitor', "Competitor's employee"),
  reason('student', 'Student or personal'),
  reason('no_response', 'No response', { offered: false, why: 'Offered after 6 attempts; 0 logged so far.' }),
  reason('handoff_incomplete', 'Handoff incomplete', { returnsToMarketing: true, hint: 'Missing: Buying role.' }),
];

export function entry(kind: DispositionEntry['kind'], old: number, over: Partial<DispositionEntry> = {}): DispositionEntry {
  return {
    id: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7a01',
    kind,
    version: 1,
    by: 'Dana Okafor',
    at: ago(old),
    receivedAt: ago(old),
    reason: null,
    reasonLabel: null,
    subReason: null,
    subReasonLabel: null,
    missing: [],
    until: null,
    channel: null,
    outcome: null,
    undoes: null,
    undone: false,
    note: null,
    ...over,
  };
}

export const baseLead: LeadContext = {
  leadId: 'lead_priya',
  version: 41,
  asOf: ago(0),
  refs: [{ crm: 'salesforce', account: 'halden.lightning.force.com', object: 'lead', id: '00Q5g00000AbCdEFGH' }],
  who: {
    name: fact('Priya Raman', 'Demo form', 18 * minute),
    title: fact('VP Revenue Operations', 'Demo form', 18 * minute),
    company: fact('Halden Systems', 'Clearbit', 3 * day, 90 * day),
    email: fact('priya.raman@halden.example', 'Demo form', 18 * minute),
    phone: fact('+49 30 5550 1427', 'ZoomInfo', 12 * day, 180 * day),
    buyingRole: fact('Decision maker', 'HubSpot', 2 * day, 30 * day),
    owner: fact('Dana Okafor', 'Salesforce', 16 * minute),
    ownerEmail: fact('dana@northbeam.example', 'Salesforce', 16 * minute),
    stage: 'mql',
    stageSince: ago(18 * minute),
    link: null,
  },
  clocks: [clock('first_touch', 'First touch'), acceptClock, finalClock, routingClock],
  nextStep: {
    steps: [
      {
        id: 'call_demo',
        action: 'call',
        title: 'Call now',
        reasons: [
          { text: 'Asked for a demo 18 min ago', ref: 'touch:demo' },
          { text: 'Read pricing three times since Monday', ref: 'touch:pricing' },
          { text: 'Two colleagues at Halden read the security page', ref: 'account:people' },
        ],
        opener:
          'You asked to see how the two-way sync handles custom objects. I can show that on your own field list in fifteen minutes.',
        avoid: 'Leave out the pricing visits; ask what a pilot would have to prove instead.',
        send: { title: 'Migration guide', url: 'https://www.northbeam.example/guides/migration' },
        ifNot: 'Send the opener by email and call again tomorrow before noon.',
        from: ago(20 * minute),
        until: null,
      },
    ],
    none: null,
  },
  score: {
    total: 78,
    threshold: 60,
    qualified: true,
    at: ago(4 * minute),
    model: { name: 'Default', version: 7 },
    sentence: 'Crossed 60 today with the demo request, given a company of the right size and a senior title.',
    crossedAt: ago(18 * minute),
    crossedBy: ['demo', 'size', 'title'],
    crossedWith: [
      { label: 'Demo request', points: 25, at: ago(18 * minute), source: 'Segment', ref: 'touch:demo' },
      { label: '50 to 500 people, B2B SaaS', points: 20, at: ago(3 * day), source: 'Clearbit', ref: 'account:employees' },
      { label: 'VP in revenue operations', points: 18, at: ago(18 * minute), source: 'Demo form', ref: 'who:title' },
    ],
    subtotals: { fit: 38, engagement: 31, intent: 14, negative: -5 },
    lines: [
      line('demo', 'engagement', 'Demo request', 25, 18 * minute, 'Segment', ['touch:demo']),
      line('size', 'fit', '50 to 500 people, B2B SaaS', 20, 3 * day, 'Clearbit', ['account:employees']),
      line('title', 'fit', 'VP in revenue operations', 18, 18 * minute, 'Demo form', ['who:title']),
      line('surge', 'intent', 'Surging on "CRM sync"', 14, day, '6sense', ['account:intent']),
      line('free', 'negative', 'A colleague uses free mail', -5, 2 * day, 'Segment', []),
      line('pricing', 'engagement', 'Pricing, three visits', 3, 2 * hour, 'Segment', ['touch:pricing'], 'only 3 of 5 counted'),
      line('case', 'engagement', 'Case study read', 2, 2 * day, 'Segment', ['touch:case'], 'halves every 14 days', 3),
      line('webinar', 'engagement', 'Webinar, 34 of 40 min', 1, 5 * day, 'Zoom', ['touch:webinar'], 'halves every 14 days', 2),
    ],
    trend7d: 41,
    others: [
      {
        system: '6sense',
        value: 82,
        max: 100,
        at: ago(day),
        reasons: [
          { label: 'Purchase stage: decision', points: null },
          { label: 'Keyword "CRM sync"', points: 31 },
        ],
        remainder: 51,
      },
    ],
    raise: [
      { label: 'budget known', points: 10 },
      { label: 'a second stakeholder in the demo', points: 6 },
    ],
  },
  origin: {
    verdict: {
      channel: 'ai_assistant',
      assistant: 'chatgpt',
      aiMediated: true,
      aiTouched: true,
      confidence: 'high',
      evidence: [
        { class: 'observed', signal: 'referrer', value: 'chatgpt.com', rule: 'referrer-host', version: '2026-11' },
        {
          class: 'self_reported',
          signal: 'self_report',
          value: 'asked ChatGPT for two-way sync tools',
          rule: 'self-report',
          version: '2026-11',
        },
      ],
      conflicts: [],
    },
    evidenceClass: 'observed',
    sentence: 'Came from chatgpt.com on 9 Nov, and said so on the form. What the answer showed cannot be known.',
    selfReported: 'asked ChatGPT for two-way sync tools',
    first: {
      at: ago(9 * day),
      channel: 'ai_assistant',
      label: 'ChatGPT',
      campaign: null,
      referrer: 'https://chatgpt.com/',
      landingPage: '/integrations/salesforce-hubspot',
      ref: 'touch:first',
    },
    latest: {
      at: ago(2 * hour),
      channel: 'email',
      label: 'November newsletter',
      campaign: 'newsletter-2026-11',
      referrer: null,
      landingPage: '/pricing',
      ref: 'touch:pricing',
    },
    converting: {
      at: ago(18 * minute),
      channel: 'direct',
      label: 'demo form',
      campaign: null,
      referrer: null,
      landingPage: '/demo',
      ref: 'touch:demo',
    },
    problem: 'Keeping HubSpot and Salesforce in step after a merger',
    proofPoints: ['40 M records case study', 'SOC 2 report'],
    shortlist: ['Hightouch', 'Syncari', 'us'],
    claims: ['"No native Dynamics connector", which is out of date'],
    confirmation: null,
  },
  read: {
    touches: [
      touch('demo', 'Demo request', 18 * minute, { kind: 'demo_request', stage: 'decision' }),
      touch('pricing', 'Pricing', 2 * hour, { count: 3, firstAt: ago(2.2 * day), stage: 'decision', spent: 'PT6M' }),
      touch('case', 'Case study: sync at 40 M records', 2 * day, { kind: 'download', depth: 0.8 }),
      touch('webinar', 'Webinar: conflict rules', 5 * day, { kind: 'webinar', spent: 'PT34M', source: 'Zoom' }),
      touch('security', 'Security and data residency', 6 * day, { spent: 'PT2M' }),
      touch('compare', 'Northbeam and Hightouch side by side', 8 * day),
      touch('news', 'November newsletter', 8.5 * day, { kind: 'email', stage: 'awareness', url: null, source: 'HubSpot' }),
      touch('first', 'Salesforce and HubSpot in step', 9 * day, { stage: 'awareness', spent: 'PT4M30S' }),
    ],
    total: 10,
    firstAt: ago(9 * day),
  },
  account: {
    name: fact('Halden Systems', 'Clearbit', 3 * day, 90 * day),
    domain: fact('halden.example', 'Demo form', 18 * minute),
    employees: fact('310', 'Clearbit', 3 * day, 90 * day),
    industry: fact('B2B software', 'Clearbit', 3 * day, 90 * day),
    country: fact('Germany', 'Clearbit', 3 * day, 90 * day),
    revenue: null,
    fit: [
      { label: '50 to 500 people', meets: true, value: '310', ref: 'account:employees' },
      { label: 'B2B software', meets: true, value: 'B2B software', ref: 'account:industry' },
      { label: 'Uses Salesforce and HubSpot', meets: null, value: null, ref: 'account:technology' },
      { label: 'EU or North America', meets: true, value: 'Germany', ref: 'account:country' },
    ],
    people: [
      {
        leadId: 'p1',
        name: 'Jonas Weidmann',
        title: 'Salesforce Admin',
        role: 'Champion',
        touches: 7,
        did: 'Read the security page',
        lastAt: ago(26 * hour),
      },
      {
        leadId: 'p2',
        name: 'Mette Sørby',
        title: 'CISO',
        role: null,
        touches: 2,
        did: 'Downloaded the SOC 2 report',
        lastAt: ago(3 * day),
      },
      {
        leadId: 'p3',
        name: 'Tom Achterberg',
        title: 'CFO',
        role: 'Economic buyer',
        touches: 1,
        did: 'Opened the newsletter',
        lastAt: ago(8 * day),
      },
      { leadId: 'p4', name: null, title: 'RevOps Analyst', role: null, touches: 1, did: 'Read the docs', lastAt: ago(11 * day) },
    ],
    peopleTotal: 11,
    intent: [{ topic: 'CRM sync', source: '6sense', at: ago(day), strength: 'surging' }],
  },
  handoff: {
    at: ago(18 * minute),
    trigger: 'Crossed 60 with a demo request',
    policyVersion: 12,
    fields: [
      field('contact', 'Contact method', 'block', 'priya.raman@halden.example', 'Demo form', 18 * minute),
      field('owner', 'Owner', 'block', 'Dana Okafor', 'Salesforce', 16 * minute),
      field('source', 'Source', 'block', 'ChatGPT, newsletter, direct', 'Segment', 18 * minute),
      field('title', 'Title', 'block', 'VP Revenue Operations', 'Demo form', 18 * minute),
      field('size', 'Company size', 'block', '310 people', 'Clearbit', 3 * day, 90 * day),
      field('industry', 'Industry', 'block', 'B2B software', 'Clearbit', 3 * day, 90 * day),
      field('content', 'Content read', 'warn', '8 items', 'Segment', 18 * minute),
      field('score', 'Score with factors', 'warn', '78, qualifies at 60', 'Leadside', 4 * minute),
      field('role', 'Buying role', 'warn', null, null, null, null, 'Ask on the form, or let the rep note it after the call.'),
      field('origin', 'AI origin', 'warn', 'ChatGPT, observed', 'Leadside', 4 * minute),
      field('consent', 'Consent status', 'inform', null, null, null, null, 'Send consent with the identify event.'),
    ],
    present: 9,
    required: 10,
    systemDelayMs: 3 * minute,
  },
  disposition: {
    version: 0,
    state: 'open',
    current: null,
    attempts: 0,
    attemptsAgreed: 6,
    history: [],
    reasons,
    recyclePresets: [
      { label: 'In 2 weeks', days: 14 },
      { label: 'In 30 days', days: 30 },
      { label: 'In 90 days', days: 90 },
      { label: 'In 6 months', days: 182 },
    ],
  },
};

type Line = LeadContext['score']['lines'][number];
function line(
  id: string,
  group: Line['group'],
  label: string,
  points: number,
  old: number,
  source: string,
  refs: string[],
  note: string | null = null,
  base: number = points,
): Line {
  return { id, group, label, points, base, at: ago(old), source, refs, note };
}

type Field = LeadContext['handoff']['fields'][number];
function field(
  id: string,
  label: string,
  tier: Field['tier'],
  value: string | null,
  source: string | null,
  old: number | null,
  staleAfter: number | null = null,
  fix: string | null = null,
): Field {
  return {
    id,
    label,
    tier,
    present: value !== null,
    value,
    source,
    at: old === null ? null : ago(old),
    staleAt: old === null || staleAfter === null ? null : ago(old - staleAfter),
    fix,
  };
}
