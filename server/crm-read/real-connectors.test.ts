import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { type LeadContext, leadContext } from '../../lib/contract/context.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import type { Fake } from '../../test/crm-fakes/fake.ts';
import { hubspotPortal } from '../../test/crm-fakes/hubspot.ts';
import { pipedriveCompany } from '../../test/crm-fakes/pipedrive.ts';
import { salesforceId, salesforceOrg } from '../../test/crm-fakes/salesforce.ts';
import { keyringFor } from '../connections/keyring.ts';
import { setConnection } from '../connections/store.ts';
import { connectors } from '../connectors/index.ts';
import { event, fileApp, type TestWorkspace } from '../routes/testing/harness.ts';
import { readSettings } from '../settings.ts';

const settings = readSettings({ LEADSIDE_SECRETS_KEY: randomBytes(32).toString('base64') });
const { app, workspace, send, read, ask, pool, clock } = await fileApp({ settings });
const portal = hubspotPortal();
const org = salesforceOrg();
const company = pipedriveCompany();
const fakes: Fake[] = [portal.fake, org.fake, company.fake];
for (const fake of fakes) await fake.start();
afterEach(() => expect(fakes.flatMap(({ problems }) => problems.splice(0))).toEqual([]));
afterAll(async () => {
  await app.stop();
  for (const fake of fakes) await fake.stop();
});

const connect = (to: TestWorkspace, crm: RecordRef['crm'], account: string, baseUrl: string, secret: Record<string, string>) => {
  const deps = { pool, keyring: keyringFor({ keys: settings.secretsKeys, folder: null }), connectors, now: clock.now };
  return setConnection(deps, to.id, { crm, account, baseUrl, secret, settings: {} });
};
const contextOf = async (of: TestWorkspace, ref: RecordRef): Promise<LeadContext> => {
  const reply = await read(of, ref);
  return leadContext.parse(reply.body, { error: () => reply.text });
};
/** Nothing is known of her but by the CRM. */
function expectLena(context: LeadContext, source: string) {
  const { who, account, read: story, handoff, origin, crm } = context;
  expect([who.name?.value, who.title?.value, who.email?.value]).toEqual(['Lena Lead', 'CFO', 'lena@hara.example']);
  expect([who.name?.source, who.owner?.value, who.company?.value]).toEqual([source, 'Ada Rep', 'Hara']);
  expect([account?.name?.value, account?.domain?.value, account?.employees?.value]).toEqual(['Hara', 'hara.example', '120']);
  expect(account?.people.map(({ name }) => name)).toEqual(['Otto Other']);
  expect([story.total, origin.first, crm?.failingSince]).toEqual([0, null, null]);
  const missing = handoff.fields.filter(({ present }) => !present);
  expect(missing.map(({ id }) => id)).toContain('first_touch');
  expect(missing.every(({ fix }) => fix !== null)).toBe(true);
}
/** And then the website hears of her. */
async function fillsIn(of: TestWorkspace, ref: RecordRef, before: LeadContext, traits: object) {
  await send(of, [
    event('page', { anonymousId: `b-${ref.crm}`, name: 'Pricing', properties: { title: 'Pricing' } }),
    event('identify', { userId: `u-${ref.crm}`, anonymousId: `b-${ref.crm}`, traits }),
  ]);
  const after = await contextOf(of, ref);
  expect([after.leadId, after.read.total]).toEqual([before.leadId, 1]);
  expect(after.handoff.present).toBeGreaterThan(before.handoff.present);
}

