import * as z from 'zod';
import type { ObjectKind } from '../../../lib/contract/record.ts';
import { same, type WebhookKind } from './delivery.ts';

const id = z.union([z.string().min(1).max(60), z.int().min(1)]).transform(String);
const message = z.looseObject({
  meta: z.looseObject({
    version: z.literal('2.0'),
    entity: z.string(),
    entity_id: id,
    /** `{company}.pipedrive.com` */
    host: z.string(),
    /** Seconds, or ISO 8601. */
    timestamp: z.union([z.number(), z.string()]),
    merged_to_id: id.optional(),
    merged_from_id: id.optional(),
  }),
});

const objects: Readonly<Record<string, ObjectKind>> = {
  lead: 'lead',
  person: 'contact',
  deal: 'opportunity',
  organization: 'account',
};

/** It is tried again for three minutes after the first time. */
const oldestMs = 3_600_000;
const aheadMs = 5 * 60_000;

/**
 * Pipedrive signs nothing: a webhook is known by name and password of HTTP Basic alone, and what it says by reading the record.
 */
export const pipedriveWebhook: WebhookKind = {
  problemWith: (secret) =>
    /^[^:\s]{1,100}:[\x21-\x7e]{12,100}$/.test(secret)
      ? null
      : 'Give webhookSecret as name:password, the HTTP auth of the webhook in Pipedrive, with a password of 12 characters or more.',
  sentAt({ header, secret, now }) {
    const said = /^basic +([A-Za-z0-9+/=]+)$/i.exec(header('authorization') ?? '')?.[1] ?? '';
    return same(Buffer.from(said, 'base64').toString('utf8'), secret) ? now : null;
  },
  changes(body, account, now) {
    const parsed = message.safeParse(body);
    if (!parsed.success) return null;
    const { entity, entity_id, host, timestamp, merged_to_id, merged_from_id } = parsed.data.meta;
    if (host.toLowerCase() !== `${account}.pipedrive.com`) return null;
    const at = typeof timestamp === 'number' || /^\d+$/.test(timestamp) ? Number(timestamp) * 1000 : Date.parse(timestamp);
    if (!(at >= now - oldestMs && at <= now + aheadMs)) return null;
    const object = Object.hasOwn(objects, entity) ? objects[entity] : undefined;
    if (object === undefined) return [];
    const ids = [entity_id, merged_to_id, merged_from_id].filter((one) => one !== undefined);
    return ids.map((one) => ({ object, id: one, at: Math.min(at, now) }));
  },
};
