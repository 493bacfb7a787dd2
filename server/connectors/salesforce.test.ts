/** Long because every class of answer of one CRM is a case of its own. */
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultsFrom, rough } from '../../test/crm-fakes/faults.ts';
import { type SalesforceOrg, salesforceId, salesforceOrg } from '../../test/crm-fakes/salesforce.ts';
import type { CrmTarget, CrmWrite } from './connector.ts';
import { salesforce } from './salesforce.ts';
import { attempt, call, compare, deliver, operationId, writeOf } from './testing/drive.ts';
import { salesforceWorld } from './testing/worlds.ts';

const lead = salesforceId('00Q', 1);
const ref = { crm: 'salesforce', account: 'acme', object: 'lead', id: lead } as const;
const ada = salesforceId('005', 1);
let org: SalesforceOrg;
let target: CrmTarget;
const used = new Set<string>();

beforeEach(async () => {
  org = salesforceOrg();
  await org.fake.start();
  const secret = { clientId: 'client-id', clientSecret: 'client-secret-value' };
  target = {
    workspaceId: operationId(org.fake.url),
    crm: 'salesforce',
    account: 'acme',
    baseUrl: org.fake.url,
    secret,
    settings: {},
  };
  org.rows.Lead?.set(lead, {
    Id: lead,
    Name: 'Lena Lead',
    Title: 'CFO',
    Company: "O'Hara Ltd",
    Email: 'lena@ohara.example',
    Status: 'Open - Not Contacted',
    OwnerId: ada,
    NumberOfEmployees: 120,
    Website: 'https://www.ohara.example/en',
    LastModifiedDate: '2026-11-20T10:00:00.000+0000',
  });
  org.rows.User?.set(ada, { Id: ada, Name: 'Ada Rep', Email: 'ada@example.com', IsActive: true });
});
afterEach(async () => {
  expect(org.fake.problems).toEqual([]);
  for (const operation of org.fake.used) used.add(operation);
  await org.fake.stop();
});

const write = (over: Partial<CrmWrite>) => salesforce.write(target, writeOf(ref, over), attempt());
const paths = () =>
  org.fake.seen.map(({ method, path }) => `${method} ${path.replace(/.*\/(sobjects|data\/v[\d.]+|services)\//, '')}`);

