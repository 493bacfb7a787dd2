/** What reps do, as operations with ids of their own, on leads of one workspace. */
import { randomUUID } from 'node:crypto';
import type { Operation } from '../../lib/contract/disposition.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { createToken } from '../../server/auth/tokens.ts';
import { createWorkspace } from '../../server/workspaces/workspaces.ts';

export const refOf = (n: number): RecordRef => ({ crm: 'hubspot', account: '42', object: 'contact', id: String(n) });

let made = 0;
const common = (ref: RecordRef) => ({
  id: randomUUID() as string,
  ref,
  at: new Date().toISOString(),
  // Each its own words, so that one note in the place of another is seen.
  note: `Said no. ${String(++made).padStart(6, '0')}: “après-midi”, 10:00 – 你好`,
  seen: { contextVersion: 1, sections: ['who', 'why'], openedAt: null },
});

export const accept = (ref: RecordRef, expected: number): Operation => ({ kind: 'accept', ...common(ref), expected });
export const reopen = (ref: RecordRef, expected: number): Operation => ({ kind: 'reopen', ...common(ref), expected });
export const call = (ref: RecordRef): Operation => ({ kind: 'attempt', ...common(ref), channel: 'call', outcome: 'no_answer' });
export const step = (ref: RecordRef): Operation => ({ kind: 'step', ...common(ref), step: 'call_now', useful: true });

export type Desk = { url: string; workspaceId: string; token: string; ingestToken: string };

/** A workspace with a rep's token; its policy is the default one, or this. */
export async function openDesk(
  { url, pool }: { url: string; pool: Parameters<typeof createToken>[0] },
  policyText?: string,
): Promise<Desk> {
  const { id: workspaceId } = await createWorkspace(pool, { name: 'Faults', ...(policyText ? { policyText } : {}) });
  const rep = await createToken(pool, { workspaceId, role: 'rep', name: 'Dana Whitfield', days: 2 });
  const ingest = await createToken(pool, { workspaceId, role: 'ingest', name: 'site', days: 2 });
  return { url, workspaceId, token: rep.token, ingestToken: ingest.token };
}

/** Leads `from` to `to - 1`, each known by one identify. */
export async function makeLeads(desk: Desk, from: number, to: number): Promise<RecordRef[]> {
  const refs = Array.from({ length: to - from }, (_, at) => refOf(from + at));
  for (let at = 0; at < refs.length; at += 250) {
    const batch = refs.slice(at, at + 250).map((ref) => ({
      type: 'identify',
      messageId: randomUUID(),
      userId: `person-${ref.id}`,
      // Each at a company of their own: colleagues would make contexts long.
      traits: { email: `p${ref.id}@c${ref.id}.example`, name: `Person ${ref.id}`, crmRecords: [ref] },
      timestamp: new Date().toISOString(),
    }));
    const reply = await fetch(`${desk.url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.ingestToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ batch }),
    });
    const body = (await reply.json()) as { rejected?: unknown[] };
    if (!reply.ok || (body.rejected ?? []).length > 0)
      throw new Error(`The batch was answered ${reply.status}: ${JSON.stringify(body)}`);
  }
  return refs;
}
