import type * as z from 'zod';
import type { writeBack } from './write-back.ts';

const salesforceOutcomes = {
  connected: 'Connected',
  no_answer: 'No answer',
  voicemail: 'Left voicemail',
  booked: 'Meeting booked',
  wrong_contact: 'Wrong number',
};
/** The call outcomes of a new portal; a portal may have others. */
const hubspotOutcomes = {
  connected: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
  no_answer: '73a0d17f-1163-4015-bdd5-ec830791da20',
  voicemail: 'b2cf5968-551e-4856-9783-52b3da59a7d0',
  booked: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
  wrong_contact: '17b47fee-58de-441e-a44c-c6300d46f273',
};

/**
 * What a stock Salesforce, HubSpot and Pipedrive can hold with nothing set up in them. None has a field of its own for the reason
 * or the recycle date, so both go into the note; a custom field is added under `fields`, such as
 * `Reject_Reason__c: { from: reason }`. A HubSpot lead's stages differ by portal and are left alone.
 */
export const defaultWriteBack: z.input<typeof writeBack> = {
  salesforce: {
    lead: {
      fields: {
        accept: { Status: 'Working - Contacted' },
        reject: { Status: 'Closed - Not Converted' },
        recycle: { Status: 'Open - Not Contacted' },
        reopen: { Status: 'Open - Not Contacted' },
      },
      outcomes: salesforceOutcomes,
    },
    contact: { outcomes: salesforceOutcomes },
    account: { outcomes: salesforceOutcomes },
    opportunity: { outcomes: salesforceOutcomes },
  },
  hubspot: {
    lead: { outcomes: hubspotOutcomes },
    contact: {
      fields: {
        accept: { hs_lead_status: 'IN_PROGRESS' },
        reject: { hs_lead_status: 'UNQUALIFIED' },
        recycle: { hs_lead_status: 'BAD_TIMING' },
        reopen: { hs_lead_status: 'OPEN' },
      },
      outcomes: hubspotOutcomes,
    },
    account: { outcomes: hubspotOutcomes },
    opportunity: { outcomes: hubspotOutcomes },
  },
  pipedrive: {
    lead: {
      labels: { accept: 'Warm', reject: 'Cold', recycle: 'Cold', reopen: null },
      archive: ['reject'],
    },
    contact: {},
    account: {},
    opportunity: {},
  },
};