describe('writing', () => {
  test('sets fields, then upserts one finished task under the operation, for the rep', async () => {
    const given = {
      fields: { Status: 'Closed - Not Converted', Reject_Reason__c: 'budget' },
      activity: call('Call', 'No budget', 'Connected'),
      note: 'Ask in spring',
    };
    const written = writeOf(ref, given);
    expect(await salesforce.write(target, written, attempt())).toEqual({
      kind: 'done',
      wrote: ['Lead.Status', 'Lead.Reject_Reason__c', 'Task'],
      ids: { task: salesforceId('00T', 1) },
    });
    expect(org.rows.Lead?.get(lead)).toMatchObject({ Status: 'Closed - Not Converted', Reject_Reason__c: 'budget' });
    expect([...(org.rows.Task?.values() ?? [])]).toEqual([
      {
        Id: salesforceId('00T', 1),
        Leadside_Id__c: written.operationId,
        WhoId: lead,
        Subject: 'Call',
        Status: 'Completed',
        TaskSubtype: 'Call',
        ActivityDate: '2026-11-24',
        CallType: 'Outbound',
        CallDisposition: 'Connected',
        Description: 'No budget\n\nAsk in spring',
        OwnerId: ada,
      },
    ]);
  });

  test('puts a task on an account by WhatId, and says who logged it where the CRM knows no such user', async () => {
    const account = salesforceId('001', 1);
    org.rows.Account?.set(account, { Id: account, Name: 'O’Hara' });
    const by = { name: 'Bo Rep', email: 'bo@example.com' };
    const email = { channel: 'email', subject: 'Email: sent', body: '', outcome: null } as const;
    await salesforce.write(target, writeOf({ ...ref, object: 'account', id: account }, { by, activity: email }), attempt());
    const [task] = [...(org.rows.Task?.values() ?? [])];
    expect(task).toMatchObject({ WhatId: account, TaskSubtype: 'Email', Description: 'Logged by Bo Rep in Leadside' });
    expect(task).not.toHaveProperty('OwnerId');
  });

  test('empties a field, and writes nothing that an earlier try has written', async () => {
    const given = writeOf(ref, { fields: { Reject_Reason__c: null, Do_Not_Call__c: true }, note: 'x' });
    await salesforce.write(target, given, attempt());
    const before = org.fake.seen.length;
    expect(await salesforce.write(target, given, attempt({ look: true }))).toMatchObject({
      kind: 'done',
      ids: { task: salesforceId('00T', 1) },
    });
    expect(org.fake.seen.slice(before).map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(org.fake.ledger.map(({ kind }) => kind)).toEqual(['fields', 'task']);
  });

  test('refuses a label, which Salesforce does not have', async () => {
    expect(await write({ label: { label: 'Hot', among: [] } })).toMatchObject({ kind: 'refused', code: 'invalid' });
    expect(org.fake.seen).toEqual([]);
  });
});

describe('signing in', () => {
  test('once for many calls, and again once when the token no longer holds', async () => {
    await write({ fields: { Do_Not_Call__c: true } });
    await write({ fields: { Do_Not_Call__c: false } });
    expect(paths().filter((path) => path === 'POST oauth2/token')).toHaveLength(1);
    org.expireTokens();
    expect(await write({ fields: { Do_Not_Call__c: true } })).toMatchObject({ kind: 'done' });
    expect(paths().filter((path) => path === 'POST oauth2/token')).toHaveLength(2);
  });

  test('twice refused is signed out', async () => {
    const expired = { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] };
    await write({ fields: { Do_Not_Call__c: true } });
    org.fake.next.push(expired);
    org.expireTokens();
    const token = {
      access_token: 'never-good-token',
      instance_url: org.fake.url,
      id: 'https://login.salesforce.com/id/1/2',
      token_type: 'Bearer',
    };
    org.fake.next.push({ status: 200, body: token });
    expect(await write({ fields: { Do_Not_Call__c: false } })).toMatchObject({ kind: 'signed_out' });
  });

  test('a wrong secret is signed out, and is not in the sentence', async () => {
    target = { ...target, secret: { clientId: 'client-id', clientSecret: 'wrong-secret-value' } };
    org.fake.next.push({ status: 400, body: { error: 'invalid_client', error_description: 'wrong-secret-value is no good' } });
    const outcome = await write({ note: 'x' });
    expect(outcome).toMatchObject({ kind: 'signed_out', because: expect.stringContaining('refused the sign-in') });
    expect(JSON.stringify(outcome)).not.toContain('wrong-secret');
  });

  test('by JWT bearer, signed for one user', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    org.org.publicKey = publicKey;
    target = { ...target, secret: { clientId: 'client-id', username: 'robot@acme.example', privateKey } };
    expect(salesforce.problemWith(target)).toBeNull();
    expect(await write({ fields: { Do_Not_Call__c: true } })).toMatchObject({ kind: 'done' });
    org.org.audience = 'https://test.salesforce.com';
    org.expireTokens();
    expect(await write({ fields: { Do_Not_Call__c: true } })).toMatchObject({ kind: 'signed_out' });
  });
});

const refusal = (status: number, errorCode: string, message = 'because of this') => ({ status, body: [{ errorCode, message }] });

