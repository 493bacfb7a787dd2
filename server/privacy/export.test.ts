import { expect, test } from 'vitest';
import { leadExport } from '../../lib/contract/privacy.ts';
import { createToken } from '../auth/tokens.ts';
import { event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { retain } from './retention.ts';

const { pool, ask, workspace, send, read, clock } = await fileApp();
const day = 86_400_000;

async function exported(of: TestWorkspace, leadId: string) {
  const reply = await ask('GET', `/v1/leads/${leadId}/export`, { token: of.admin });
  return { text: reply.text, held: leadExport.parse(reply.body, { error: () => reply.text }).held };
}

const sourcesIn = (rows: readonly Record<string, unknown>[] | undefined) =>
  [...new Set(rows?.map(({ source }) => String(source)))].sort();

test('a colleague who linked a lead is not named to it, not even once their own name is forgotten; systems are', async () => {
  const acme = await workspace();
  const { id, token } = await createToken(pool, { workspaceId: acme.id, role: 'rep', name: 'Ana Ruiz', email: 'ana@acme.test' });
  const linked = async (ref: string, email: string) => {
    const reply = await ask('POST', '/v1/links', { token, body: { ref: hubspot(ref), email } });
    return (reply.body as { leadId: string }).leadId;
  };
  const byHand = await linked('1', 'cyd@borden.test');
  const clay = { context: { integration: { name: 'Clay' } } };
  await send(acme, [
    identify('bo', '2', { email: 'bo@borden.test' }, clay),
    event('page', { userId: 'bo', properties: { title: 'Prices' } }),
    event('identify', { userId: 'dee', traits: { email: 'dee@other.test', crm: hubspot('3') } }),
  ]);
  const byEvents = await linked('4', 'bo@borden.test');
  for (const ref of ['1', '2']) expect((await read(acme, hubspot(ref))).status).toBe(200);

  // Known by an address alone: nothing but the write key's own name says that it is a system.
  const { rows: dee } = await pool.query<{ id: string }>(
    `select lead_id as id from identities where workspace_id = $1 and value = 'dee@other.test'`,
    [acme.id],
  );
  const nobodyNamed = async () => {
    const hand = await exported(acme, byHand);
    expect(hand.text).not.toContain('Ana Ruiz');
    for (const table of ['links', 'identities', 'lead_facts'])
      expect(sourcesIn(hand.held[table]), table).toEqual(['a colleague']);
    const { held } = await exported(acme, dee[0]?.id ?? '');
    for (const table of ['links', 'identities', 'lead_facts', 'account_facts'])
      expect(sourcesIn(held[table]), table).toEqual(['site']);
    const both = await exported(acme, byEvents);
    expect(both.text).not.toContain('Ana Ruiz');
    expect(sourcesIn(both.held.links)).toEqual(['Clay', 'a colleague']);
    expect(sourcesIn(both.held.identities)).toEqual(['site']);
    expect(sourcesIn(both.held.lead_facts)).toEqual(['Clay']);
    expect(sourcesIn(both.held.touches)).toEqual(['site']);
  };
  await nobodyNamed();
  await pool.query('update tokens set revoked_at = $3 where workspace_id = $1 and id = $2', [acme.id, id, new Date(clock.now)]);
  clock.now += 366 * day;
  await retain(pool, acme.id, { events: 30, outbox: 30, views: 365 }, clock.now);
  const { rows } = await pool.query('select name from tokens where workspace_id = $1 and id = $2', [acme.id, id]);
  expect(rows).toEqual([{ name: '' }]);
  await nobodyNamed();
});
