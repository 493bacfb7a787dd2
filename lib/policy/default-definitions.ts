/** The default definitions, handoff fields and reasons. Long because it is one table, read as a whole. */
import type { PolicyInput } from './schema.ts';

export const defaultIcp: PolicyInput['icp'] = {
  name: 'Ideal customer profile',
  sentence: 'Software and service companies of 50 to 1,000 people, big enough to feel the problem and small enough to decide.',
  criteria: [
    { id: 'size', label: '50 to 1,000 people', field: 'account.employees', atLeast: 50, atMost: 1000 },
    {
      id: 'industry',
      label: 'Software, internet, financial or business services',
      field: 'account.industry',
      has: [
        'software',
        'saas',
        'internet',
        'technology',
        'fintech',
        'financial services',
        'business services',
        'telecommunications',
      ],
    },
    { id: 'country', label: 'Country known, for territory and law', field: 'account.country', known: true },
  ],
};

export const defaultPersona: PolicyInput['persona'] = {
  name: 'Target persona',
  sentence: 'Leads a revenue, marketing, data or IT team and can start a purchase.',
  criteria: [
    {
      id: 'level',
      label: 'Manager or above',
      field: 'person.title',
      has: [
        'manager',
        'lead',
        'director',
        'head',
        'vp',
        'vice president',
        'chief',
        'ceo',
        'cfo',
        'coo',
        'cio',
        'cto',
        'cmo',
        'cro',
        'ciso',
        'founder',
        'owner',
      ],
    },
    {
      id: 'function',
      label: 'Revenue, marketing, data or IT',
      field: 'person.title',
      has: [
        'revenue',
        'revops',
        'sales',
        'marketing',
        'growth',
        'operations',
        'data',
        'crm',
        'it',
        'systems',
        'product',
        'engineering',
      ],
    },
  ],
};

export const defaultStages: PolicyInput['stages'] = {
  inquiry: { name: 'Inquiry', sentence: 'A person who made themselves known to us in any way.', criteria: [] },
  mql: {
    name: 'Marketing qualified lead',
    sentence: 'Fits the profile, has shown interest above the score threshold, and can be reached.',
    criteria: [
      { id: 'email', label: 'Email known', field: 'person.email', known: true },
      { id: 'company', label: 'Company known', field: 'person.company', known: true },
    ],
  },
  sal: {
    name: 'Sales accepted lead',
    sentence: 'A rep has looked at the lead and has taken it on within the agreed time.',
    criteria: [{ id: 'owner', label: 'Owner known', field: 'person.owner', known: true }],
  },
  sql: {
    name: 'Sales qualified lead',
    sentence: 'Budget, authority, need and timeline were confirmed in a conversation.',
    criteria: [
      { id: 'budget', label: 'Budget', askRep: 'Is there a budget, or somebody who can make one?' },
      { id: 'authority', label: 'Authority', field: 'person.buyingRole', known: true },
      { id: 'need', label: 'Need', field: 'lead.problem', known: true },
      { id: 'timeline', label: 'Timeline', askRep: 'By when do they want it solved?' },
    ],
  },
  opportunity: {
    name: 'Opportunity',
    sentence: 'A deal with an amount and a close date is open in the CRM.',
    criteria: [{ id: 'deal', label: 'Deal open', askRep: 'Is a deal open in the CRM?' }],
  },
  disqualified: {
    name: 'Disqualified',
    sentence: 'Will not become a customer: wrong company or role, a competitor, a student or a private matter.',
    criteria: [],
  },
};

