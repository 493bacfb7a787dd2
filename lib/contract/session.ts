import * as z from 'zod';
import { instant, text } from './primitives.ts';
import { crmId, objectKind } from './record.ts';

export const roles = ['rep', 'marketer', 'admin', 'ingest'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** A CRM the user registered: an origin and, for `custom`, the URL pattern of a record with a named `:id`. */
export const registeredCrm = z.strictObject({
  origin: z.string().max(300),
  crm: crmId,
  pattern: z.string().max(500).optional(),
  object: objectKind.optional(),
});
export type RegisteredCrm = z.infer<typeof registeredCrm>;

/** Who a token speaks for. */
export const session = z
  .object({
    workspace: z.object({ id: z.uuid(), name: text }),
    person: z.object({ name: text, email: text.nullable() }),
    role,
    expiresAt: instant.nullable(),
    server: z.object({ version: z.string(), contract: z.int() }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;
