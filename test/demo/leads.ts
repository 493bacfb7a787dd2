/** Long because it is a dozen leads' whole stories: who they are, what they did and when, as a tracker would have sent it. */

import type { PracticeLead } from '../practice-crm/server.ts';

export type Story = {
  /** Record id in the practice CRM and user id at the tracker. */
  id: string;
  traits: Record<string, unknown> & { name: string; email: string };
  phone: string;
  account: string;
  /** Minutes before now, newest last. */
  events: readonly Happening[];
};
export type Happening =
  | { ago: number; page: string; title: string; referrer?: string; query?: string; spent?: number }
  | { ago: number; track: string; properties?: Record<string, unknown>; source?: string }
  | { ago: number; identify: Record<string, unknown>; source?: string };

export type Company = { id: string; traits: Record<string, unknown>; source: string; ago: number };

const minutes = 1;
const hours = 60;
const days = 24 * hours;

/** Harbourlight, the selling team of this demo, plans the day of field service engineers. */
export const site = 'https://www.harbourlight.example';

export const companies: readonly Company[] = [
  {
    id: 'calder-lifts.example',
    traits: {
      name: 'Calder Lifts',
      domain: 'calder-lifts.example',
      employees: 420,
      industry: 'Elevator maintenance',
      country: 'Italy',
      revenue: '58 M EUR',
    },
    source: 'Clearbit',
    ago: 3 * days,
  },
  {
    id: 'meridiancold.example',
    traits: {
      name: 'Meridian Cold Chain',
      domain: 'meridiancold.example',
      employees: 180,
      industry: 'Refrigeration service',
      country: 'Singapore',
    },
    source: 'ZoomInfo',
    ago: 21 * days,
  },
  {
    id: 'bluefinpools.example',
    traits: {
      name: 'Bluefin Pool Care',
      domain: 'bluefinpools.example',
      employees: 35,
      industry: 'Home services',
      country: 'United States',
    },
    source: 'Clearbit',
    ago: 2 * days,
  },
  {
    id: 'severnwater.example',
    traits: {
      name: 'Severn Vale Water',
      domain: 'severnwater.example',
      employees: 2400,
      industry: 'Utilities',
      country: 'United Kingdom',
      revenue: '410 M GBP',
    },
    source: 'ZoomInfo',
    ago: 400 * days,
  },
  {
    id: 'andestelecom.example',
    traits: {
      name: 'Andes Fibra',
      domain: 'andestelecom.example',
      employees: 760,
      industry: 'Telecommunications',
      country: 'Peru',
    },
    source: 'Clearbit',
    ago: 8 * days,
  },
  {
    id: 'rheinaufzug.example',
    traits: {
      name: 'Rhein Aufzüge',
      domain: 'rheinaufzug.example',
      employees: 310,
      industry: 'Elevator maintenance',
      country: 'Germany',
    },
    source: 'ZoomInfo',
    ago: 60 * days,
  },
  {
    id: 'oasismed.example',
    traits: {
      name: 'Oasis Medical Devices',
      domain: 'oasismed.example',
      employees: 540,
      industry: 'Medical equipment service',
      country: 'United Arab Emirates',
    },
    source: 'Clearbit',
    ago: 5 * days,
  },
];

