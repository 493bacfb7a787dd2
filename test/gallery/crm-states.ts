/** What is shown while the CRM cannot be read, and of a lead that only the CRM knows. */
import type { LeadContext } from '../../lib/contract/context.ts';
import { ago, baseLead, fact, unit } from './base-lead.ts';

const { minute, hour, day } = unit;

export const crmStates: [name: string, context: Partial<LeadContext>][] = [
  [
    'crm-cannot-be-read',
    {
      crm: {
        crm: 'salesforce',
        readAt: ago(5 * hour),
        failingSince: ago(4 * hour),
        because: 'It answers that the server is down for maintenance.',
      },
      who: {
        ...baseLead.who,
        title: fact('VP Revenue Operations', 'Salesforce', 9 * day),
        company: fact('Halden Systems', 'Salesforce', 9 * day),
      },
      account: baseLead.account && { ...baseLead.account, revenue: fact('40 M EUR', 'Salesforce', 9 * day) },
    },
  ],
  [
    'crm-never-read',
    {
      crm: {
        crm: 'hubspot',
        readAt: null,
        failingSince: ago(20 * minute),
        because: 'HubSpot no longer accepts the credential: an admin has to connect it again.',
      },
    },
  ],
  ['crm-only', crmOnly()],
];

/** A lead that marketing has sent nothing of: all there is was read from the CRM. */
function crmOnly(): Partial<LeadContext> {
  const read = (value: string) => fact(value, 'Salesforce', 4 * minute);
  return {
    crm: { crm: 'salesforce', readAt: ago(4 * minute), failingSince: null, because: null },
    who: {
      name: read('Priya Raman'),
      title: read('VP Revenue Operations'),
      company: read('Halden Systems'),
      email: read('priya.raman@halden.example'),
      phone: read('+49 30 5550 1427'),
      buyingRole: null,
      owner: read('Dana Okafor'),
      ownerEmail: read('dana@northbeam.example'),
      stage: 'inquiry',
      stageSince: ago(4 * minute),
      link: null,
    },
    clocks: [],
    nextStep: { steps: [], none: 'No recommendation: too little evidence. Missing: any activity.' },
    score: {
      ...baseLead.score,
      total: 18,
      qualified: false,
      sentence: 'Fit alone: nothing they did is known yet.',
      crossedAt: null,
      crossedBy: [],
      crossedWith: [],
      subtotals: { fit: 18, engagement: 0, intent: 0, negative: 0 },
      lines: baseLead.score.lines.filter(({ id }) => id === 'title').map((line) => ({ ...line, source: 'Salesforce' })),
      trend7d: 0,
      others: [],
    },
    origin: {
      ...baseLead.origin,
      verdict: {
        channel: 'unknown',
        assistant: null,
        aiMediated: false,
        aiTouched: false,
        confidence: 'low',
        evidence: [],
        conflicts: [],
      },
      evidenceClass: 'unknown_never_asked',
      sentence: 'No visit is known, and nobody has asked yet.',
      selfReported: null,
      first: null,
      latest: null,
      converting: null,
      problem: null,
      proofPoints: [],
      shortlist: [],
      claims: [],
    },
    read: { touches: [], total: 0, firstAt: null },
    account: baseLead.account && {
      ...baseLead.account,
      name: read('Halden Systems'),
      employees: read('310'),
      industry: read('B2B software'),
      country: null,
      domain: null,
      people: [],
      peopleTotal: 0,
      intent: [],
    },
    handoff: { ...baseLead.handoff, at: null, trigger: null, systemDelayMs: null },
  };
}
