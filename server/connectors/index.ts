import type { CrmId } from '../../lib/contract/record.ts';
import type { Connector } from './connector.ts';
import { hubspot } from './hubspot.ts';
import { pipedrive } from './pipedrive.ts';
import { salesforce } from './salesforce.ts';
import { webhook } from './webhook.ts';

export type Connectors = Readonly<Partial<Record<CrmId, Connector>>>;

/** Every CRM Leadside can write to. */
export const connectors: Connectors = { salesforce, hubspot, pipedrive, custom: webhook };
