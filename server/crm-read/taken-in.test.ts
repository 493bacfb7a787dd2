import { beforeEach, expect, test } from 'vitest';
import { type LeadContext, leadContext } from '../../lib/contract/context.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import type { CrmRecord } from '../connectors/connector.ts';
import { event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { setPolicy } from '../workspaces/workspaces.ts';
import { connectTenant, fakeCrm, readingServer } from './testing/fake-crm.ts';

const crm = fakeCrm();
const { workspace, send, read, pool, clock, ask } = await fileApp({ reach: crm.reach });
crm.state.pool = pool;
/** Reads when the test says so, beside the app that reads by itself. */
const { reader } = readingServer({ pool, now: () => clock.now, reach: crm.reach });

let acme: TestWorkspace;
beforeEach(async () => {
  acme = await workspace();
  await connectTenant(pool, acme.id, 'hubspot', '42', clock.now);
  await connectTenant(pool, acme.id, 'salesforce', 'acme', clock.now);
  crm.records.clear();
  clock.now += 3_600_000;
});
const day = 86_400_000;
const ago = (days: number) => new Date(clock.now - days * day).toISOString();
const contextOf = async (ref: RecordRef): Promise<LeadContext> => {
  const reply = await read(acme, ref);
  return leadContext.parse(reply.body, { error: () => reply.text });
};
/** The CRM holds this now, and it is read. */
async function readNow(ref: RecordRef, said: Partial<Omit<CrmRecord, 'ref'>>): Promise<LeadContext> {
  crm.hold(ref, said);
  clock.now += 1000;
  expect(await reader.read(acme.id, ref)).toMatchObject({ kind: 'lead' });
  return contextOf(ref);
}
const claims = async () => {
  const { rows } = await pool.query('select kind, value from claims where workspace_id = $1 order by kind', [acme.id]);
  return rows;
};

test('the newest told wins, whoever told it: a CRM takes nothing back that marketing heard since', async () => {
  const told = ago(5);
  await send(acme, [identify('ann', '1', { title: 'VP Sales', phone: '1' }, { timestamp: told })]);
  const person = { name: 'Ann Lee', title: 'Manager', phone: '2' };
  const { who } = await readNow(hubspot('1'), { person, changedAt: ago(20) });
  expect(who.title).toMatchObject({ value: 'VP Sales', source: 'site' });
  expect(who.name).toMatchObject({ value: 'Person ann' });
  // Somebody moves the record along: what stood in it for weeks is not news.
  const moved = await readNow(hubspot('1'), { person: { ...person, owner: 'Bo' }, changedAt: ago(1) });
  expect(moved.who.title).toMatchObject({ value: 'VP Sales', at: told });
  expect(moved.who.owner).toMatchObject({ value: 'Bo', source: 'HubSpot' });
  // And now the title itself.
  const titled = await readNow(hubspot('1'), { person: { ...person, title: 'CEO' }, changedAt: ago(0.5) });
  expect([titled.who.title?.value, titled.who.title?.source, titled.who.phone?.value]).toEqual(['CEO', 'HubSpot', '1']);
  // Back to what it was before is a change as well.
  const back = await readNow(hubspot('1'), { person, changedAt: ago(0.1) });
  expect(back.who.title?.value).toBe('Manager');
});

test('a reading that says nothing new tells nothing, but is dated', async () => {
  const held = { person: { name: 'Bea', email: 'bea@corp.test' }, changedAt: ago(3) };
  const first = await readNow(hubspot('2'), held);
  const events = async () => (await pool.query('select 1 from events where workspace_id = $1', [acme.id])).rowCount;
  expect(await events()).toBe(1);
  const second = await readNow(hubspot('2'), held);
  expect(await events()).toBe(1);
  expect(second.who).toEqual(first.who);
  expect(Date.parse(second.crm?.readAt ?? '')).toBe(clock.now);
});

test('a company changed behind the record is told when it was seen', async () => {
  const held = { person: { email: 'cy@corp.test' }, account: { name: 'Corp', employees: '90' }, changedAt: ago(30) };
  await readNow(hubspot('3'), held);
  const grown = await readNow(hubspot('3'), { ...held, account: { name: 'Corp', employees: '300' } });
  expect(grown.account?.employees).toMatchObject({ value: '300', at: new Date(clock.now).toISOString() });
  expect(grown.account?.name).toMatchObject({ value: 'Corp', at: held.changedAt });
});

test('a person with an address at an open mail service belongs to the company the CRM has for them', async () => {
  const { account, who } = await readNow(hubspot('4'), {
    person: { name: 'Di', email: 'di@gmail.com' },
    account: { name: 'Calder', domain: 'calder.test', employees: '320' },
  });
  expect([account?.domain?.value, account?.employees?.value, who.company?.value]).toEqual(['calder.test', '320', 'Calder']);
});

test('colleagues are on the account, known by what the CRM says, and read when somebody opens them', async () => {
  await send(acme, [event('identify', { userId: 'eli', traits: { email: 'eli@calder.test', title: 'CTO' }, timestamp: ago(2) })]);
  const people = [
    { ref: hubspot('51'), name: 'Eli Ott', title: 'Clerk', email: 'eli@calder.test' },
    { ref: hubspot('52'), name: 'Flo Ng', title: 'CFO', email: null },
    { ref: hubspot('53'), name: 'Gus', title: null, email: 'gus@elsewhere.test' },
    { ref: hubspot('54'), name: null, title: null, email: null },
  ];
  const held = { person: { name: 'Ines', email: 'ines@calder.test' }, account: { domain: 'calder.test' }, people };
  const { account } = await readNow(hubspot('5'), held);
  const found = account?.people.map(({ name, title }) => [name, title]) ?? [];
  expect(new Set(found)).toEqual(
    new Set([
      [null, 'CTO'],
      ['Flo Ng', 'CFO'],
    ]),
  );
  const asked = crm.asked.length;
  crm.hold(hubspot('52'), { person: { name: 'Florence Ng', title: 'CFO', email: 'flo@calder.test' } });
  await readNow(hubspot('52'), { person: { name: 'Florence Ng', title: 'CFO', email: 'flo@calder.test' } });
  expect(crm.asked.length).toBe(asked + 1);
  expect((await contextOf(hubspot('52'))).account?.peopleTotal).toBe(2);
  expect((await contextOf(hubspot('51'))).who.title?.value).toBe('CTO');
});

test('stages come in our words with their dates, and the policy has the last word', async () => {
  const ref: RecordRef = { crm: 'salesforce', account: 'acme', object: 'lead', id: '00Q5e00001ABCDEEA3' };
  const contacted = ago(4);
  const stages = [
    { stage: 'MQL', at: ago(9) },
    { stage: 'Working - Contacted', at: contacted },
    { stage: 'Nurturing - Cold', at: ago(2) },
    { stage: 'New', at: null },
  ];
  const first = await readNow(ref, { person: { name: 'Hal' }, stages, changedAt: ago(1) });
  expect([first.who.stage, first.who.stageSince]).toEqual(['sal', contacted]);
  const { rows } = await pool.query<{ text: string }>('select text from policies where workspace_id = $1', [acme.id]);
  await setPolicy(pool, {
    workspaceId: acme.id,
    policyText: `${rows[0]?.text}\ncrmStages:\n  "nurturing - cold": disqualified\n`.replace(/^crmStages: \{\}$/m, ''),
  });
  const second = await readNow(ref, { person: { name: 'Hal' }, stages, changedAt: ago(1) });
  expect(second.who.stage).toBe('disqualified');
});

test('what holds now without a date takes nothing back from what was reached', async () => {
  const stages = [
    { stage: 'salesqualifiedlead', at: ago(5) },
    { stage: 'IN_PROGRESS', at: null },
  ];
  const { who } = await readNow(hubspot('7'), { person: { name: 'Ida' }, stages, changedAt: ago(1) });
  expect(who.stage).toBe('sql');
  const later = [...stages, { stage: 'UNQUALIFIED', at: null }];
  const after = await readNow(hubspot('7'), { person: { name: 'Ida' }, stages: later, changedAt: ago(0.5) });
  expect(after.who.stage).toBe('disqualified');
});

test('a record with the address of a known person shows that person', async () => {
  await send(acme, [
    event('identify', { userId: 'jon', traits: { email: 'jon@corp.test' } }),
    event('page', { userId: 'jon', name: 'Docs' }),
  ]);
  const context = await readNow(hubspot('8'), { person: { name: 'Jon', email: 'JON@corp.test' } });
  expect(context.read.total).toBe(1);
  expect(await claims()).toEqual([]);
});

test('a record that shows one known person and names the address of another merges nobody: it is kept as a claim', async () => {
  await send(acme, [
    identify('kai', '9'),
    event('identify', { userId: 'liv', traits: { email: 'liv@corp.test', title: 'CEO' } }),
  ]);
  const before = await contextOf(hubspot('9'));
  const after = await readNow(hubspot('9'), { person: { name: 'Liv', email: 'liv@corp.test' }, changedAt: ago(0) });
  expect(after.leadId).toBe(before.leadId);
  expect(after.who.title).toBeNull();
  expect(await claims()).toEqual([{ kind: 'email', value: 'liv@corp.test' }]);
  const { rows } = await pool.query('select id from leads where workspace_id = $1', [acme.id]);
  expect(rows).toHaveLength(2);
});

test('an event that claims a record whose lead has an address of its own is kept as a claim', async () => {
  const before = await readNow(hubspot('10'), { person: { name: 'Mo', email: 'mo@corp.test' } });
  await send(acme, [identify('thief', '10', { email: 'thief@evil.test', title: 'CEO' })]);
  const after = await contextOf(hubspot('10'));
  expect([after.leadId, after.who.title, after.who.email?.value]).toEqual([before.leadId, null, 'mo@corp.test']);
  expect(await claims()).toMatchObject([{ kind: 'record' }]);
});

test('a record a rep ties to another lead is told to that one in full', async () => {
  const first = await readNow(hubspot('11'), { person: { name: 'Nia', title: 'COO' }, changedAt: ago(2) });
  await ask('POST', '/v1/links', { token: acme.rep, body: { ref: hubspot('11'), email: 'nia@corp.test' } });
  const second = await readNow(hubspot('11'), { person: { name: 'Nia', title: 'COO' }, changedAt: ago(2) });
  expect(second.leadId).not.toBe(first.leadId);
  expect([second.who.name?.value, second.who.title?.value]).toEqual(['Nia', 'COO']);
});

test('text from a CRM is kept as text the database can hold, whatever is in it', async () => {
  const name = `A\0b\uD800 <img src=x onerror=alert(1)> ${'x'.repeat(5000)}`;
  const { who } = await readNow(hubspot('12'), { person: { name, title: ' \0 ' }, account: { domain: 'javascript:alert(1)' } });
  expect(who.name?.value).toHaveLength(2048);
  expect(who.name?.value.startsWith('Ab\uFFFD <img src=x')).toBe(true);
  expect([who.title, (await contextOf(hubspot('12'))).account]).toEqual([null, null]);
});

test('nothing is told of a company alone, and a deal makes a lead of the person on it', async () => {
  crm.hold({ ...hubspot('13'), object: 'account' }, { person: { name: 'Owner' }, account: { name: 'Calder' } });
  expect(await reader.read(acme.id, { ...hubspot('13'), object: 'account' })).toEqual({ kind: 'nobody' });
  const deal: RecordRef = { ...hubspot('14'), object: 'opportunity' };
  const { who } = await readNow(deal, { person: { name: 'Oz' }, stages: [{ stage: 'Contract sent', at: ago(3) }] });
  expect(who.stage).toBe('opportunity');
});
