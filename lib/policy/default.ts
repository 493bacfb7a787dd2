import { defaultCalendars, defaultClocks } from '../sla/default-clocks.ts';
import { defaultContent, defaultEvents } from './default-content.ts';
import { defaultDispositions, defaultHandoff, defaultIcp, defaultPersona, defaultStages } from './default-definitions.ts';
import { defaultObjections } from './default-objections.ts';
import { defaultScore } from './default-score.ts';
import { defaultWriteBack } from './default-write-back.ts';
import { type Policy, type PolicyInput, policySchema } from './schema.ts';

/** A complete policy for a B2B SaaS team, as it could stand in a file. Works untouched; a workspace edits a copy. */
export const defaultPolicyInput: PolicyInput = {
  name: 'B2B SaaS default',
  icp: defaultIcp,
  persona: defaultPersona,
  stages: defaultStages,
  score: defaultScore,
  clocks: [...defaultClocks],
  calendars: defaultCalendars,
  handoff: defaultHandoff,
  shelfLives: {
    name: 'P730D',
    title: 'P365D',
    company: 'P365D',
    email: 'P365D',
    phone: 'P365D',
    buyingRole: 'P180D',
    owner: 'P90D',
    ownerEmail: 'P90D',
    consent: 'P365D',
    domain: 'P730D',
    employees: 'P180D',
    industry: 'P365D',
    country: 'P730D',
    revenue: 'P365D',
    problem: 'P180D',
    selfReported: 'P365D',
    shortlist: 'P90D',
    intent: 'P30D',
    otherScore: 'P2D',
  },
  dispositions: defaultDispositions,
  nextStep: {
    hotFor: 'P3D',
    cadence: [
      { channel: 'call', after: 'P0D' },
      { channel: 'email', after: 'P0D' },
      { channel: 'call', after: 'P2D' },
      { channel: 'linkedin', after: 'P2D' },
      { channel: 'email', after: 'P3D' },
      { channel: 'call', after: 'P4D' },
    ],
    colleagues: { atLeast: 2, within: 'P14D' },
    quietAfter: 'P30D',
    objections: defaultObjections,
    answerWithin: 'P14D',
  },
  content: defaultContent,
  ignorePages: ['/login*', '/logout*', '/sign-in*', '/signin*', '/admin*', '/wp-admin*', '/unsubscribe*', '/app/*'],
  ownDomains: [],
  staffDomains: [],
  competitorDomains: [],
  events: defaultEvents,
  writeBack: defaultWriteBack,
};

/** The default policy with every default filled in. */
export const defaultPolicy: Policy = policySchema.parse(defaultPolicyInput);
