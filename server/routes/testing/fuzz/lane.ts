// Long because a request that every route takes is written out once for each route.
import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { Webhook } from 'standardwebhooks';
import { parse } from 'yaml';
import * as z from 'zod';
import type { TestProvider } from '../../../../test/oidc/provider.ts';
import type { Keyring } from '../../../connections/keyring.ts';
import { common, event, hubspot, identify, type TestWorkspace } from '../harness.ts';
import { changeStructure, changeValues } from './mutate.ts';
import { type Random, uuid } from './random.ts';
import { clientOf, type SignIns, signInsOf } from './sign-ins.ts';
import type { Known } from './values.ts';

export type Example = {
  path: string;
  body?: unknown;
  /** What proves that a body is the sender's. */
  sign?: (body: Buffer) => Record<string, string>;
};
/** What an answer may hand out that later requests can use. */
type Learned = { codes: string[]; refreshTokens: string[]; policyVersion: number };

/**
 * One workspace that is asked things, one at a time, and a neighbour of it. Lanes run side by side: what changes in a lane's workspace
 * was done by that lane's request.
 */
export type Lane = {
  own: TestWorkspace;
  neighbour: TestWorkspace;
  /** Words that only the neighbour's leads and the kept credentials hold: nobody is ever told. */
  canaries: readonly string[];
  known: Known;
  /** A request the route takes, by the route's method and path. Those that are left out are made from the contract alone. */
  examples: Readonly<Record<string, (random: Random) => Example>>;
  signIns: SignIns;
  /** Reads again what there is to name. */
  look: () => Promise<void>;
  learn: (text: string) => void;
};

export const accounts = { hubspot: '42', pipedrive: 'acme', custom: 'https://crm.acme.test' } as const;
const records = 12;

