import type { CrmId, RecordRef } from '../../lib/contract/record.ts';

/** How a CRM is named as the source of a fact. */
export const crmNames: Readonly<Record<CrmId, string>> = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  pipedrive: 'Pipedrive',
  custom: 'CRM',
};

/** The sender readings of one tenant are stored under, beside the names of write keys. */
export const senderOf = ({ crm, account }: Pick<RecordRef, 'crm' | 'account'>): string => `crm:${crm}/${account}`;

export const isSender = (source: unknown): boolean => typeof source === 'string' && source.startsWith('crm:');
