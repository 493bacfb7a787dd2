/** One believable lead, made by events through the API, then copied until there are `count` of them. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { believableLead } from '../lead.ts';

/** The same in SQL and here, so that neither side needs a list. */
export function leadId(index: number): string {
  const hex = createHash('md5').update(`lead${index}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export async function sendOneLead(url: string, writeKey: string): Promise<void> {
  const batch = believableLead('original', { crm: 'custom', account: 'bench', object: 'lead', id: 'original' });
  const reply = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}` },
    body: JSON.stringify({ batch }),
  });
  if (!reply.ok) throw new Error(`The batch was answered with ${reply.status}: ${await reply.text()}`);
}

/** Copies the original's rows; `refresh_at` is moved ahead so that a read measures a read. */
export async function copyLeads(pool: pg.Pool, workspaceId: string, from: number, to: number): Promise<void> {
  const ids = `select i, md5('lead' || i)::uuid as id from generate_series(${from}, ${to - 1}) as i`;
  await pool.query(`insert into leads (workspace_id, id) select $1, id from (${ids}) as copies`, [workspaceId]);
  await pool.query(
    `insert into links (workspace_id, crm, account, object, id, lead_id, source)
     select $1, 'custom', 'bench', 'lead', i::text, id, 'bench' from (${ids}) as copies`,
    [workspaceId],
  );
  await pool.query(
    `insert into contexts (workspace_id, lead_id, version, body, refresh_at)
     select $1, copies.id, original.version, original.body, now() + interval '1 day'
     from (${ids}) as copies, (select c.version, c.body from contexts c join links l using (workspace_id, lead_id) where l.workspace_id = $1 and l.id = 'original') as original`,
    [workspaceId],
  );
  await pool.query('vacuum analyze leads, links, contexts');
}
