/** Long because the table of forgeries is the test. */
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { RecordRef } from '../../../lib/contract/record.ts';
import { fileApp, identify, type TestWorkspace } from '../../routes/testing/harness.ts';
import { connectTenant, fakeCrm } from '../testing/fake-crm.ts';

const crm = fakeCrm();
const { workspace, send, ask, pool, clock } = await fileApp({ reach: crm.reach });
crm.state.pool = pool;

const account = { hubspot: '42', pipedrive: 'acme', custom: 'https://crm.acme.test' } as const;
type Kind = keyof typeof account;
const secrets = {
  hubspot: 'a-client-secret-of-the-app',
  pipedrive: 'leadside:correct horse'.replace(' ', '-battery-'),
  custom: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
} as const;
const lead = 'adf21080-0e10-11eb-879b-05d71fb426ec';

let acme: TestWorkspace;
let other: TestWorkspace;
beforeAll(async () => {
  [acme, other] = [await workspace('Acme'), await workspace('Other')];
  for (const [kind, tenant] of Object.entries(account)) {
    for (const one of [acme, other]) await connectTenant(pool, one.id, kind as Kind, tenant, clock.now);
    crm.secrets.set(`${acme.id} ${kind} ${tenant}`, secrets[kind as Kind]);
  }
  crm.secrets.set(`${other.id} hubspot 42`, 'the-secret-of-another-app');
  crm.secrets.set(`${other.id} pipedrive acme`, 'leadside:another-password');
  crm.secrets.set(`${other.id} custom ${account.custom}`, `whsec_${Buffer.alloc(32, 9).toString('base64')}`);
  const link = (one: RecordRef) => identify(`p-${one.crm}`, '0', { email: `${one.crm}@buyer.test`, crm: one });
  for (const one of [acme, other])
    await send(one, [
      link({ crm: 'hubspot', account: '42', object: 'contact', id: '7' }),
      link({ crm: 'pipedrive', account: 'acme', object: 'lead', id: lead }),
      link({ crm: 'custom', account: account.custom, object: 'lead', id: 'L-7' }),
    ]);
});
/** Every known record was read an hour ago and is not due. */
beforeEach(async () => {
  clock.now += 7_200_000;
  await pool.query('update crm_reads set read_at = $1, next_at = $2', [
    new Date(clock.now - 3_600_000),
    new Date(clock.now + 3_600_000),
  ]);
});
const due = async () => {
  const { rows } = await pool.query<{ workspace_id: string; crm: string; id: string }>(
    `select workspace_id, crm, id from crm_reads where next_at = 'epoch' order by crm, id`,
  );
  return rows.map(({ workspace_id, crm: kind, id }) => `${workspace_id === acme.id ? 'acme' : 'other'} ${kind} ${id}`);
};

/** What is sent, each part of which a forgery changes. */
type Sent = {
  to: string;
  account: string;
  body: string;
  /** What goes over the wire, where that is not the body that was signed. */
  wire?: string | Uint8Array;
  method: string;
  at: number;
  secret: string;
  id: string;
  headers: Record<string, string>;
  query: string;
  origin: string;
};
const hubspotEvents = (changed: object = {}) => [
  { eventId: 1, portalId: 42, subscriptionType: 'contact.propertyChange', objectId: 7, occurredAt: clock.now, ...changed },
];
const pipedriveMessage = (changed: object = {}) => ({
  meta: {
    version: '2.0',
    entity: 'lead',
    entity_id: lead,
    action: 'change',
    host: 'acme.pipedrive.com',
    id: '6f3c',
    timestamp: new Date(clock.now).toISOString(),
    ...changed,
  },
  data: { title: 'Anything' },
  previous: null,
});
const customMessage = (data: unknown = { object: 'lead', id: 'L-7' }) => ({ type: 'record.changed', data });
const bodies = { hubspot: hubspotEvents, pipedrive: pipedriveMessage, custom: customMessage };
const path = (kind: Kind, { to, account: tenant, query }: Sent) =>
  `/v1/webhooks/${kind}/${to}/${encodeURIComponent(tenant)}${query}`;

const signers: Record<Kind, (sent: Sent) => Record<string, string>> = {
  hubspot: (sent) => ({
    'x-hubspot-request-timestamp': String(sent.at),
    'x-hubspot-signature-v3': createHmac('sha256', sent.secret)
      .update(`${sent.method}${sent.origin}${path('hubspot', sent)}${sent.body}${sent.at}`)
      .digest('base64'),
  }),
  pipedrive: ({ secret }) => ({ authorization: `Basic ${Buffer.from(secret).toString('base64')}` }),
  custom: ({ secret, id, at, body }) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
  }),
};

