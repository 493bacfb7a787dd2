import type { RecordRef } from '../../lib/contract/record.ts';
import type { Connector, CrmTarget, ReadOutcome } from '../connectors/connector.ts';

/** A connection that is not to be used now, and why, in a sentence for the rep. `until` null: until an admin does something. */
export type Rest = { until: number | null; because: string };

/** The way to one tenant of a CRM, secret included: held for one call and never logged. */
export type Way = { target: CrmTarget; read: NonNullable<Connector['read']>; rest: Rest | null };

/** How connections are found and used: what reading needs to know of them. */
export type Reach = {
  /** Null where the workspace has not connected this tenant, or where its CRM cannot be read. */
  way: (workspaceId: string, tenant: Pick<RecordRef, 'crm' | 'account'>) => Promise<Way | null>;
  /** What the webhooks of a tenant prove themselves with; null where there is no connection or no secret. */
  webhookSecret: (workspaceId: string, tenant: Pick<RecordRef, 'crm' | 'account'>) => Promise<string | null>;
  /** What came of a call, so that a connection that keeps failing rests for everybody. */
  tell: (target: CrmTarget, outcome: ReadOutcome) => Promise<void>;
};
