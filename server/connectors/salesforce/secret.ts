import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';

/** An External Client App: its key and secret (client credentials), or its key with a signed assertion for one user (JWT bearer). */
export const salesforceSecret = z.union([
  z.strictObject({ clientId: z.string().min(1), clientSecret: z.string().min(1) }),
  z.strictObject({
    clientId: z.string().min(1),
    username: z.string().min(1),
    privateKey: z.string().refine(isPrivateKey),
    audience: z.url().optional(),
  }),
]);
export type SalesforceSecret = z.infer<typeof salesforceSecret>;

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** The custom field on Task that keeps the operation's id: text of 36 or more, external id, unique. */
export const taskKeyOf = (settings: Readonly<Record<string, string>>) => settings.taskExternalId ?? 'Leadside_Id__c';
export const taskStatusOf = (settings: Readonly<Record<string, string>>) => settings.taskStatus ?? 'Completed';
export const versionOf = (settings: Readonly<Record<string, string>>) => settings.apiVersion ?? '62.0';

const known = new Set(['taskExternalId', 'taskStatus', 'apiVersion']);

export function problemWithSettings(settings: Readonly<Record<string, string>>): string | null {
  const unknown = Object.keys(settings).find((name) => !known.has(name));
  if (unknown !== undefined) return `There is no setting ${unknown} for Salesforce; it has ${[...known].join(', ')}.`;
  if (!/^[A-Za-z]\w{0,60}__c$/.test(taskKeyOf(settings)))
    return 'Set taskExternalId to the API name of a custom field on Task, such as Leadside_Id__c.';
  return /^\d{2,3}\.0$/.test(versionOf(settings)) ? null : 'Set apiVersion to a version such as 62.0.';
}