/** As the CRM sends it, but for what a case changes: what is signed with `change`, what arrives with `tamper`. */
async function deliver(kind: Kind, change: Partial<Sent> = {}, tamper: (sent: Sent) => Partial<Sent> = () => ({})) {
  const signed: Sent = {
    to: acme.id,
    account: account[kind],
    body: JSON.stringify(bodies[kind]()),
    method: 'POST',
    at: clock.now,
    secret: secrets[kind],
    id: 'msg_1',
    headers: {},
    query: '',
    origin: 'https://leadside.test',
    ...change,
  };
  const base = { ...signed, headers: { ...signers[kind](signed), ...signed.headers } };
  const sent = { ...base, ...tamper(base) };
  return ask(sent.method, path(kind, sent), { raw: (sent.wire ?? sent.body) as BodyInit, headers: sent.headers });
}

const records = {
  hubspot: 'acme hubspot 7',
  pipedrive: `acme pipedrive ${lead}`,
  custom: 'acme custom L-7',
} as const;

test.each(Object.keys(account) as Kind[])('a true webhook of %s marks the record, once, and tells nothing', async (kind) => {
  const first = await deliver(kind);
  expect([first.status, first.body], first.text).toEqual([200, { marked: 1 }]);
  expect(await due()).toEqual([records[kind]]);
  expect((await deliver(kind)).body).toEqual({ marked: 0 });
  const { rows } = await pool.query('select count(*)::int as events from events where source like $1', ['crm:%']);
  expect(rows).toEqual([{ events: 0 }]);
});

const flip = (text: string, at = 3) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
const minutes = 60_000;
const header = (name: string, change: (value: string) => string) => (sent: Sent) => ({
  headers: { ...sent.headers, [name]: change(sent.headers[name] ?? '') },
});
const without = (name: string) => (sent: Sent) => ({
  headers: Object.fromEntries(Object.entries(sent.headers).filter(([one]) => one !== name)),
});
const reserialised = (sent: Sent) => ({ wire: JSON.stringify(JSON.parse(sent.body), null, 1) });
const toOther = () => ({ to: other.id });
const signature = 'x-hubspot-signature-v3';
const stamp = 'x-hubspot-request-timestamp';