export async function makeLane({ workspace, send, ask, pool, now, provider, keyring }: LaneDeps, number: number): Promise<Lane> {
  const [own, neighbour] = [await workspace(`Lane ${number}`), await workspace(`Next to ${number}`)];
  const word = `neighbourword${number}`;
  const credentials = Object.fromEntries(
    Object.entries({ hubspot: 'hub', pipedrive: 'pipe', custom: 'own' }).map(([crm, name]) => [crm, `canary-${name}-${number}`]),
  );
  const signing = `whsec_${Buffer.alloc(32, number + 1).toString('base64')}`;
  const webhookSecrets = {
    hubspot: `canary-hub-client-secret-${number}`,
    pipedrive: `leadside:canary-pipe-password-${number}`,
    custom: `whsec_${Buffer.alloc(32, number + 101).toString('base64')}`,
  };
  const connect = {
    hubspot: {
      baseUrl: 'https://api.hubapi.com',
      secret: { accessToken: credentials.hubspot, webhookSecret: webhookSecrets.hubspot },
    },
    pipedrive: {
      baseUrl: 'https://api.pipedrive.com',
      secret: { apiToken: credentials.pipedrive, webhookSecret: webhookSecrets.pipedrive },
    },
    custom: { baseUrl: 'https://crm.acme.test/hook', secret: { signingSecret: signing, webhookSecret: webhookSecrets.custom } },
  };
  const connecting = (crm: keyof typeof connect) => ({ crm, account: accounts[crm], settings: {}, ...connect[crm] });
  for (const crm of ['hubspot', 'pipedrive', 'custom'] as const) {
    const reply = await ask('POST', '/v1/connections', { token: own.admin, body: connecting(crm) });
    if (reply.status !== 200) throw new Error(`${crm}: ${reply.text}`);
  }
  for (const one of [own, neighbour])
    await send(
      one,
      Array.from({ length: records }, (_, at) =>
        identify(`u${at}`, String(at), one === neighbour ? { title: word, name: word } : { title: 'Head of Things' }),
      ),
    );

  const { secret } = clientOf(number);
  const signIns = await signInsOf(own.id, number, { provider, pool, keyring, now });
  const learned: Learned = { codes: [], refreshTokens: [], policyVersion: 1 };
  const found: Record<string, unknown[]> = {};
  const keep = (list: string[], one: string) => {
    list.push(one);
    if (list.length > 20) list.shift();
  };
  const policyText = async () =>
    (
      await pool.query<{ text: string }>('select text from policies where workspace_id = $1 order by version desc limit 1', [
        own.id,
      ])
    ).rows[0]?.text ?? '';
  const policy = await policyText();
  const policyTree: unknown = parse(policy);
  /** The policy, or one with a few of its parts changed. */
  const policyLike = (random: Random) =>
    random.pick<() => string>([
      () => policy,
      () => policy,
      () => changeValues(policyTree, random),
      () => changeStructure(policyTree, random),
    ])();

  const look = async () => {
    const list = async (sql: string) => (await pool.query<{ value: unknown }>(sql, [own.id])).rows.map(({ value }) => value);
    found.leadId = await list('select id as value from leads where workspace_id = $1 limit 50');
    found.restricted = await list('select lead_id as value from restrictions where workspace_id = $1 limit 50');
    found.operation = await list(
      'select id as value from dispositions where workspace_id = $1 order by received_at desc limit 20',
    );
    found.parked = await list(
      `update crm_jobs set state = 'parked', parked_code = 'gone', because = 'Gone.' where workspace_id = $1 returning operation_id as value`,
    );
    for (let people = 0; people < 2; people += 1) await signIns.begin();
    found.session = await list('select id as value from sessions where workspace_id = $1 and ended_at is null limit 20');
  };
  await look();

  const record = (random: Random) => hubspot(String(random.below(records)));
  const act = (random: Random, fields: object) => ({ ...common(record(random)), id: uuid(random), ...fields });
  const one = (list: readonly unknown[] | undefined, random: Random) => String(random.pick(list?.length ? list : [uuid(random)]));
  const sent = (type: 'track' | 'page' | 'screen' | 'group' | 'alias' | 'identify', random: Random) =>
    event(type, {
      messageId: uuid(random),
      userId: `u${random.below(records)}`,
      ...(type === 'track' ? { event: 'Demo Requested' } : {}),
      ...(type === 'group' ? { groupId: 'acme.test', traits: { name: 'Acme', industry: 'Software' } } : {}),
      ...(type === 'alias' ? { previousId: `anon-${random.below(99)}` } : {}),
      ...(type === 'identify' ? { traits: { email: `p${random.below(50)}@buyer.test`, title: 'VP' } } : {}),
      properties: { url: 'https://acme.test/pricing?utm_source=chatgpt.com', title: 'Pricing' },
    });
  const hook = (crm: keyof typeof accounts, random: Random, signed: Signer): Example => {
    const path = `/v1/webhooks/${crm}/${own.id}/${encodeURIComponent(accounts[crm])}`;
    const body = hookBodies[crm](String(random.below(records)), now());
    return { path, body, sign: (bytes) => signed(path, bytes) };
  };

  const examples: Lane['examples'] = {
    'get /v1/context/{crm}/{account}/{object}/{id}': (random) => ({
      path: `/v1/context/hubspot/42/contact/${random.below(records)}`,
    }),
    'post /v1/dispositions': (random) => ({
      path: '/v1/dispositions',
      body: act(random, {
        expected: random.below(2),
        ...random.pick([{ kind: 'accept' }, { kind: 'recycle', until: '2026-09-01', reason: null }, { kind: 'reopen' }]),
      }),
    }),
    'post /v1/attempts': (random) => ({
      path: '/v1/attempts',
      body: act(random, { kind: 'attempt', channel: 'call', outcome: 'connected' }),
    }),
    'post /v1/feedback': (random) => ({ path: '/v1/feedback', body: act(random, { kind: 'step', step: 'call', useful: true }) }),
    'post /v1/links': (random) => ({
      path: '/v1/links',
      body: { ref: hubspot(`new-${random.below(200)}`), email: `p${random.below(50)}@buyer.test` },
    }),
    'get /v1/views': (random) => ({ path: `/v1/views?limit=${1 + random.below(20)}` }),
    'get /v1/leads/{id}/export': (random) => ({ path: `/v1/leads/${one(found.leadId, random)}/export` }),
    'delete /v1/leads/{id}': (random) => ({ path: `/v1/leads/${random.chance(0.2) ? one(found.leadId, random) : uuid(random)}` }),
    'post /v1/leads/{id}/restrict': (random) => ({
      path: `/v1/leads/${random.chance(0.3) ? one(found.leadId, random) : uuid(random)}/restrict`,
      body: { because: 'Says that the number is wrong.' },
    }),
    'post /v1/leads/{id}/lift': (random) => ({ path: `/v1/leads/${one(found.restricted, random)}/lift` }),
    'post /v1/policy': (random) => ({
      path: '/v1/policy',
      body: { text: `${policyLike(random)}\n# ${learned.policyVersion}\n`, from: learned.policyVersion },
    }),
    'post /v1/policy/check': (random) => ({ path: '/v1/policy/check', body: { text: policyLike(random) } }),
    'post /v1/policy/dry-run': (random) => ({ path: '/v1/policy/dry-run', body: { text: policyLike(random) } }),
    'get /v1/policy/versions/{version}': () => ({ path: '/v1/policy/versions/1' }),
    'post /v1/connections': (random) => ({
      path: '/v1/connections',
      body: connecting(random.pick(['hubspot', 'pipedrive', 'custom'] as const)),
    }),
    'post /v1/connections/test': () => ({ path: '/v1/connections/test', body: { crm: 'hubspot', account: '42' } }),
    'post /v1/connections/state': (random) => ({
      path: '/v1/connections/state',
      body: { crm: 'hubspot', account: '42', state: random.pick(['on', 'paused']) },
    }),
    'post /v1/connections/remove': (random) => ({
      path: '/v1/connections/remove',
      body: { crm: 'custom', account: random.chance(0.1) ? accounts.custom : 'https://nobody.test' },
    }),
    'post /v1/deliveries/{operationId}/discard': (random) => ({
      path: `/v1/deliveries/${one(found.parked, random)}/discard`,
      body: { reason: 'Not mine' },
    }),
    'post /v1/deliveries/{operationId}/retry': (random) => ({ path: `/v1/deliveries/${one(found.parked, random)}/retry` }),
    'post /v1/pairing-codes': (random) => ({
      path: '/v1/pairing-codes',
      body: { role: random.pick(['rep', 'marketer', 'admin']), name: 'Dana', email: `dana${random.below(9)}@acme.test` },
    }),
    'post /v1/sessions/{id}/end': (random) => ({ path: `/v1/sessions/${one(found.session, random)}/end` }),
    'get /v1/sign-in': () => ({ path: `/v1/sign-in?workspace=${own.id}` }),
    'post /v1/sign-in/oidc': (random) => ({ path: '/v1/sign-in/oidc', body: signIns.body(random) }),
    'post /v1/sign-in/pair': (random) => ({ path: '/v1/sign-in/pair', body: { code: one(learned.codes, random) } }),
    'post /v1/sign-in/refresh': () => ({
      path: '/v1/sign-in/refresh',
      body: { refreshToken: learned.refreshTokens.at(-1) ?? 'x'.repeat(40) },
    }),
    'post /v1/sign-out': (random) => ({
      path: '/v1/sign-out',
      body: { refreshToken: random.chance(0.1) ? (learned.refreshTokens.shift() ?? 'x'.repeat(40)) : 'x'.repeat(40) },
    }),
    'post /v1/batch': (random) => ({
      path: '/v1/batch',
      body: { batch: [sent('track', random), sent('page', random), sent('identify', random)] },
    }),
    ...Object.fromEntries(
      (['identify', 'track', 'page', 'screen', 'group', 'alias'] as const).map((type) => [
        `post /v1/${type}`,
        (random: Random) => ({ path: `/v1/${type}`, body: sent(type, random) }),
      ]),
    ),
    'post /v1/webhooks/hubspot/{workspace}/{account}': (random) =>
      hook('hubspot', random, (path, body) => {
        const at = now();
        const signature = createHmac('sha256', webhookSecrets.hubspot)
          .update(`POSThttps://leadside.test${path}`)
          .update(body)
          .update(String(at))
          .digest('base64');
        return { host: 'leadside.test', 'x-hubspot-request-timestamp': String(at), 'x-hubspot-signature-v3': signature };
      }),
    'post /v1/webhooks/pipedrive/{workspace}/{account}': (random) =>
      hook('pipedrive', random, () => ({ authorization: `Basic ${Buffer.from(webhookSecrets.pipedrive).toString('base64')}` })),
    'post /v1/webhooks/custom/{workspace}/{account}': (random) =>
      hook('custom', random, (_path, body) => ({
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(now() / 1000)),
        'webhook-signature': new Webhook(webhookSecrets.custom).sign('msg_1', new Date(now()), body.toString()),
      })),
  };

  return {
    own,
    neighbour,
    canaries: [
      word,
      neighbour.id,
      ...Object.values(credentials),
      ...Object.values(webhookSecrets),
      signing,
      ...(secret === undefined ? [] : [secret]),
    ],
    known: {
      crm: ['hubspot'],
      account: ['42'],
      object: ['contact'],
      id: Array.from({ length: records }, (_, at) => String(at)),
      email: Array.from({ length: 5 }, (_, at) => `u${at}@acme.test`),
      userId: ['u0', 'u1', 'u2'],
      expected: [0, 1, 2],
      workspace: [own.id],
      at: ['2026-06-15T12:00:00.000Z'],
    },
    examples,
    signIns,
    look,
    learn(text) {
      const said = handedOut.safeParse(safely(text)).data;
      if (said?.code !== undefined) keep(learned.codes, said.code);
      if (said?.refreshToken !== undefined) keep(learned.refreshTokens, said.refreshToken);
      if (said?.version !== undefined && said.changed !== undefined) learned.policyVersion = said.version;
    },
  };
}

type Signer = (path: string, body: Buffer) => Record<string, string>;
type LaneDeps = Pick<Awaited<ReturnType<typeof import('../harness.ts').fileApp>>, 'workspace' | 'send' | 'ask'> & {
  pool: Pool;
  now: () => number;
  provider: TestProvider;
  keyring: Keyring;
};

const handedOut = z.object({
  code: z.string().optional(),
  refreshToken: z.string().optional(),
  version: z.number().optional(),
  changed: z.boolean().optional(),
});
export function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const hookBodies = {
  hubspot: (id: string, at: number) => [
    { eventId: 1, portalId: 42, subscriptionType: 'contact.propertyChange', objectId: Number(id), occurredAt: at },
  ],
  pipedrive: (id: string, at: number) => ({
    meta: {
      version: '2.0',
      entity: 'person',
      entity_id: id,
      action: 'change',
      host: 'acme.pipedrive.com',
      id: '6f3c',
      timestamp: new Date(at).toISOString(),
    },
    data: { title: 'Anything' },
    previous: null,
  }),
  custom: (id: string) => ({ type: 'record.changed', data: { object: 'lead', id } }),
} as const;
