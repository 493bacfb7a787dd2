/** Long because every class of answer of one CRM is a case of its own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultsFrom, rough } from '../../test/crm-fakes/faults.ts';
import { no, type PipedriveCompany, pipedriveCompany } from '../../test/crm-fakes/pipedrive.ts';
import type { CrmTarget, CrmWrite } from './connector.ts';
import { pipedrive } from './pipedrive.ts';
import { attempt, call, compare, deliver, operationId, writeOf } from './testing/drive.ts';
import { pipedriveWorld } from './testing/worlds.ts';

const leadId = operationId('the lead');
const ref = { crm: 'pipedrive', account: 'acme', object: 'lead', id: leadId } as const;
const reason = 'a'.repeat(40);
const among = ['Accepted', 'Rejected', 'Recycled'];
let company: PipedriveCompany;
let target: CrmTarget;
const used = new Set<string>();

const leadRow = (id: string, over = {}) => ({
  id,
  title: 'Lena, demo',
  owner_id: 31,
  label_ids: [labelOf('Hot')],
  person_id: 501,
  organization_id: 61,
  is_archived: false,
  update_time: '2026-11-20T10:00:00.000Z',
  ...over,
});
const labelOf = (name: string) => company.settings.labels.find((label) => label.name === name)?.id ?? '';

beforeEach(async () => {
  company = pipedriveCompany();
  await company.fake.start();
  const secret = { apiToken: 'secret-api-token-value' };
  target = {
    workspaceId: operationId(company.fake.url),
    crm: 'pipedrive',
    account: 'acme',
    baseUrl: company.fake.url,
    secret,
    settings: {},
  };
  const { leads, persons, organizations, users, deals, stages } = company.rows;
  leads?.set(leadId, leadRow(leadId));
  persons?.set('501', {
    id: 501,
    name: 'Lena Lead',
    job_title: 'CFO',
    org_id: 61,
    owner_id: 31,
    label_ids: [12],
    emails: [
      { value: 'old@hara.example', primary: false },
      { value: 'lena@hara.example', primary: true },
    ],
    phones: [{ value: '+353 1 555', primary: true }],
  });
  persons?.set('502', { id: 502, name: 'Otto Other', org_id: 61, emails: [{ value: 'otto@hara.example', primary: true }] });
  organizations?.set('61', {
    id: 61,
    name: 'Hara',
    website: 'https://hara.example',
    industry: 5,
    employee_count: 120,
    annual_revenue: 5_000_000,
    address: { value: 'Cork', country: 'Ireland' },
  });
  users?.set('31', { id: 31, name: 'Ada Rep', email: 'ada@example.com', active_flag: true });
  deals?.set('7', {
    id: 7,
    title: 'Deal',
    stage_id: 3,
    stage_change_time: '2026-11-20T08:00:00Z',
    person_id: 501,
    org_id: 61,
    owner_id: 31,
  });
  stages?.set('3', { id: 3, name: 'Demo made' });
});
afterEach(async () => {
  expect(company.fake.problems).toEqual([]);
  for (const operation of company.fake.used) used.add(operation);
  await company.fake.stop();
});

const write = (over: Partial<CrmWrite>, to: CrmWrite['ref'] = ref) => pipedrive.write(target, writeOf(to, over), attempt());
const kinds = () => company.fake.ledger.map(({ kind }) => kind);
const rejected = { fields: { [reason]: 'budget' }, label: { label: 'Rejected', among }, note: 'No budget', archive: true };

describe('writing', () => {
  test('sets field and label, logs the call and the note, and archives last', async () => {
    const given = writeOf(ref, { ...rejected, activity: call('Call: connected', 'a < b', '4') });
    expect(await pipedrive.write(target, given, attempt())).toEqual({
      kind: 'done',
      wrote: [`Lead.${reason}`, 'Lead.label_ids', 'Lead.is_archived', 'Activity', 'Note'],
      ids: { activity: '1', note: '1' },
    });
    expect(kinds()).toEqual(['fields', 'activity', 'note', 'archive']);
    expect(company.rows.leads?.get(leadId)).toMatchObject({
      [reason]: 'budget',
      label_ids: [labelOf('Hot'), labelOf('Rejected')],
      is_archived: true,
    });
    expect(company.rows.activities?.get('1')).toEqual({
      id: 1,
      lead_id: leadId,
      subject: 'Call: connected',
      type: 'call',
      done: true,
      due_date: '2026-11-24',
      due_time: '11:58',
      note: `a &lt; b<br><br>Leadside ${given.operationId}`,
      outcome: 4,
      owner_id: 31,
    });
    expect(company.rows.notes?.get('1')?.content).toBe(
      `No budget<br><br>Logged by Ada Rep in Leadside<br><br>Leadside ${given.operationId}`,
    );
  });

  test('swaps the label and keeps those that are not of the policy, and takes it off where none is wanted', async () => {
    await write({ label: { label: 'rejected', among } });
    await write({ label: { label: 'Accepted', among } });
    expect(company.rows.leads?.get(leadId)?.label_ids).toEqual([labelOf('Hot'), labelOf('Accepted')]);
    await write({ label: { label: null, among } });
    expect(company.rows.leads?.get(leadId)?.label_ids).toEqual([labelOf('Hot')]);
  });

  test('opens an archived lead before it changes it, and leaves it open', async () => {
    await write(rejected);
    await write({ label: { label: 'Accepted', among }, note: 'Back again' });
    expect(kinds()).toEqual(['fields', 'note', 'archive', 'unarchive', 'fields', 'note']);
    expect(company.rows.leads?.get(leadId)?.is_archived).toBe(false);
  });

  test('an attempt on an archived lead is logged without opening it', async () => {
    await write(rejected);
    await write({ activity: call() });
    expect(kinds().slice(-2)).toEqual(['archive', 'activity']);
    expect(company.rows.leads?.get(leadId)?.is_archived).toBe(true);
  });

  test('a second try finds everything behind many pages, archive included, and writes nothing again', async () => {
    company.settings.pageSize = 2;
    const given = writeOf(ref, { ...rejected, activity: call('The call') });
    await pipedrive.write(target, given, attempt());
    for (let at = 0; at < 5; at += 1) await write({ activity: call(`Call ${at}`), note: `Note ${at}` });
    const before = kinds();
    expect(await pipedrive.write(target, given, attempt({ look: true }))).toMatchObject({
      kind: 'done',
      ids: { activity: '1', note: '1' },
    });
    expect(kinds()).toEqual(before);
  });

  test('a person’s label is an option of its field, and a custom field stands apart', async () => {
    const person = { ...ref, object: 'contact', id: '501' } as const;
    expect(
      await write({ fields: { [reason]: 'x' }, label: { label: 'Accepted', among }, note: 'n', archive: true }, person),
    ).toMatchObject({ wrote: [`Person.${reason}`, 'Person.label_ids', 'Note'] });
    expect(company.rows.persons?.get('501')).toMatchObject({ label_ids: [11], custom_fields: { [reason]: 'x' } });
    expect(company.rows.notes?.get('1')).toMatchObject({ person_id: 501 });
  });

  test.each([
    ['account', '61', 'organizations'],
    ['opportunity', '7', 'deals'],
  ] as const)('an %s is written too', async (object, id, table) => {
    expect(
      await write({ fields: { [reason]: 'x' }, label: { label: 'Rejected', among }, activity: call() }, { ...ref, object, id }),
    ).toMatchObject({ kind: 'done' });
    expect(company.rows[table]?.get(id)).toMatchObject({ label_ids: [12], custom_fields: { [reason]: 'x' } });
  });
});

describe('what goes wrong', () => {
  test('a label that is not there is told by its name', async () => {
    expect(await write({ label: { label: 'Nope', among } })).toMatchObject({
      kind: 'refused',
      code: 'invalid',
      because: expect.stringContaining('“Nope”'),
    });
    expect(kinds()).toEqual([]);
  });

  test('a bad value is refused with the CRM’s own words', async () => {
    expect(await write({ fields: { [reason]: 'x'.repeat(300) } })).toEqual({
      kind: 'refused',
      code: 'invalid',
      because: 'Pipedrive refused it: The value is too long.',
    });
    expect(await write({ fields: { nope: 'x' } })).toMatchObject({
      kind: 'refused',
      code: 'invalid',
      because: expect.stringContaining('"nope" is not allowed'),
    });
  });

  test('a lead that was deleted is gone, for fields and for a note', async () => {
    company.rows.leads?.clear();
    expect(await write({ fields: { [reason]: 'x' } })).toMatchObject({ kind: 'refused', code: 'gone' });
    expect(await write({ note: 'x' })).toMatchObject({ kind: 'refused', code: 'gone' });
    expect(await pipedrive.read?.(target, ref, attempt())).toMatchObject({ kind: 'gone' });
  });

  test('a token that no longer holds is signed out, and is not in the sentence', async () => {
    company.settings.apiToken = 'another-token';
    const outcome = await write({ note: 'x' });
    expect(outcome).toMatchObject({ kind: 'signed_out' });
    expect(JSON.stringify(outcome)).not.toContain('secret-api-token');
  });

  test.each([
    [no(402, 'Account unpaid'), { kind: 'signed_out' }],
    [no(403, 'No permission'), { kind: 'refused', code: 'forbidden' }],
    [no(403, 'Archived leads cannot be edited.'), { kind: 'refused', code: 'invalid' }],
    [no(409, 'again'), { kind: 'later', unknown: false }],
    [no(429, 'slow down'), { kind: 'later', retryAfterMs: null, unknown: false }],
    [
      { ...no(429, 'slow down'), headers: { 'x-ratelimit-reset': '2' } },
      { kind: 'later', retryAfterMs: 2000 },
    ],
    [
      { status: 504, type: 'text/html', body: '<html>' },
      { kind: 'later', unknown: true },
    ],
    [
      { status: 201, type: 'text/html', body: 'maintenance' },
      { kind: 'later', unknown: true },
    ],
  ])('%o', async (reply, outcome) => {
    await write({ activity: call() });
    company.fake.next.push(reply);
    expect(await write({ note: 'x' })).toMatchObject(outcome);
    company.fake.problems.splice(0);
  });

  test('silence is for later, and may have arrived', async () => {
    company.fake.next.push('hang');
    const slow = await pipedrive.write(target, writeOf(ref, { note: 'x' }), attempt({ signal: AbortSignal.timeout(50) }));
    expect(slow).toEqual({ kind: 'later', because: 'Pipedrive did not answer in time.', retryAfterMs: null, unknown: true });
  });
});

describe('reading', () => {
  const otto = { ref: { ...ref, object: 'contact', id: '502' }, name: 'Otto Other', title: null, email: 'otto@hara.example' };
  const person = {
    name: 'Lena Lead',
    title: 'CFO',
    company: 'Hara',
    email: 'lena@hara.example',
    phone: '+353 1 555',
    owner: 'Ada Rep',
    ownerEmail: 'ada@example.com',
  };
  const account = {
    name: 'Hara',
    domain: 'hara.example',
    employees: '120',
    industry: 'Retail',
    country: 'Ireland',
    revenue: '5000000',
  };

  test('a lead with its person, organization, owner, colleagues and labels', async () => {
    await write(rejected);
    expect(await pipedrive.read?.(target, ref, attempt())).toEqual({
      kind: 'found',
      record: {
        ref,
        person,
        account,
        stages: [
          { stage: 'Hot', at: null },
          { stage: 'Rejected', at: null },
          { stage: 'Archived', at: '2026-11-24T12:00:00.000Z' },
        ],
        people: [otto],
        changedAt: '2026-11-20T10:00:00.000Z',
      },
    });
  });

  test('a deal by its stage, a person and an organization', async () => {
    const read = async (object: 'contact' | 'account' | 'opportunity', id: string) =>
      pipedrive.read?.(target, { ...ref, object, id }, attempt());
    expect(await read('opportunity', '7')).toMatchObject({
      record: { person, account, stages: [{ stage: 'Demo made', at: '2026-11-20T08:00:00.000Z' }] },
    });
    expect(await read('contact', '501')).toMatchObject({ record: { person, account, people: [otto] } });
    const organization = await read('account', '61');
    expect(organization).toMatchObject({ record: { person: { company: 'Hara' }, account } });
    if (organization?.kind === 'found') expect(organization.record.people).toHaveLength(2);
  });
});

describe('setting up', () => {
  test('a connection is tried', async () => {
    expect(await pipedrive.test(target, attempt())).toEqual({ kind: 'done', wrote: [], ids: {} });
    company.settings.apiToken = 'another-token';
    expect(await pipedrive.test(target, attempt())).toMatchObject({ kind: 'signed_out' });
  });

  test.each([
    [{ baseUrl: 'https://acme.pipedrive.com.evil.example' }, /not an address/],
    [{ baseUrl: 'https://acme.pipedrive.com/' }, /without a path/],
    [{ secret: {} }, /apiToken/],
    [{ settings: { colour: 'red' } }, /no setting colour/],
  ])('%o is told with what to do', (over, sentence) => {
    expect(pipedrive.problemWith({ ...target, ...over })).toMatch(sentence);
  });

  test('a company’s own address holds', () => {
    expect(pipedrive.problemWith({ ...target, baseUrl: 'https://acme.pipedrive.com' })).toBeNull();
  });
});

test('every call that is described is made', () => {
  expect(company.fake.contract.operations.filter((operation) => !used.has(operation))).toEqual([]);
});

test('two hundred writes through faults: each has its effect once', async () => {
  const { fake, target: to, jobs, found } = await pipedriveWorld(200);
  fake.faults = faultsFrom(6, rough, true);
  const tries = await deliver(pipedrive, { ...to, workspaceId: operationId(fake.url) }, jobs, fake);
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