type Case = [
  what: string,
  kind: Kind,
  status: number,
  change: (() => Partial<Sent>) | null,
  tamper?: ((sent: Sent) => Partial<Sent>) | undefined,
];
const refused: Case[] = [
  ['no signature', 'hubspot', 401, null, without(signature)],
  ['an empty signature', 'hubspot', 401, null, header(signature, () => '')],
  ['one character of the signature', 'hubspot', 401, null, header(signature, flip)],
  ['half a signature', 'hubspot', 401, null, header(signature, (value) => value.slice(0, 20))],
  ['a longer signature', 'hubspot', 401, null, header(signature, (value) => `${value}=`)],
  ['the signature in hex', 'hubspot', 401, null, header(signature, (value) => Buffer.from(value, 'base64').toString('hex'))],
  ['two signatures', 'hubspot', 401, null, header(signature, (value) => `x, ${value}`)],
  ['another secret', 'hubspot', 401, () => ({ secret: 'somebody-elses-secret' })],
  ['an empty secret', 'hubspot', 401, () => ({ secret: '' })],
  [
    'version 1 of the signature alone',
    'hubspot',
    401,
    null,
    (sent) => ({ headers: { 'x-hubspot-signature': sent.headers[signature] ?? '' } }),
  ],
  ['a body changed in one place', 'hubspot', 401, null, (sent) => ({ wire: sent.body.replace('"objectId":7', '"objectId":8') })],
  ['the same body written anew', 'hubspot', 401, null, reserialised],
  ['a space after the body', 'hubspot', 401, null, (sent) => ({ wire: `${sent.body} ` })],
  ['a body with a mark of its encoding', 'hubspot', 401, null, (sent) => ({ wire: `\uFEFF${sent.body}` })],
  ['no body', 'hubspot', 401, null, () => ({ wire: '' })],
  ['a time of six minutes ago', 'hubspot', 401, () => ({ at: clock.now - 6 * minutes })],
  ['a time six minutes ahead', 'hubspot', 401, () => ({ at: clock.now + 6 * minutes })],
  [
    'an old message with a new time',
    'hubspot',
    401,
    () => ({ at: clock.now - 6 * minutes }),
    header(stamp, () => String(clock.now)),
  ],
  ['a time in seconds', 'hubspot', 401, () => ({ at: Math.floor(clock.now / 1000) })],
  ['no time', 'hubspot', 401, null, without(stamp)],
  ['a time that is no number', 'hubspot', 401, null, header(stamp, () => 'now')],
  ['a time with a sign', 'hubspot', 401, null, header(stamp, (value) => `+${value}`)],
  ['a message to another workspace', 'hubspot', 401, null, toOther],
  ['a message to another account', 'hubspot', 401, null, () => ({ account: '43' })],
  ['a message to another kind of address', 'hubspot', 401, null, (sent) => ({ query: `?x=${sent.at}` })],
  ['a message signed for another server', 'hubspot', 401, () => ({ origin: 'https://elsewhere.test' })],
  ['a workspace nobody has', 'hubspot', 401, () => ({ to: '00000000-0000-4000-8000-000000000000' })],
  ['a workspace that is no id', 'hubspot', 401, () => ({ to: "1' or 1=1" })],
  ['events of another portal, truly signed', 'hubspot', 400, () => ({ body: JSON.stringify(hubspotEvents({ portalId: 43 })) })],
  ['no list, truly signed', 'hubspot', 400, () => ({ body: '{"portalId":42}' })],
  ['no JSON, truly signed', 'hubspot', 400, () => ({ body: 'contact 7' })],
  ['a body of 600 KB', 'hubspot', 413, () => ({ body: JSON.stringify([{ ...hubspotEvents()[0], x: 'y'.repeat(600_000) }]) })],

  ['no name and password', 'pipedrive', 401, null, without('authorization')],
  ['another password', 'pipedrive', 401, () => ({ secret: 'leadside:somebody-elses' })],
  ['another name', 'pipedrive', 401, () => ({ secret: secrets.pipedrive.replace('leadside', 'leadsidE') })],
  ['a password cut short', 'pipedrive', 401, () => ({ secret: secrets.pipedrive.slice(0, -1) })],
  ['a password with more behind it', 'pipedrive', 401, () => ({ secret: `${secrets.pipedrive}x` })],
  [
    'the password as a bearer token',
    'pipedrive',
    401,
    null,
    header('authorization', (value) => value.replace('Basic', 'Bearer')),
  ],
  ['a token of a rep', 'pipedrive', 401, null, () => ({ headers: { authorization: `Bearer ${acme.rep}` } })],
  ['a message to another workspace', 'pipedrive', 401, null, toOther],
  [
    'a message of another company',
    'pipedrive',
    400,
    () => ({ body: JSON.stringify(pipedriveMessage({ host: 'other.pipedrive.com' })) }),
  ],
  [
    'a look-alike of the company',
    'pipedrive',
    400,
    () => ({ body: JSON.stringify(pipedriveMessage({ host: 'acme.pipedrive.com.evil.test' })) }),
  ],
  [
    'a message of yesterday',
    'pipedrive',
    400,
    () => ({ body: JSON.stringify(pipedriveMessage({ timestamp: (clock.now - 86_400_000) / 1000 })) }),
  ],
  [
    'a message of tomorrow',
    'pipedrive',
    400,
    () => ({ body: JSON.stringify(pipedriveMessage({ timestamp: new Date(clock.now + 86_400_000).toISOString() })) }),
  ],
  ['a message of version 1', 'pipedrive', 400, () => ({ body: JSON.stringify(pipedriveMessage({ version: '1.0' })) })],
  ['a list of messages', 'pipedrive', 400, () => ({ body: JSON.stringify([pipedriveMessage()]) })],

  ['no signature', 'custom', 401, null, without('webhook-signature')],
  ['one character of the signature', 'custom', 401, null, header('webhook-signature', (value) => flip(value, 8))],
  ['another version of the signature', 'custom', 401, null, header('webhook-signature', (value) => value.replace('v1,', 'v1a,'))],
  ['the signature without its version', 'custom', 401, null, header('webhook-signature', (value) => value.slice(3))],
  [
    'the true one behind ten others',
    'custom',
    401,
    null,
    header('webhook-signature', (value) => `${'v1,x '.repeat(10)}${value}`),
  ],
  ['another secret', 'custom', 401, () => ({ secret: `whsec_${Buffer.alloc(32, 8).toString('base64')}` })],
  ['another id', 'custom', 401, null, header('webhook-id', () => 'msg_2')],
  ['no id', 'custom', 401, null, without('webhook-id')],
  ['an id that moves into the time', 'custom', 401, () => ({ id: 'msg.1' })],
  ['the same body written anew', 'custom', 401, null, reserialised],
  ['a time of six minutes ago', 'custom', 401, () => ({ at: clock.now - 6 * minutes })],
  ['a time six minutes ahead', 'custom', 401, () => ({ at: clock.now + 6 * minutes })],
  [
    'an old message with a new time',
    'custom',
    401,
    () => ({ at: clock.now - 6 * minutes }),
    header('webhook-timestamp', () => String(clock.now / 1000)),
  ],
  ['a message to another workspace', 'custom', 401, null, toOther],
  ['another type of message', 'custom', 400, () => ({ body: JSON.stringify({ ...customMessage(), type: 'record.deleted' }) })],
  ['an object that is none', 'custom', 400, () => ({ body: JSON.stringify(customMessage({ object: '__proto__', id: '1' })) })],
];
test.each(refused)('refused: %s (%s)', async (_what, kind, status, change, tamper) => {
  const reply = await deliver(kind, change?.() ?? {}, tamper);
  expect(reply.status, reply.text).toBe(status);
  expect(await due()).toEqual([]);
  // Whoever guesses hears nothing that helps.
  if (status === 401) expect(reply.text).toContain('This webhook does not prove who sent it.');
});

