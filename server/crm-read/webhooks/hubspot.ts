import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { adapters } from '../../../lib/crm/adapters.ts';
import { type Changed, isRecent, same, type WebhookKind } from './delivery.ts';

const events = z
  .array(
    z.looseObject({
      portalId: z.number(),
      subscriptionType: z.string(),
      objectId: z.number().optional(),
      /** With `object.*` subscriptions. */
      objectTypeId: z.string().optional(),
      /** With merges. */
      mergedObjectIds: z.array(z.number()).optional(),
    }),
  )
  .max(1000);

/** What HubSpot leaves decoded in the address it signs. */
const decoded: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};
const asSigned = (uri: string): string => uri.replaceAll(/%[\dA-F]{2}/gi, (code) => decoded[code.toUpperCase()] ?? code);

/** Signature version 3: base64 of HMAC-SHA256 over method, address, body and time, with the app's client secret, five minutes at most. */
export const hubspotWebhook: WebhookKind = {
  problemWith: (secret) =>
    /^[\x21-\x7e]{8,200}$/.test(secret) ? null : 'Give webhookSecret: the client secret of the HubSpot app that sends webhooks.',
  sentAt({ method, uris, header, body, secret, now }) {
    const signature = header('x-hubspot-signature-v3') ?? '';
    const said = header('x-hubspot-request-timestamp') ?? '';
    const at = /^\d{1,15}$/.test(said) ? Number(said) : Number.NaN;
    if (!isRecent(at, now)) return null;
    const signed = (uri: string) =>
      createHmac('sha256', secret)
        .update(`${method}${asSigned(uri)}`)
        .update(body)
        .update(said)
        .digest('base64');
    // All are compared: which one fits is nobody's business.
    return uris.map((uri) => same(signature, signed(uri))).includes(true) ? at : null;
  },
  changes(body, account, sentAt) {
    const parsed = events.safeParse(body);
    if (!parsed.success) return null;
    const ours = parsed.data.filter(({ portalId }) => String(portalId) === account);
    if (ours.length === 0 && parsed.data.length > 0) return null;
    return ours.flatMap(({ subscriptionType, objectTypeId, objectId, mergedObjectIds = [] }): Changed[] => {
      const word = objectTypeId ?? subscriptionType.split('.')[0] ?? '';
      const object = Object.hasOwn(adapters.hubspot.objects, word) ? adapters.hubspot.objects[word] : undefined;
      if (object === undefined) return [];
      const ids = [...(objectId === undefined ? [] : [objectId]), ...mergedObjectIds];
      return ids.map((id) => ({ object, id: String(id), at: sentAt }));
    });
  },
};
