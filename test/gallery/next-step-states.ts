// Long because it is a table of every kind of next step, as the rules word them.
import type { LeadContext } from '../../lib/contract/context.ts';
import type { Step } from '../../lib/contract/next-step.ts';
import { ago, baseLead, entry, fact, unit } from './base-lead.ts';

const { minute, hour, day } = unit;

const step = (over: Partial<Step> & Pick<Step, 'id' | 'action' | 'title'>): Step => ({
  reasons: [{ text: 'Read Pricing three times, last today', ref: 'touch:pricing' }],
  opener: null,
  avoid: null,
  send: null,
  ifNot: null,
  from: ago(hour),
  until: null,
  ...over,
});
const only = (...steps: Step[]): Partial<LeadContext> => ({ nextStep: { steps, none: null } });
const tried = (id: number, old: number, channel: 'call' | 'email' | 'linkedin', outcome: 'no_answer' | 'sent' | 'connected') =>
  entry('attempt', old, { id: `6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7b0${id}`, channel, outcome });
const withHistory = (...history: ReturnType<typeof entry>[]): Partial<LeadContext> => ({
  disposition: { ...baseLead.disposition, attempts: history.length, history },
});

const objection = step({
  id: 'objection:price',
  action: 'email',
  title: 'Answer Priya on price',
  reasons: [
    { text: 'Dana Okafor noted today: "Forty seats is more than we pay for the CRM itself"', ref: 'heard:objections' },
    { text: 'Read Pricing today', ref: 'touch:pricing' },
  ],
  opener:
    'You said price is what stands in the way. Before we talk about ours: roughly what does doing it the way you do today cost you in a month?',
  avoid: 'Do not open with a discount: it says the first price was not meant.',
  send: { title: 'What a sync that fails costs: the arithmetic', url: 'https://www.northbeam.example/roi' },
  ifNot: 'What is not answered now comes back as the reason they say no.',
});
const rivals = step({
  id: 'shortlist',
  action: 'email',
  title: 'Write to Priya while they compare us with Syncari and Workato',
  reasons: [{ text: 'Also looking at Syncari and Workato', ref: 'origin:shortlist' }],
  opener:
    'You are also looking at Syncari and Workato. I will tell you straight where they are the better choice and where we are. Which two points will decide it for you?',
  avoid: 'Do not run the others down: name one thing they do well first.',
  ifNot: 'The comparison is made without us, from what they find.',
});
const heard = {
  question: null,
  objections: [fact('Forty seats is more than we pay for the CRM itself', 'Dana Okafor', 40 * minute)],
  competitors: [],
  words: [fact('Every Monday somebody fixes the same two hundred records by hand', 'Dana Okafor', 40 * minute)],
  notes: [],
};

/** Every kind of next step, by the name of its state. */
export const nextStepContexts: readonly [name: string, context: Partial<LeadContext>][] = [
  ['step-objection', { ...only(objection), heard, ...withHistory(tried(1, 45 * minute, 'call', 'connected')) }],
  ['step-several', { ...only(objection, rivals), heard }],
  [
    'step-answered',
    {
      nextStep: {
        ...baseLead.nextStep,
        answers: [{ step: baseLead.nextStep.steps[0]?.id ?? '', useful: false, by: 'Dana Okafor', at: ago(12 * minute) }],
      },
    },
  ],
  [
    'step-wait',
    {
      ...only(
        step({
          id: 'follow_up:4:wait',
          action: 'wait',
          title: 'Wait until 20 Nov, then email',
          reasons: [
            { text: 'LinkedIn message today: sent, no answer logged', ref: 'disposition:6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7b03' },
          ],
        }),
      ),
      ...withHistory(
        tried(3, 3 * hour, 'linkedin', 'sent'),
        tried(2, 2 * day, 'email', 'sent'),
        tried(1, 3 * day, 'call', 'no_answer'),
        tried(4, 4 * day, 'call', 'no_answer'),
      ),
    },
  ],
  [
    'step-recycle',
    only(
      step({
        id: 'objection:timing',
        action: 'recycle',
        title: 'Ask Priya for a date, then recycle to it',
        opener:
          'You said this is not the moment. Which date should I put down, so that I come back then and leave you in peace until then?',
        avoid: 'Do not make up a deadline to move their date.',
        ifNot: 'Without a date the lead stays with you, and your clocks run on.',
      }),
    ),
  ],
  [
    'step-return',
    only(
      step({
        id: 'return_incomplete',
        action: 'return',
        title: 'Return to marketing: industry and company size missing',
        reasons: [
          { text: 'Industry is not known', ref: 'handoff:industry' },
          { text: 'Company size is not known', ref: 'handoff:company_size' },
        ],
        ifNot: 'The research becomes yours and your clocks run on; "Handoff incomplete" stops them.',
      }),
    ),
  ],
  [
    'step-fix-contact',
    {
      ...only(
        step({
          id: 'fix_contact',
          action: 'fix_contact',
          title: 'Find a way to reach Priya',
          reasons: [{ text: 'Neither an email nor a phone number is known', ref: 'who:email' }],
          ifNot: 'Reject it as inaccurate contact info, so that marketing can check where the details came from.',
        }),
      ),
      who: { ...baseLead.who, email: null, phone: null },
    },
  ],
  [
    'step-expired',
    only(step({ id: 'hot_request', action: 'call', title: 'Call Priya now', from: ago(4 * day), until: ago(day) })),
  ],
  ['step-coming', only(step({ id: 'quiet', action: 'recycle', title: 'Recycle Priya to a date', from: ago(-3 * day) }))],
  [
    'step-none',
    {
      nextStep: {
        steps: [],
        none: 'No recommendation: too little evidence. Missing: a way to reach them, their title, facts about the company.',
      },
    },
  ],
];
