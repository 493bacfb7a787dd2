import type { CrmId } from '../../lib/contract/record.ts';
import type { Connector } from './connector.ts';
import { webhook } from './webhook.ts';

export type Connectors = Readonly<Partial<Record<CrmId, Connector>>>;

/** Every CRM Leadside can write to. */
export const connectors: Connectors = { custom: webhook };