test.each(Object.keys(account) as Kind[])(
  'a webhook of %s that is sent again after the record was read does nothing',
  async (kind) => {
    const before = clock.now;
    await deliver(kind);
    clock.now += 60_000;
    await pool.query('update crm_reads set read_at = $1, next_at = $2', [new Date(clock.now), new Date(clock.now + 3_600_000)]);
    const body = kind === 'pipedrive' ? { body: JSON.stringify(pipedriveMessage({ timestamp: before / 1000 })) } : {};
    const again = await deliver(kind, { at: before, ...body });
    expect([again.status, again.body]).toEqual([200, { marked: 0 }]);
    expect(await due()).toEqual([]);
  },
);

test('records nobody knows, other objects and names from the prototype are passed over; the rest of the batch counts', async () => {
  const events = [
    ...hubspotEvents({ objectId: 999 }),
    ...hubspotEvents({ subscriptionType: 'ticket.creation' }),
    ...hubspotEvents({ subscriptionType: 'constructor.x' }),
    ...hubspotEvents({ portalId: 43, objectId: 7 }),
    ...hubspotEvents({ subscriptionType: 'object.propertyChange', objectTypeId: '0-1' }),
  ];
  expect((await deliver('hubspot', { body: JSON.stringify(events) })).body).toEqual({ marked: 1 });
  expect(await due()).toEqual(['acme hubspot 7']);
});

test.each(['\ud800', 'a\0b'])('a name that no record can have is passed over, wherever it stands: %j', async (name) => {
  const of = (body: unknown) => ({ body: JSON.stringify(body) });
  const nobody = { object: 'lead', id: name };
  const answers = [
    await deliver('pipedrive', of(pipedriveMessage({ entity_id: name }))),
    await deliver('pipedrive', of(pipedriveMessage({ entity_id: name, merged_to_id: lead }))),
    await deliver('custom', of(customMessage([nobody, { object: 'lead', id: 'L-7' }]))),
  ];
  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [200, { marked: 0 }],
    [200, { marked: 1 }],
    [200, { marked: 1 }],
  ]);
});

test('a merge marks both records', async () => {
  const merged = hubspotEvents({ subscriptionType: 'contact.merge', objectId: 5, mergedObjectIds: [7] });
  expect((await deliver('hubspot', { body: JSON.stringify(merged) })).body).toEqual({ marked: 1 });
});

test('what a proxy in front changed about the address does not break a true signature', async () => {
  const asSeen = { host: 'leadside.test', 'x-forwarded-host': 'api.acme.test' };
  expect((await deliver('hubspot', { origin: 'https://api.acme.test', headers: asSeen })).body).toEqual({ marked: 1 });
});

test('while a secret is changed, one of several signatures is enough', async () => {
  const several = header('webhook-signature', (value) => `v1,${Buffer.alloc(32).toString('base64')} ${value}`);
  expect((await deliver('custom', {}, several)).body).toEqual({ marked: 1 });
});

test('Salesforce has no such address, and nothing but POST is answered', async () => {
  expect((await ask('POST', `/v1/webhooks/salesforce/${acme.id}/acme`, { body: {} })).status).toBe(404);
  expect((await ask('GET', `/v1/webhooks/hubspot/${acme.id}/42`)).status).toBe(405);
});
