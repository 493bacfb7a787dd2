import type { CrmId } from '../contract/record.ts';
import type { Adapter } from './adapter.ts';
import { custom } from './custom.ts';
import { hubspot } from './hubspot.ts';
import { pipedrive } from './pipedrive.ts';
import { salesforce } from './salesforce.ts';

/** Every CRM: a word in the union `CrmId` without an adapter here does not compile. */
export const adapters: Readonly<Record<CrmId, Adapter>> = {
  salesforce,
  hubspot,
  pipedrive,
  custom,
} satisfies Record<CrmId, Adapter>;