export const defaultHandoff: PolicyInput['handoff'] = {
  events: ['Lead Handed Off', 'MQL Created', 'Lead Assigned'],
  stages: ['mql'],
  fields: [
    {
      id: 'contact_method',
      label: 'A way to reach them',
      tier: 'block',
      fix: 'Add an email or a phone number from the form or from enrichment.',
    },
    { id: 'owner', label: 'Owner', tier: 'block', fix: 'Assign a rep in the CRM and send the owner with identify.' },
    {
      id: 'trigger',
      label: 'What set off the handoff',
      tier: 'block',
      fix: 'Send the reason with the handoff event as "trigger".',
    },
    {
      id: 'first_touch',
      label: 'First touch',
      tier: 'block',
      fix: 'Send page views from the first visit on, with their referrer and campaign.',
    },
    { id: 'latest_touch', label: 'Latest touch', tier: 'block', fix: 'Send page views and form events as they happen.' },
    {
      id: 'converting_touch',
      label: 'Converting touch',
      tier: 'block',
      fix: 'Send the demo, trial, form, download or webinar event that made them known.',
    },
    { id: 'title', label: 'Title', tier: 'block', fix: 'Ask for it on the form or fill it from enrichment.' },
    { id: 'company_size', label: 'Company size', tier: 'block', fix: 'Send employees with group, or connect enrichment.' },
    { id: 'industry', label: 'Industry', tier: 'block', fix: 'Send industry with group, or connect enrichment.' },
    {
      id: 'content',
      label: 'Content consumed, with dates',
      tier: 'warn',
      fix: 'Send page, download and webinar events for this person.',
    },
    {
      id: 'score',
      label: 'Score with its factors',
      tier: 'warn',
      fix: 'Send events and company facts that the score model reads.',
    },
    {
      id: 'buying_role',
      label: 'Buying role',
      tier: 'warn',
      fix: 'Ask on the call and set it in the CRM, or derive it from the title.',
    },
    {
      id: 'next_step',
      label: 'Next step with its reason',
      tier: 'warn',
      fix: 'Send more of what they did: there is too little evidence for a step.',
    },
    {
      id: 'ai_origin',
      label: 'How they found us, AI included',
      tier: 'warn',
      fix: 'Ask "how did you hear about us" on the form, or on the call.',
    },
    { id: 'consent', label: 'Consent status', tier: 'inform', fix: 'Send consent with identify when the form is filled in.' },
    {
      id: 'account_people',
      label: 'Other people of the account',
      tier: 'inform',
      fix: 'Send group with the same company for each of its people.',
    },
    {
      id: 'problem',
      label: 'The problem in their words',
      tier: 'inform',
      fix: 'Add a free text question to the form, or note it after the call.',
    },
  ],
};

export const defaultDispositions: PolicyInput['dispositions'] = {
  attemptsAgreed: 6,
  reasons: [
    {
      code: 'bad_fit',
      label: 'Bad fit',
      hint: 'Marketing narrows the audience.',
      disqualifies: true,
      subReasons: [
        { code: 'size', label: 'Size' },
        { code: 'industry', label: 'Industry' },
        { code: 'role', label: 'Role' },
      ],
    },
    { code: 'bad_timing', label: 'Bad timing', hint: 'Marketing keeps in touch.' },
    { code: 'competitive', label: 'Chose or is bound to a competitor', hint: 'Marketing works on the comparison.' },
    { code: 'no_budget', label: 'No budget', hint: 'Marketing adds price earlier.' },
    {
      code: 'no_response',
      label: 'No response after the agreed attempts',
      hint: 'Marketing takes up nurture.',
      afterAttempts: true,
    },
    { code: 'wrong_contact', label: 'Inaccurate contact info', hint: 'Marketing checks the form and the list.' },
    {
      code: 'competitor_employee',
      label: "Competitor's employee",
      hint: 'Marketing leaves the domain out.',
      disqualifies: true,
      competitors: true,
    },
    { code: 'student_personal', label: 'Student or personal', hint: 'Marketing leaves them out of scoring.', disqualifies: true },
    { code: 'handoff_incomplete', label: 'Handoff incomplete', hint: 'Returns the lead to marketing.', returnsToMarketing: true },
  ],
  recyclePresets: [
    { label: '30 days', days: 30 },
    { label: '90 days', days: 90 },
    { label: '180 days', days: 180 },
  ],
};