export const stories: readonly Story[] = [
  {
    id: 'L-1001',
    traits: {
      name: 'Ines Marchetti',
      title: 'VP Service Operations',
      company: 'Calder Lifts',
      email: 'ines.marchetti@calder-lifts.example',
      phone: '+39 02 5550 0142',
      buyingRole: 'Decision maker',
      owner: 'Dana Whitfield',
      ownerEmail: 'dana@harbourlight.example',
    },
    phone: '+39 02 5550 0142',
    account: 'calder-lifts.example',
    events: [
      {
        ago: 9 * days,
        page: '/blog/plan-same-day-visits',
        title: 'How to plan same-day visits without burning out engineers',
        referrer: 'https://chatgpt.com/',
        query: 'utm_source=chatgpt.com',
        spent: 240,
      },
      { ago: 9 * days - 6 * minutes, page: '/customers/nordvik', title: 'Case study: Nordvik cut travel by 22 %', spent: 310 },
      {
        ago: 4 * days,
        track: 'Webinar Attended',
        properties: { title: 'Webinar: same-day scheduling for lift engineers', spent: 2040, depth: 0.85 },
      },
      { ago: 2 * days, page: '/pricing', title: 'Pricing', spent: 95 },
      { ago: 1 * days, page: '/pricing', title: 'Pricing', spent: 180 },
      { ago: 31 * minutes, page: '/pricing', title: 'Pricing', referrer: '', spent: 120 },
      {
        ago: 22 * minutes,
        track: 'Demo Requested',
        properties: { title: 'Demo request', message: 'Does same-day planning work when two engineers must arrive together?' },
      },
      {
        ago: 22 * minutes,
        identify: {
          howDidYouHear: 'I asked ChatGPT for scheduling tools for lift engineers and it named you first',
          problem: 'Two-person visits are planned by phone and half arrive alone',
          shortlist: ['Routepilot', 'FieldMate'],
        },
      },
      { ago: 18 * minutes, track: 'Lead Handed Off', properties: { trigger: 'Demo request' }, source: 'Marketo' },
    ],
  },
  {
    id: 'L-1002',
    traits: {
      name: 'Tom Okafor',
      title: 'Head of IT',
      company: 'Calder Lifts',
      email: 'tom.okafor@calder-lifts.example',
      buyingRole: 'Evaluator',
    },
    phone: '',
    account: 'calder-lifts.example',
    events: [
      { ago: 26 * hours, page: '/security', title: 'Security overview', referrer: 'https://www.google.com/', spent: 400 },
      { ago: 25 * hours, page: '/docs/salesforce', title: 'Connect Salesforce', spent: 220 },
    ],
  },
  {
    id: 'L-1003',
    traits: {
      name: 'Wei-Ling Tan',
      title: 'Operations Director',
      company: 'Meridian Cold Chain',
      email: 'weiling@meridiancold.example',
      phone: '+65 5550 0188',
      buyingRole: 'Champion',
      owner: 'Dana Whitfield',
      ownerEmail: 'dana@harbourlight.example',
    },
    phone: '+65 5550 0188',
    account: 'meridiancold.example',
    events: [
      {
        ago: 48 * days,
        page: '/guides/route-planning',
        title: 'Guide: route planning for cold chain engineers',
        referrer: 'https://www.google.com/',
        spent: 260,
      },
      {
        ago: 48 * days - 5,
        track: 'Content Downloaded',
        properties: { title: 'Guide: route planning for cold chain engineers' },
      },
      { ago: 48 * days - 5, identify: { howDidYouHear: '' } },
      { ago: 19 * days, track: 'Email Clicked', properties: { title: 'Newsletter: what changed in October' }, source: 'HubSpot' },
      {
        ago: 12 * days,
        track: 'Webinar Attended',
        properties: { title: 'Webinar: parts on the van, not in the depot', spent: 2400, depth: 1 },
      },
      {
        ago: 5 * days,
        page: '/customers/nordvik',
        title: 'Case study: Nordvik cut travel by 22 %',
        referrer: 'https://www.linkedin.com/',
        spent: 180,
      },
      { ago: 3 * days, page: '/compare/spreadsheets', title: 'Harbourlight or a spreadsheet', spent: 210 },
      {
        ago: 26 * hours,
        page: '/pricing',
        title: 'Pricing',
        query: 'utm_source=newsletter&utm_medium=email&utm_campaign=october',
        spent: 75,
      },
      { ago: 25 * hours, page: '/roi', title: 'Savings calculator', spent: 330 },
      { ago: 25 * hours - 10, track: 'Form Submitted', properties: { title: 'Savings calculator result' } },
      { ago: 24 * hours, track: 'Lead Handed Off', properties: { trigger: 'Score crossed 60' }, source: 'HubSpot' },
    ],
  },
  {
    id: 'L-1004',
    traits: { name: 'Jonas Lindqvist', title: 'Student', email: 'jonas.lindqvist@gmail.com' },
    phone: '',
    account: '',
    events: [
      {
        ago: 3 * days,
        page: '/guides/route-planning',
        title: 'Guide: route planning for cold chain engineers',
        referrer: 'https://www.bing.com/',
        spent: 900,
      },
      { ago: 3 * days - 8, track: 'Content Downloaded', properties: { title: 'Guide: route planning for cold chain engineers' } },
      { ago: 3 * days - 8, identify: { howDidYouHear: 'Professor mentioned it, it is for my thesis' } },
    ],
  },
  {
    id: 'L-1005',
    traits: {
      name: 'Priyanka Deshmukh',
      title: 'Chief Operating Officer',
      company: 'Bluefin Pool Care',
      email: 'priyanka@bluefinpools.example',
      phone: '+1 555 010 0133',
      owner: 'Dana Whitfield',
      ownerEmail: 'dana@harbourlight.example',
    },
    phone: '+1 555 010 0133',
    account: 'bluefinpools.example',
    events: [
      {
        ago: 5 * hours,
        page: '/small-teams',
        title: 'Scheduling for teams of ten to fifty',
        referrer: 'https://www.google.com/',
        spent: 150,
      },
      { ago: 5 * hours - 4, page: '/pricing', title: 'Pricing', spent: 60 },
      {
        ago: 4 * hours,
        track: 'Contact Requested',
        properties: { title: 'Contact request', message: 'Can it text customers when we are ten minutes away?' },
      },
      { ago: 4 * hours, identify: { howDidYouHear: 'The AI answer on top of Google listed three tools and you were one' } },
      { ago: 4 * hours - 3, track: 'Lead Handed Off', properties: { trigger: 'Contact request' }, source: 'Marketo' },
    ],
  },
  {
    id: 'L-1006',
    traits: { name: 'M. Bell', email: 'mbell@fastpost.example' },
    phone: '',
    account: '',
    events: [
      {
        ago: 7 * hours,
        track: 'Event Attended',
        properties: { title: 'Field Service Days, badge scan' },
        source: 'Badge scanner',
      },
      { ago: 6 * hours, track: 'Lead Handed Off', properties: { trigger: 'Event list import' }, source: 'Marketo' },
    ],
  },
  {
    id: 'L-1007',
    traits: {
      name: 'Aoife Brennan',
      title: 'Director of Field Operations',
      company: 'Severn Vale Water',
      email: 'aoife.brennan@severnwater.example',
      phone: '+44 20 5550 0121',
      buyingRole: 'Decision maker',
      owner: 'Dana Whitfield',
      ownerEmail: 'dana@harbourlight.example',
    },
    phone: '+44 20 5550 0121',
    account: 'severnwater.example',
    events: [
      { ago: 16 * days, page: '/utilities', title: 'Planning leak crews', referrer: 'https://www.perplexity.ai/', spent: 280 },
      { ago: 11 * days, page: '/security', title: 'Security overview', spent: 190 },
      { ago: 6 * days, page: '/docs/sap', title: 'Connect SAP', spent: 340 },
      { ago: 5 * days, page: '/pricing', title: 'Pricing', spent: 130 },
      {
        ago: 5 * days - 20,
        track: 'Contact Requested',
        properties: { title: 'Contact request', message: 'We need planning for 300 crews and an on-premises option' },
      },
      { ago: 5 * days - 25, track: 'Lead Handed Off', properties: { trigger: 'Contact request' }, source: 'Marketo' },
    ],
  },
  {
    id: 'L-1008',
    traits: {
      name: 'Diego Fuentes',
      title: 'Regional Operations Manager',
      company: 'Andes Fibra',
      email: 'dfuentes@andestelecom.example',
      phone: '+51 1 555 0166',
      buyingRole: 'Champion',
      owner: 'Dana Whitfield',
      ownerEmail: 'dana@harbourlight.example',
    },
    phone: '+51 1 555 0166',
    account: 'andestelecom.example',
    events: [
      {
        ago: 8 * days,
        page: '/telecom',
        title: 'Planning fibre installs',
        referrer: 'https://www.google.com/',
        query: 'gclid=demo123&utm_source=google&utm_medium=cpc&utm_campaign=fibre',
        spent: 200,
      },
      { ago: 7 * days, track: 'Content Downloaded', properties: { title: 'Checklist: first visit fix rate' } },
      { ago: 3 * days, track: 'Demo Requested', properties: { title: 'Demo request' } },
      { ago: 3 * days - 2, track: 'Lead Handed Off', properties: { trigger: 'Demo request' }, source: 'Marketo' },
    ],
  },
  {
    id: 'L-1009',
    traits: {
      name: 'Hanna Vogel',
      title: 'Leiterin Kundendienst',
      company: 'Rhein Aufzüge',
      email: 'h.vogel@rheinaufzug.example',
      phone: '+49 221 5550 0119',
      owner: 'Dana Whitfield',
      ownerEmail: 'dana@harbourlight.example',
    },
    phone: '+49 221 5550 0119',
    account: 'rheinaufzug.example',
    events: [
      {
        ago: 70 * days,
        page: '/de/aufzug',
        title: 'Einsatzplanung für Aufzüge',
        referrer: 'https://duckduckgo.com/',
        spent: 170,
      },
      { ago: 62 * days, track: 'Demo Requested', properties: { title: 'Demo request' } },
      { ago: 62 * days, identify: { howDidYouHear: 'Kollegin hat es empfohlen, nicht ChatGPT' } },
      { ago: 62 * days - 4, track: 'Lead Handed Off', properties: { trigger: 'Demo request' }, source: 'Marketo' },
      { ago: 20 * hours, page: '/pricing', title: 'Pricing', spent: 140 },
      { ago: 19 * hours, page: '/customers/nordvik', title: 'Case study: Nordvik cut travel by 22 %', spent: 260 },
    ],
  },
  {
    id: 'L-1010',
    traits: { name: 'Samir Adeyemi', title: 'Product Manager', company: 'Routepilot', email: 'samir@routepilot.example' },
    phone: '',
    account: '',
    events: [
      { ago: 30 * hours, page: '/pricing', title: 'Pricing', spent: 600 },
      { ago: 29 * hours, page: '/security', title: 'Security overview', spent: 420 },
      { ago: 29 * hours, track: 'Trial Started', properties: { title: 'Trial started' } },
    ],
  },
  {
    id: 'L-1011',
    traits: {
      name: 'Grace Liu',
      title: 'Procurement Manager',
      company: 'Calder Lifts',
      email: 'grace.liu@calder-lifts.example',
      buyingRole: 'Procurement',
    },
    phone: '',
    account: 'calder-lifts.example',
    events: [{ ago: 3 * hours, page: '/terms', title: 'Terms and data processing', spent: 510 }],
  },
  {
    id: 'L-1012',
    traits: {
      name: 'Noor Haddad',
      title: 'Service Manager',
      company: 'Oasis Medical Devices',
      email: 'noor.haddad@oasismed.example',
      phone: '+971 4 555 0177',
      buyingRole: 'Evaluator',
      owner: 'Dana Whitfield',
      ownerEmail: 'dana@harbourlight.example',
    },
    phone: '+971 4 555 0177',
    account: 'oasismed.example',
    events: [
      {
        ago: 6 * days,
        page: '/medical',
        title: 'Planning calibration visits',
        referrer: 'https://www.g2.com/products/field-service',
        spent: 220,
      },
      { ago: 2 * days, page: '/pricing', title: 'Pricing', spent: 100 },
      {
        ago: 2 * days - 30,
        identify: {
          shortlist: ['Routepilot'],
          intent: [{ topic: 'field service scheduling', strength: 'surging' }],
          scores: [
            { system: '6sense', value: 82, max: 100, reasons: [{ label: 'Surging on field service scheduling', points: null }] },
          ],
        },
        source: '6sense',
      },
      { ago: 30 * hours, track: 'Content Downloaded', properties: { title: 'Checklist: audit-ready service records' } },
      { ago: 28 * hours, track: 'Lead Handed Off', properties: { trigger: 'Score crossed 60' }, source: 'Marketo' },
    ],
  },
];

/** The same people as the practice CRM knows them: a name, a company, little more. */
export function practiceLeads(now: number): PracticeLead[] {
  return stories.map(({ id, traits, phone, events }) => ({
    id,
    phone,
    name: traits.name,
    email: traits.email,
    title: typeof traits.title === 'string' ? traits.title : '',
    company: typeof traits.company === 'string' ? traits.company : '',
    owner: typeof traits.owner === 'string' ? traits.owner : 'Unassigned',
    status: 'New',
    created: new Date(now - (events[0]?.ago ?? 0) * 60_000).toISOString().slice(0, 10),
  }));
}
