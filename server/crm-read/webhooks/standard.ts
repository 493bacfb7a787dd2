import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { objectKind } from '../../../lib/contract/record.ts';
import { isRecent, same, type WebhookKind } from './delivery.ts';

const record = z.object({ object: objectKind, id: z.union([z.string().min(1).max(200), z.number().transform(String)]) });
const message = z.looseObject({ type: z.literal('record.changed'), data: z.union([record, z.array(record).max(1000)]) });

/** Standard Webhooks: `v1,` and base64 of HMAC-SHA256 over id, time and body; several signatures while a secret is changed. */
export const standardWebhook: WebhookKind = {
  problemWith(secret) {
    const bytes = /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret) ? Buffer.from(secret.slice(6), 'base64').length : 0;
    return bytes >= 24 && bytes <= 64
      ? null
      : 'Give webhookSecret: whsec_ and 24 to 64 random bytes in base64 (openssl rand -base64 32).';
  },
  sentAt({ header, body, secret, now }) {
    const id = header('webhook-id') ?? '';
    const said = header('webhook-timestamp') ?? '';
    const at = /^\d{1,12}$/.test(said) ? Number(said) * 1000 : Number.NaN;
    if (id === '' || id.includes('.') || !isRecent(at, now)) return null;
    const wanted = new Webhook(secret).sign(id, new Date(at), body.toString('utf8'));
    const signatures = (header('webhook-signature') ?? '').split(' ').slice(0, 10);
    return signatures.map((signature) => same(signature, wanted)).includes(true) ? at : null;
  },
  changes(body, _account, sentAt) {
    const parsed = message.safeParse(body);
    if (!parsed.success) return null;
    return [parsed.data.data].flat().map(({ object, id }) => ({ object, id, at: sentAt }));
  },
};