test('HubSpot: from the first sight over a signed webhook to the day it is down', async () => {
  const acme = await workspace();
  portal.put('contacts', '501', {
    firstname: 'Lena',
    lastname: 'Lead',
    jobtitle: 'CFO',
    email: 'lena@hara.example',
    lifecyclestage: 'marketingqualifiedlead',
    hs_lifecyclestage_marketingqualifiedlead_date: '2026-06-01T08:00:00Z',
    hubspot_owner_id: '31',
  });
  portal.put('contacts', '502', { firstname: 'Otto', lastname: 'Other', jobtitle: 'CTO', email: 'otto@hara.example' });
  portal.put('companies', '61', { name: 'Hara', domain: 'hara.example', numberofemployees: '120' });
  portal.put('owners', '31', { email: 'ada@example.com', firstName: 'Ada', lastName: 'Rep' });
  portal.link('contacts/501', 'companies/61', 1, 'Primary');
  for (const id of ['501', '502']) portal.link('companies/61', `contacts/${id}`, 2);
  const [accessToken, webhookSecret] = ['pat-eu1-secret-value', 'the-client-secret-of-the-app'];
  const ref: RecordRef = { crm: 'hubspot', account: '123', object: 'contact', id: '501' };
  await expect(connect(acme, 'hubspot', '123', portal.fake.url, { accessToken, webhookSecret: 'short' })).rejects.toThrow(
    /client secret/,
  );
  await connect(acme, 'hubspot', '123', portal.fake.url, { accessToken, webhookSecret });
  const first = await contextOf(acme, ref);
  expectLena(first, 'HubSpot');
  expect([first.who.stage, first.who.stageSince]).toEqual(['mql', '2026-06-01T08:00:00.000Z']);
  await fillsIn(acme, ref, first, { email: 'lena@hara.example' });

  await app.start();
  clock.now += 60_000;
  portal.put('contacts', '501', { firstname: 'Lena', lastname: 'Lead', jobtitle: 'CEO', email: 'lena@hara.example' });
  const body = JSON.stringify([{ portalId: 123, subscriptionType: 'contact.propertyChange', objectId: 501 }]);
  const path = `/v1/webhooks/hubspot/${acme.id}/123`;
  const signature = createHmac('sha256', webhookSecret)
    .update(`POSThttps://leadside.test${path}${body}${clock.now}`)
    .digest('base64');
  const headers = { 'x-hubspot-request-timestamp': String(clock.now), 'x-hubspot-signature-v3': signature };
  expect((await ask('POST', path, { raw: body, headers })).body).toEqual({ marked: 1 });
  await vi.waitFor(async () => expect((await contextOf(acme, ref)).who.title?.value).toBe('CEO'), 15_000);

  clock.now += 3_600_000;
  portal.settings.accessToken = 'another';
  await contextOf(acme, ref);
  await vi.waitFor(async () => expect((await contextOf(acme, ref)).crm?.failingSince).not.toBeNull(), 15_000);
  const { crm, who } = await contextOf(acme, ref);
  expect([crm?.because !== null, who.title?.value]).toEqual([true, 'CEO']);
  // No secret leaves the place it is kept in.
  expect(JSON.stringify(crm)).not.toContain(accessToken);
  portal.settings.accessToken = accessToken;
  await connect(acme, 'hubspot', '123', portal.fake.url, { accessToken, webhookSecret });
  await vi.waitFor(async () => expect((await contextOf(acme, ref)).crm?.failingSince).toBeNull(), 15_000);
}, 60_000);

test('Salesforce: a lead of the org, with its status history, joined by an event that names the record', async () => {
  const acme = await workspace('Salesforce');
  const [lead, other, ada] = [salesforceId('00Q', 1), salesforceId('00Q', 2), salesforceId('005', 1)];
  const common = { Company: 'Hara', IsConverted: false, LastModifiedDate: '2026-06-10T10:00:00.000+0000' };
  const lena = {
    Id: lead,
    Name: 'Lena Lead',
    Title: 'CFO',
    Email: 'lena@hara.example',
    Status: 'Working - Contacted',
    OwnerId: ada,
  };
  org.rows.Lead?.set(lead, { ...common, ...lena, NumberOfEmployees: 120, Website: 'https://hara.example' });
  org.rows.Lead?.set(other, { ...common, Id: other, Name: 'Otto Other', Title: 'CTO', Email: 'otto@hara.example' });
  org.rows.User?.set(ada, { Id: ada, Name: 'Ada Rep', Email: 'ada@example.com', IsActive: true });
  const history = { LeadId: lead, Field: 'Status', NewValue: 'Working - Contacted', CreatedDate: '2026-06-09T09:00:00.000+0000' };
  org.rows.LeadHistory?.set('1', history);
  const ref: RecordRef = { crm: 'salesforce', account: 'acme', object: 'lead', id: lead };
  await connect(acme, 'salesforce', 'acme', org.fake.url, { clientId: 'client-id', clientSecret: 'client-secret-value' });
  const first = await contextOf(acme, ref);
  expectLena(first, 'Salesforce');
  expect(first.who).toMatchObject({
    stage: 'sal',
    stageSince: '2026-06-09T09:00:00.000Z',
    name: { at: '2026-06-10T10:00:00.000Z' },
  });
  await fillsIn(acme, ref, first, { crmRecords: [ref] });
}, 60_000);

test('Pipedrive: a lead with its person and organization', async () => {
  const acme = await workspace('Pipedrive');
  const id = 'adf21080-0e10-41eb-879b-05d71fb426ec';
  const { leads, persons, organizations, users } = company.rows;
  const row = { id, title: 'Lena, demo', owner_id: 31, label_ids: [], person_id: 501, organization_id: 61, is_archived: false };
  leads?.set(id, { ...row, update_time: '2026-06-10T10:00:00.000Z' });
  const emails = (value: string) => [{ value, primary: true }];
  persons?.set('501', { id: 501, name: 'Lena Lead', job_title: 'CFO', org_id: 61, emails: emails('lena@hara.example') });
  persons?.set('502', { id: 502, name: 'Otto Other', org_id: 61, emails: emails('otto@hara.example') });
  organizations?.set('61', { id: 61, name: 'Hara', website: 'https://hara.example', employee_count: 120 });
  users?.set('31', { id: 31, name: 'Ada Rep', email: 'ada@example.com', active_flag: true });
  const ref: RecordRef = { crm: 'pipedrive', account: 'acme', object: 'lead', id };
  await connect(acme, 'pipedrive', 'acme', company.fake.url, { apiToken: 'secret-api-token-value' });
  const first = await contextOf(acme, ref);
  expectLena(first, 'Pipedrive');
  await fillsIn(acme, ref, first, { email: 'lena@hara.example' });
}, 60_000);
