/** The clocks and calendars a workspace starts with: data, to be changed in its policy. */
import type { Calendars, ClockDefinition } from './definition.ts';

/** Five to forty hours a week differ by team, so does the zone; UTC has no clock changes to be surprised by until one is chosen. */
export const defaultCalendars = {
  business: {
    timeZone: 'UTC',
    weekly: {
      mon: [['09:00', '18:00']],
      tue: [['09:00', '18:00']],
      wed: [['09:00', '18:00']],
      thu: [['09:00', '18:00']],
      fri: [['09:00', '18:00']],
    },
    holidays: [],
  },
} satisfies Calendars;

/** Where the default write-back leaves the proof. */
const activity = {
  salesforce: ['lead.activity', 'contact.activity'],
  hubspot: ['contact.activity', 'lead.activity'],
  pipedrive: ['lead.activity'],
};
const status = {
  salesforce: ['lead.Status', 'contact.note'],
  hubspot: ['contact.hs_lead_status', 'lead.note'],
  pipedrive: ['lead.label', 'lead.note'],
};
const noted = {
  salesforce: ['lead.Status', 'lead.note', 'contact.note'],
  hubspot: ['contact.hs_lead_status', 'contact.note', 'lead.note'],
  pipedrive: ['lead.label', 'lead.note'],
};

/**
 * A rejection answers a handoff, so it also stops the first touch and the attempts: nobody owes a call to a lead that
 * was turned down or returned to marketing. Recycling sets a date, so it pauses them until then.
 */
export const defaultClocks: readonly ClockDefinition[] = [
  {
    id: 'first_touch',
    name: 'First touch',
    owner: 'rep',
    start: [{ event: 'handoff' }, { event: 'reopen' }],
    pause: [{ while: 'recycled' }],
    stop: [{ event: 'attempt' }, { event: 'reject' }],
    goals: [
      {
        name: 'Demo or contact request',
        when: [{ had: { event: 'touch', kinds: ['demo_request', 'contact_request'] }, within: 'P30D' }],
        duration: 'PT1H',
        calendar: 'business',
      },
      { name: 'Other MQL', when: [], duration: 'PT4H', calendar: 'business' },
    ],
    provenBy: 'Time of the first call, email, LinkedIn or meeting activity on the record after the handoff',
    provenIn: activity,
    stopsOn: 'the first logged attempt',
  },
  {
    id: 'decision',
    name: 'Accept or reject',
    owner: 'rep',
    start: [{ event: 'handoff' }, { event: 'reopen' }],
    pause: [{ while: 'recycled' }],
    stop: [{ event: 'accept' }, { event: 'reject' }],
    goals: [{ name: 'Every handoff', when: [], duration: 'PT24H', calendar: 'always' }],
    provenBy: 'Time the lead status changed to accepted or rejected',
    provenIn: status,
    stopsOn: 'accept or reject',
  },
  {
    id: 'attempts',
    name: 'Attempts',
    owner: 'rep',
    start: [{ event: 'accept' }],
    pause: [{ while: 'recycled' }, { while: 'open' }],
    stop: [{ event: 'attempt', channels: ['call', 'email', 'linkedin'], count: 6 }, { event: 'reject' }],
    goals: [{ name: '6 attempts', when: [], duration: 'P14D', calendar: 'always' }],
    provenBy: 'Time of the sixth call, email or LinkedIn activity on the record after it was accepted',
    provenIn: activity,
    stopsOn: '6 attempts by call, email or LinkedIn',
  },
  {
    id: 'disposition',
    name: 'Disposition with a reason',
    owner: 'rep',
    start: [{ event: 'handoff' }, { event: 'reopen' }],
    pause: [],
    stop: [{ event: 'disposition' }],
    goals: [{ name: 'Every handoff', when: [], duration: 'PT48H', calendar: 'always' }],
    provenBy: 'Time the disposition and its reason were written to the record',
    provenIn: noted,
    stopsOn: 'accept, reject or recycle',
  },
  {
    id: 'routing',
    name: 'Routing',
    owner: 'marketing',
    start: [{ event: 'threshold_crossed' }],
    pause: [],
    stop: [{ event: 'handoff' }],
    goals: [{ name: 'Every MQL', when: [], duration: 'PT5M', calendar: 'always' }],
    provenBy: 'Time the record was assigned to its owner',
    stopsOn: 'the handoff to sales',
  },
];