describe('what goes wrong', () => {
  test.each([
    ['a value no picklist has', { Status: 'Nope' }, 'invalid', 'bad value for restricted picklist field: Nope'],
    ['a validation rule', { Reject_Reason__c: 'needs a date' }, 'invalid', 'Enter a date until which the lead rests.'],
    ['a field that is not there', { Nope__c: 'x' }, 'invalid', "No such column 'Nope__c'"],
  ])('%s is refused with the CRM’s own words', async (_name, fields: Record<string, string>, code, words) => {
    expect(await write({ fields })).toMatchObject({ kind: 'refused', code, because: expect.stringContaining(words) });
  });

  test('a field the user may not edit is forbidden', async () => {
    org.org.readOnly.add('Status');
    expect(await write({ fields: { Status: 'Working - Contacted' } })).toMatchObject({ kind: 'refused', code: 'forbidden' });
  });

  test('a converted, a deleted and an unknown lead are gone, for fields and for a task', async () => {
    Object.assign(org.rows.Lead?.get(lead) ?? {}, { IsConverted: true });
    expect(await write({ fields: { Status: 'Working - Contacted' } })).toMatchObject({
      kind: 'refused',
      code: 'gone',
      because: expect.stringContaining('converted'),
    });
    expect(await write({ note: 'x' })).toMatchObject({ kind: 'refused', code: 'gone' });
    Object.assign(org.rows.Lead?.get(lead) ?? {}, { IsConverted: false, IsDeleted: true });
    expect(await write({ fields: { Status: 'Working - Contacted' } })).toMatchObject({ kind: 'refused', code: 'gone' });
    expect(await write({ note: 'x' })).toMatchObject({ kind: 'refused', code: 'gone' });
    org.rows.Lead?.clear();
    expect(await write({ fields: { Status: 'Working - Contacted' } })).toMatchObject({ kind: 'refused', code: 'gone' });
  });

  test.each([
    [refusal(403, 'REQUEST_LIMIT_EXCEEDED'), { kind: 'later', retryAfterMs: 900_000, unknown: false }],
    [
      { ...refusal(429, 'REQUEST_LIMIT_EXCEEDED'), headers: { 'retry-after': '7' } },
      { kind: 'later', retryAfterMs: 7000, unknown: false },
    ],
    [refusal(403, 'INSUFFICIENT_ACCESS'), { kind: 'refused', code: 'forbidden' }],
    [refusal(403, 'API_DISABLED_FOR_ORG'), { kind: 'signed_out' }],
    [refusal(400, 'UNABLE_TO_LOCK_ROW'), { kind: 'later', unknown: false }],
    [refusal(400, 'STRING_TOO_LONG'), { kind: 'refused', code: 'invalid', because: 'Salesforce refused it: because of this.' }],
    [refusal(404, 'NOT_FOUND'), { kind: 'refused', code: 'gone' }],
    [
      { status: 503, type: 'text/html', body: '<html>' },
      { kind: 'later', retryAfterMs: null, unknown: true },
    ],
    [
      { status: 400, body: [{ errorCode: 'SOMETHING_NEW', message: `bad\u202e\u0000 ${'x'.repeat(999)}` }] },
      { kind: 'refused', because: expect.stringMatching(/^Salesforce refused it: bad x{200,240}…$/) },
    ],
  ])('%o', async (reply, outcome) => {
    await write({ fields: { Do_Not_Call__c: true } });
    org.fake.next.push(reply);
    expect(await write({ fields: { Do_Not_Call__c: false } })).toMatchObject(outcome);
  });

  test('a silence, a closed port, a redirect and an endless answer are for later', async () => {
    await write({ fields: { Do_Not_Call__c: true } });
    org.fake.next.push('hang');
    const slow = await salesforce.write(
      target,
      writeOf(ref, { fields: { Do_Not_Call__c: false } }),
      attempt({ signal: AbortSignal.timeout(50) }),
    );
    expect(slow).toEqual({ kind: 'later', because: 'Salesforce did not answer in time.', retryAfterMs: null, unknown: true });
    org.fake.next.push('endless');
    expect(await salesforce.read?.(target, ref, attempt())).toMatchObject({
      kind: 'later',
      because: expect.stringContaining('too large'),
    });
    const closed = { ...target, baseUrl: 'http://127.0.0.1:1' };
    expect(await salesforce.write(closed, writeOf(ref, { note: 'x' }), attempt())).toMatchObject({
      kind: 'later',
      unknown: false,
    });
  });

  test('a redirect is not followed', async () => {
    await write({ fields: { Do_Not_Call__c: true } });
    const before = org.fake.seen.length;
    org.fake.next.push({ status: 307, headers: { location: `${org.fake.url}/elsewhere` } });
    expect(await write({ fields: { Do_Not_Call__c: false } })).toMatchObject({
      kind: 'later',
      because: expect.stringContaining('another address'),
    });
    expect(org.fake.seen).toHaveLength(before + 1);
    expect(org.fake.problems.splice(0)).toHaveLength(1);
  });
});

