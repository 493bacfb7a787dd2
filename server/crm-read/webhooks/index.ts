import type { CrmId } from '../../../lib/contract/record.ts';
import type { WebhookKind } from './delivery.ts';
import { hubspotWebhook } from './hubspot.ts';
import { pipedriveWebhook } from './pipedrive.ts';
import { standardWebhook } from './standard.ts';

/** Every CRM that tells of changes by itself. Salesforce has nothing that could be told from a forgery: it is read on a schedule. */
export const webhookKinds = {
  hubspot: hubspotWebhook,
  pipedrive: pipedriveWebhook,
  custom: standardWebhook,
} as const satisfies Partial<Record<CrmId, WebhookKind>>;

export type WebhookCrm = keyof typeof webhookKinds;

/** The part of a connection's secret that only its webhooks use. */
export const webhookSecret = 'webhookSecret';

/** What is wrong with the secret of a connection's webhooks, and what to do, or null. Without one its webhooks are refused. */
export function problemWithWebhooks(crm: CrmId, secret: Readonly<Record<string, string>>): string | null {
  const said = secret[webhookSecret];
  if (said === undefined) return null;
  if (!(crm in webhookKinds)) return 'Leave webhookSecret out: Salesforce sends no webhooks.';
  return webhookKinds[crm as WebhookCrm].problemWith(said);
}

/** What a connector signs in with. */
export function withoutWebhooks(secret: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(secret).filter(([name]) => name !== webhookSecret));
}
