/** Long because every class of answer of one CRM is a case of its own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultsFrom, rough } from '../../test/crm-fakes/faults.ts';
import { type HubspotPortal, hubspotPortal, no } from '../../test/crm-fakes/hubspot.ts';
import type { CrmTarget, CrmWrite } from './connector.ts';
import { hubspot } from './hubspot.ts';
import { attempt, call, compare, deliver, operationId, writeOf } from './testing/drive.ts';
import { hubspotWorld } from './testing/worlds.ts';

const ref = { crm: 'hubspot', account: '123', object: 'contact', id: '501' } as const;
const lead = { ...ref, object: 'lead', id: '77' } as const;
let portal: HubspotPortal;
let target: CrmTarget;
const used = new Set<string>();

beforeEach(async () => {
  portal = hubspotPortal();
  await portal.fake.start();
  const secret = { accessToken: 'pat-eu1-secret-value' };
  target = {
    workspaceId: operationId(portal.fake.url),
    crm: 'hubspot',
    account: '123',
    baseUrl: portal.fake.url,
    secret,
    settings: {},
  };
  portal.put('contacts', '501', {
    firstname: 'Lena',
    lastname: 'Lead',
    jobtitle: 'CFO',
    email: 'lena@hara.example',
    hs_lead_status: 'NEW',
    lifecyclestage: 'marketingqualifiedlead',
    hs_lifecyclestage_lead_date: '2026-11-01T08:00:00Z',
    hs_lifecyclestage_marketingqualifiedlead_date: '1763971200000',
    hubspot_owner_id: '31',
  });
  portal.put('contacts', '502', { firstname: 'Otto', lastname: 'Other', jobtitle: 'CTO', email: 'otto@hara.example' });
  portal.put('companies', '61', { name: 'Hara', domain: 'www.hara.example', industry: 'RETAIL', numberofemployees: '120' });
  portal.put('leads', '77', {
    hs_lead_name: 'Lena, demo',
    hs_pipeline_stage: 'new-stage',
    hs_v2_date_entered_current_stage: '2026-11-20T08:00:00Z',
    hubspot_owner_id: '31',
  });
  portal.put('owners', '31', { email: 'ada@example.com', firstName: 'Ada', lastName: 'Rep' });
  portal.link('leads/77', 'contacts/502', 579);
  portal.link('leads/77', 'contacts/501', 578, 'Primary');
  portal.link('contacts/501', 'companies/61', 1, 'Primary');
  portal.link('companies/61', 'contacts/501', 2);
  portal.link('companies/61', 'contacts/502', 2);
});
afterEach(async () => {
  expect(portal.fake.problems).toEqual([]);
  for (const operation of portal.fake.used) used.add(operation);
  await portal.fake.stop();
});

const write = (over: Partial<CrmWrite>, to: CrmWrite['ref'] = ref) => hubspot.write(target, writeOf(to, over), attempt());
const asked = () => portal.fake.seen.map(({ method, path }) => `${method} ${path.replace('/crm/', '').replace('/2026-09', '')}`);
const kinds = () => portal.fake.ledger.map(({ kind, record }) => `${kind} ${record}`);

describe('writing', () => {
  test('sets fields, then logs the call and the note, with markup as text and the operation in the last line', async () => {
    const given = writeOf(ref, {
      fields: { hs_lead_status: 'UNQUALIFIED' },
      activity: call('Call: connected', 'a < b & "c"\nthen', 'f240bbac'),
      note: 'No budget',
    });
    expect(await hubspot.write(target, given, attempt())).toEqual({
      kind: 'done',
      wrote: ['Contact.hs_lead_status', 'Call', 'Note'],
      ids: { call: '9001', note: '9002' },
    });
    expect(portal.rows.get('calls/9001')?.properties).toEqual({
      hs_timestamp: '2026-11-24T11:58:30.000Z',
      hs_call_title: 'Call: connected',
      hs_call_status: 'COMPLETED',
      hs_call_direction: 'OUTBOUND',
      hs_call_disposition: 'f240bbac',
      hs_call_body: `a &lt; b &amp; &quot;c&quot;<br>then<br><br>Leadside ${given.operationId}`,
      hubspot_owner_id: '31',
    });
    expect(portal.rows.get('notes/9002')?.properties.hs_note_body).toBe(`No budget<br><br>Leadside ${given.operationId}`);
  });

  test('logs what is no call as a finished task, and names the rep where they own nothing in HubSpot', async () => {
    const linkedin = { channel: 'linkedin', subject: 'LinkedIn: sent', body: '', outcome: null } as const;
    await write({ activity: linkedin, by: { name: 'Bo Rep', email: 'bo@example.com' } });
    expect(portal.rows.get('tasks/9001')?.properties).toMatchObject({
      hs_task_subject: 'LinkedIn: sent',
      hs_task_status: 'COMPLETED',
      hs_task_body: expect.stringMatching(/^Logged by Bo Rep in Leadside<br><br>Leadside /),
    });
  });

  test('a lead’s stage is its own, its lead status is its primary contact’s, and what is logged is on both', async () => {
    const fields = { hs_pipeline_stage: 'disqualified-stage', hs_lead_status: 'UNQUALIFIED', 'contact.reject_reason': 'budget' };
    expect(await write({ fields, activity: call() }, lead)).toMatchObject({
      kind: 'done',
      wrote: ['Lead.hs_pipeline_stage', 'Contact.hs_lead_status', 'Contact.reject_reason', 'Call'],
    });
    expect(portal.rows.get('contacts/501')?.properties).toMatchObject({ hs_lead_status: 'UNQUALIFIED', reject_reason: 'budget' });
    expect(kinds()).toEqual(['fields leads/77', 'fields contacts/501', 'call leads/77']);
    const made = asked().filter((path) => path.startsWith('GET associations/calls'));
    expect(made).toEqual(['GET associations/calls/leads/labels', 'GET associations/calls/contacts/labels']);
  });

  test('a lead without a contact cannot take a contact’s field', async () => {
    portal.put('leads', '78', { hs_lead_name: 'Nobody' });
    expect(await write({ fields: { hs_lead_status: 'OPEN' } }, { ...lead, id: '78' })).toMatchObject({
      kind: 'refused',
      code: 'invalid',
    });
    expect(await write({ note: 'x' }, { ...lead, id: '78' })).toMatchObject({ kind: 'done', wrote: ['Note'] });
  });

  test('a second try finds the first one’s call behind many pages, and writes nothing again', async () => {
    portal.settings.pageSize = 2;
    for (let at = 0; at < 7; at += 1) await write({ activity: call(`Call ${at}`) });
    const given = writeOf(ref, { fields: { do_not_call: true, hs_lead_status: null }, activity: call('The call') });
    await hubspot.write(target, given, attempt());
    for (let at = 7; at < 12; at += 1) await write({ activity: call(`Call ${at}`) });
    const before = portal.fake.ledger.length;
    expect(await hubspot.write(target, given, attempt({ look: true }))).toMatchObject({ kind: 'done', ids: { call: '9008' } });
    expect(portal.fake.ledger).toHaveLength(before);
    expect(portal.rows.get('contacts/501')?.properties).toMatchObject({ do_not_call: 'true', hs_lead_status: '' });
  });

  test('a look-up HubSpot answers in part is no look-up: nothing is written on its word', async () => {
    const given = writeOf(ref, { note: 'x' });
    await hubspot.write(target, given, attempt());
    await write({ note: 'another' });
    portal.settings.failing.set('notes/9001', 'INTERNAL_ERROR');
    expect(await hubspot.write(target, given, attempt({ look: true }))).toMatchObject({
      kind: 'later',
      because: expect.stringContaining('a part'),
    });
    // One deleted meanwhile is no reason to wait.
    portal.settings.failing.clear();
    portal.rows.delete('notes/9002');
    expect(await hubspot.write(target, given, attempt({ look: true }))).toMatchObject({ kind: 'done', ids: { note: '9001' } });
    expect(kinds()).toEqual(['note contacts/501', 'note contacts/501']);
  });

  test('refuses a label, which HubSpot does not have', async () => {
    expect(await write({ label: { label: 'Hot', among: [] } })).toMatchObject({ kind: 'refused', code: 'invalid' });
  });
});

describe('what goes wrong', () => {
  test.each([
    [
      'an option the portal does not have',
      { hs_lead_status: 'NOPE' },
      'HubSpot refused it: hs_lead_status: NOPE was not one of the allowed options',
    ],
    [
      'a validation rule of the portal',
      { reject_reason: 'x'.repeat(61) },
      'HubSpot refused it: reject_reason: must be at most 60 characters.',
    ],
    ['a property that is not there', { nope: 'x' }, 'Property "nope" does not exist'],
  ])('%s is refused with the CRM’s own words', async (_name, fields: Record<string, string>, words) => {
    expect(await write({ fields })).toMatchObject({ kind: 'refused', code: 'invalid', because: expect.stringContaining(words) });
  });

  test('a missing scope is forbidden and named, and a wrong key is signed out', async () => {
    portal.settings.scopes.delete('contacts');
    expect(await write({ fields: { do_not_call: true } })).toMatchObject({
      kind: 'refused',
      code: 'forbidden',
      because: expect.stringContaining('the key lacks crm.objects.contacts.write'),
    });
    portal.settings.accessToken = 'another';
    const outcome = await write({ fields: { do_not_call: true } });
    expect(outcome).toMatchObject({ kind: 'signed_out' });
    expect(JSON.stringify(outcome)).not.toContain('pat-eu1');
  });

  test('a record that was deleted is gone, for fields and for a note', async () => {
    portal.rows.delete('contacts/501');
    expect(await write({ fields: { do_not_call: true } })).toMatchObject({ kind: 'refused', code: 'gone' });
    expect(await write({ note: 'x' })).toMatchObject({ kind: 'refused', code: 'gone' });
    expect(await hubspot.read?.(target, ref, attempt())).toMatchObject({ kind: 'gone' });
  });

  test.each([
    ['3', 3000],
    ['0', 0],
    ['-1', null],
    ['1000000000', 86_400_000],
    ['Tue, 24 Nov 2026 12:01:00 GMT', 60_000],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
    ['soon', null],
  ])('a Retry-After of %s is a wait of %s ms', async (header, retryAfterMs) => {
    portal.fake.next.push({ ...no(429, 'RATE_LIMITS', 'slow down'), headers: { 'retry-after': header } });
    expect(await write({ fields: { do_not_call: true } })).toMatchObject({ kind: 'later', retryAfterMs, unknown: false });
  });

  test.each([
    [no(409, 'CONFLICT', 'again'), { kind: 'later', unknown: false }],
    [no(423, 'LOCKED', 'locked'), { kind: 'later', unknown: false }],
    [
      { status: 502, type: 'text/html', body: '<html>' },
      { kind: 'later', unknown: true },
    ],
    [
      { status: 200, body: [] },
      { kind: 'later', unknown: true },
    ],
    [
      { status: 200, type: 'text/html', body: 'maintenance' },
      { kind: 'later', unknown: true },
    ],
  ])('%o', async (reply, outcome) => {
    portal.fake.next.push(reply);
    expect(await write({ fields: { do_not_call: true } })).toMatchObject(outcome);
    portal.fake.problems.splice(0);
  });

  test('silence is for later, and may have arrived', async () => {
    portal.fake.next.push('hang');
    const slow = await hubspot.write(
      target,
      writeOf(ref, { fields: { do_not_call: true } }),
      attempt({ signal: AbortSignal.timeout(50) }),
    );
    expect(slow).toEqual({ kind: 'later', because: 'HubSpot did not answer in time.', retryAfterMs: null, unknown: true });
  });
});

describe('reading', () => {
  const hara = { name: 'Hara', domain: 'hara.example', employees: '120', industry: 'RETAIL' };
  const otto = { ref: { ...ref, id: '502' }, name: 'Otto Other', title: 'CTO', email: 'otto@hara.example' };

  test('a contact with its owner, company, colleagues and lifecycle dates', async () => {
    expect(await hubspot.read?.(target, ref, attempt())).toEqual({
      kind: 'found',
      record: {
        ref,
        person: {
          name: 'Lena Lead',
          title: 'CFO',
          company: 'Hara',
          email: 'lena@hara.example',
          owner: 'Ada Rep',
          ownerEmail: 'ada@example.com',
        },
        account: hara,
        stages: [
          { stage: 'marketingqualifiedlead', at: '2025-11-24T08:00:00.000Z' },
          { stage: 'lead', at: '2026-11-01T08:00:00.000Z' },
          { stage: 'NEW', at: null },
        ],
        people: [otto],
        changedAt: null,
      },
    });
  });

  test('a lead is told by its primary contact, and its stage by the name the portal gave it', async () => {
    const outcome = await hubspot.read?.(target, lead, attempt());
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { ref: lead, person: { name: 'Lena Lead', email: 'lena@hara.example' }, account: hara, people: [otto] },
    });
    if (outcome?.kind === 'found') expect(outcome.record.stages.at(-1)).toEqual({ stage: 'New', at: '2026-11-20T08:00:00.000Z' });
  });

  test('without the scopes for company and owner the person is read all the same', async () => {
    portal.settings.scopes = new Set(['contacts']);
    expect(await hubspot.read?.(target, ref, attempt())).toMatchObject({
      kind: 'found',
      record: { person: { name: 'Lena Lead' }, account: null },
    });
  });

  test('at most 25 colleagues', async () => {
    for (let at = 600; at < 640; at += 1) {
      portal.put('contacts', String(at), { firstname: 'P', lastname: String(at) });
      portal.link('companies/61', `contacts/${at}`, 2);
    }
    const outcome = await hubspot.read?.(target, ref, attempt());
    if (outcome?.kind === 'found') expect(outcome.record.people).toHaveLength(25);
    expect(outcome?.kind).toBe('found');
  });
});

describe('setting up', () => {
  test('a connection is tried', async () => {
    expect(await hubspot.test(target, attempt())).toEqual({ kind: 'done', wrote: [], ids: {} });
    portal.settings.scopes.delete('owners');
    expect(await hubspot.test(target, attempt())).toMatchObject({ kind: 'refused', code: 'forbidden' });
  });

  test.each([
    [{ baseUrl: 'https://api.hubapi.com.evil.example' }, /not an address/],
    [{ secret: { accessToken: 'x y' } }, /service key/],
    [{ settings: { colour: 'red' } }, /no setting colour/],
  ])('%o is told with what to do', (over, sentence) => {
    expect(hubspot.problemWith({ ...target, ...over })).toMatch(sentence);
  });

  test('the vendor’s own addresses hold', () => {
    for (const host of ['api.hubapi.com', 'api-eu1.hubapi.com'])
      expect(hubspot.problemWith({ ...target, baseUrl: `https://${host}` })).toBeNull();
  });
});

test('every call that is described is made', () => {
  expect(portal.fake.contract.operations.filter((operation) => !used.has(operation))).toEqual([]);
});

test('two hundred writes through faults: each has its effect once', async () => {
  const { fake, target: to, jobs, found } = await hubspotWorld(200);
  fake.faults = faultsFrom(5, rough, true);
  const tries = await deliver(hubspot, { ...to, workspaceId: operationId(fake.url) }, jobs, fake);
  expect(
    compare(
      jobs.flatMap(({ effects }) => effects),
      found(),
    ),
  ).toEqual({ lost: [], tooMany: [] });
  expect(fake.problems).toEqual([]);
  expect(tries).toBeGreaterThan(300);
  await fake.stop();
});