describe('reading', () => {
  test('a lead with its owner, its history and the other leads of its company', async () => {
    const other = salesforceId('00Q', 2);
    org.rows.Lead?.set(other, {
      Id: other,
      Name: 'Otto Other',
      Title: 'CTO',
      Company: "O'Hara Ltd",
      Email: 'otto@ohara.example',
      IsConverted: false,
    });
    org.rows.LeadHistory?.set('1', {
      LeadId: lead,
      Field: 'Status',
      NewValue: 'Open - Not Contacted',
      CreatedDate: '2026-11-19T09:00:00.000+0000',
    });
    expect(await salesforce.read?.(target, ref, attempt())).toEqual({
      kind: 'found',
      record: {
        ref,
        person: {
          name: 'Lena Lead',
          title: 'CFO',
          company: "O'Hara Ltd",
          email: 'lena@ohara.example',
          owner: 'Ada Rep',
          ownerEmail: 'ada@example.com',
        },
        account: { name: "O'Hara Ltd", domain: 'ohara.example', employees: '120' },
        stages: [{ stage: 'Open - Not Contacted', at: '2026-11-19T09:00:00.000Z' }],
        people: [{ ref: { ...ref, id: other }, name: 'Otto Other', title: 'CTO', email: 'otto@ohara.example' }],
        changedAt: '2026-11-20T10:00:00.000Z',
      },
    });
  });

  test('a contact with its account and at most 25 colleagues; a queue has no mailbox', async () => {
    const [account, queue] = [salesforceId('001', 1), salesforceId('00G', 1)];
    org.rows.Account?.set(account, { Id: account, Name: 'Hara', BillingCountry: 'Ireland', AnnualRevenue: 5_000_000 });
    org.rows.Group?.set(queue, { Id: queue, Name: 'Inbound queue' });
    for (let at = 1; at <= 30; at += 1) {
      const id = salesforceId('003', at);
      org.rows.Contact?.set(id, { Id: id, Name: `Person ${at}`, AccountId: account, OwnerId: queue });
    }
    const outcome = await salesforce.read?.(target, { ...ref, object: 'contact', id: salesforceId('003', 1) }, attempt());
    expect(outcome).toMatchObject({
      kind: 'found',
      record: {
        person: { name: 'Person 1', company: 'Hara', owner: 'Inbound queue' },
        account: { name: 'Hara', country: 'Ireland', revenue: '5000000' },
        stages: [],
      },
    });
    if (outcome?.kind === 'found') expect(outcome.record.people).toHaveLength(25);
  });

  test('a record that is gone, and an org without history', async () => {
    org.org.hasHistory = false;
    expect(await salesforce.read?.(target, ref, attempt())).toMatchObject({
      kind: 'found',
      record: { stages: [{ stage: 'Open - Not Contacted', at: null }] },
    });
    expect(await salesforce.read?.(target, { ...ref, id: salesforceId('00Q', 9) }, attempt())).toMatchObject({ kind: 'gone' });
  });
});

describe('setting up', () => {
  test('a connection is tried: the external id field has to be there, and to be one', async () => {
    expect(await salesforce.test(target, attempt())).toEqual({ kind: 'done', wrote: [], ids: {} });
    org.org.externalId = { externalId: true, unique: false };
    expect(await salesforce.test(target, attempt())).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('unique'),
    });
    org.org.externalId = null;
    expect(await salesforce.test(target, attempt())).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('Leadside_Id__c'),
    });
    org.org.readOnly.add('Task');
    expect(await salesforce.test(target, attempt())).toMatchObject({ kind: 'refused', code: 'forbidden' });
  });

  test.each([
    [{ baseUrl: 'http://acme.my.salesforce.com' }, /https/],
    [{ baseUrl: 'https://acme.my.salesforce.com.evil.example' }, /not an address/],
    [{ baseUrl: 'https://acme.my.salesforce.com/services' }, /without a path/],
    [{ baseUrl: 'https://user:pass@acme.my.salesforce.com' }, /name and password/],
    [{ secret: { clientId: 'x' } }, /clientSecret/],
    [{ secret: { clientId: 'x', username: 'u', privateKey: 'no key' } }, /RSA/],
    [{ settings: { taskExternalId: 'Id' } }, /taskExternalId/],
    [{ settings: { colour: 'red' } }, /no setting colour/],
  ])('%o is told with what to do', (over, sentence) => {
    expect(salesforce.problemWith({ ...target, ...over })).toMatch(sentence);
  });

  test('a sandbox and the clouds of governments are Salesforce too', () => {
    for (const host of [
      'acme.my.salesforce.com',
      'acme--dev.sandbox.my.salesforce.com',
      'acme.my.salesforce.mil',
      'acme.my.sfcrmproducts.cn',
    ])
      expect(salesforce.problemWith({ ...target, baseUrl: `https://${host}` })).toBeNull();
  });
});

test('every call that is described is made', () => {
  expect(org.fake.contract.operations.filter((operation) => !used.has(operation))).toEqual([]);
});

test('two hundred writes through faults: each has its effect once', async () => {
  const { fake, target: to, jobs, found } = await salesforceWorld(200);
  fake.faults = faultsFrom(4, rough, true);
  const tries = await deliver(salesforce, { ...to, workspaceId: operationId(fake.url) }, jobs, fake);
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
