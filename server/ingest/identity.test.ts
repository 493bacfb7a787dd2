import { beforeAll, expect, test } from 'vitest';
import { type LeadContext, leadContext } from '../../lib/contract/context.ts';
import { event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';

const { workspace, send, read, pool, clock } = await fileApp();
let acme: TestWorkspace;
beforeAll(async () => {
  acme = await workspace();
});
const contextOf = async (id: string, from = acme): Promise<LeadContext> => {
  const reply = await read(from, hubspot(id));
  return leadContext.parse(reply.body, { error: () => reply.text });
};
const page = (fields: object, title = 'Home') => event('page', { name: title, properties: { title }, ...fields });
const titles = ({ read: { touches } }: LeadContext) => touches.map(({ title }) => title).sort();

test('what a browser did before is the person’s once it is told who that was', async () => {
  await send(acme, [page({ anonymousId: 'b1' }, 'Blog'), page({ anonymousId: 'b1' }, 'Pricing')]);
  await send(acme, [identify('who', '1', {}, { anonymousId: 'b1' }), page({ anonymousId: 'b1' }, 'Docs')]);
  expect(titles(await contextOf('1'))).toEqual(['Blog', 'Docs', 'Pricing']);
});

test('an alias brings along what was done under the id before', async () => {
  await send(acme, [
    page({ anonymousId: 'b2' }, 'Blog'),
    identify('al', '2'),
    event('alias', { userId: 'al', previousId: 'b2' }),
  ]);
  expect(titles(await contextOf('2'))).toEqual(['Blog']);
});

test('a person known by a user id alone is absorbed when an address says who it is, all touches with it', async () => {
  await send(acme, [page({ userId: 'crm-7' }, 'Webinar')]);
  await send(acme, [identify('web-7', '3', { email: 'seven@corp.test' })]);
  await send(acme, [event('identify', { userId: 'crm-7', traits: { email: 'seven@corp.test', title: 'CEO' } })]);
  const context = await contextOf('3');
  expect(titles(context)).toEqual(['Webinar']);
  expect(context.who.title?.value).toBe('CEO');
  const { rows } = await pool.query('select distinct lead_id from identities where workspace_id = $1 and value = any($2)', [
    acme.id,
    ['crm-7', 'web-7', 'seven@corp.test'],
  ]);
  expect(rows).toHaveLength(1);
});

test.each([
  [
    'identify with a known person’s address',
    (victim: string, mine: string) => event('identify', { userId: mine, traits: { email: `${victim}@acme.test` } }),
  ],
  [
    'alias of one known person to another',
    (victim: string, mine: string) => event('alias', { userId: mine, previousId: victim }),
  ],
])('%s merges nobody: it is kept as a claim', async (what, poison) => {
  const [victim, mine] = [`victim${what.length}`, `mine${what.length}`];
  await send(acme, [identify(victim, `v${what.length}`), identify(mine, `m${what.length}`)]);
  const before = await Promise.all([contextOf(`v${what.length}`), contextOf(`m${what.length}`)]);
  await send(acme, [poison(victim, mine), page({ userId: mine }, 'Secret')]);
  const [theirs, ours] = await Promise.all([contextOf(`v${what.length}`), contextOf(`m${what.length}`)]);
  expect([theirs.leadId, ours.leadId]).toEqual(before.map(({ leadId }) => leadId));
  expect(theirs.who).toEqual(before[0]?.who);
  expect(titles(theirs)).toEqual([]);
  const { rows } = await pool.query('select kind from claims where workspace_id = $1 and lead_id = $2', [acme.id, ours.leadId]);
  expect(rows.length).toBeGreaterThan(0);
});

test('a record that shows one lead is not taken over by an event of another', async () => {
  await send(acme, [identify('owner', '10'), identify('thief', '10')]);
  expect((await contextOf('10')).who.name?.value).toBe('Person owner');
});

test('two people of one browser stay two', async () => {
  await send(acme, [identify('one', '11', {}, { anonymousId: 'shared' }), identify('two', '12', {}, { anonymousId: 'shared' })]);
  const [one, two] = await Promise.all([contextOf('11'), contextOf('12')]);
  expect(one.leadId).not.toBe(two.leadId);
});

/** A history in which every order could matter: ties, older values, browsers, accounts, stages, scores. */
const history = () => [
  page(
    { anonymousId: 'n', timestamp: '2026-06-01T08:00:00.000Z', context: { page: { referrer: 'https://chatgpt.com/' } } },
    'Blog',
  ),
  page({ anonymousId: 'n', timestamp: '2026-06-01T08:05:00.000Z' }, 'Pricing'),
  identify(
    'ord',
    '1',
    { title: 'Manager', lifecycleStage: 'lead', competitors: ['Rival'] },
    { anonymousId: 'n', timestamp: '2026-06-01T09:00:00.000Z' },
  ),
  identify(
    'ord',
    '1',
    { title: 'Director', lifecycleStage: 'mql', competitors: ['rival', 'Other'] },
    { timestamp: '2026-06-03T09:00:00.000Z' },
  ),
  identify('ord', '1', { title: 'VP', phone: '1' }, { timestamp: '2026-06-02T09:00:00.000Z' }),
  identify('ord', '1', { title: 'Vice President', phone: '2' }, { timestamp: '2026-06-02T09:00:00.000Z' }),
  event('group', {
    userId: 'ord',
    groupId: 'g',
    traits: { name: 'Acme', employees: 200 },
    timestamp: '2026-06-02T10:00:00.000Z',
  }),
  event('group', {
    userId: 'ord',
    groupId: 'g',
    traits: { name: 'Acme Inc', industry: 'SaaS' },
    timestamp: '2026-06-01T10:00:00.000Z',
  }),
  event('track', { userId: 'ord', event: 'Demo Requested', timestamp: '2026-06-03T10:00:00.000Z' }),
  identify(
    'ord',
    '1',
    { scores: [{ system: 'MadKudu', value: 80, reasons: ['fit'] }], intent: ['crm'] },
    { timestamp: '2026-06-03T11:00:00.000Z' },
  ),
  identify(
    'ord',
    '1',
    { scores: [{ system: 'MadKudu', value: 60 }], hearAboutUs: '' },
    { timestamp: '2026-06-02T11:00:00.000Z' },
  ),
];

/** A shuffle that is the same every time. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

test('the context is the same whatever order the events came in, one by one, in parts or twice', async () => {
  const events = history();
  const bodies: unknown[] = [];
  for (let seed = 1; seed <= 8; seed += 1) {
    const own = await workspace(`Order ${seed}`);
    const order = seed === 1 ? events : shuffled(events, seed);
    const size = seed % 3 === 0 ? 1 : seed % 3 === 1 ? events.length : 4;
    for (let from = 0; from < order.length; from += size) await send(own, order.slice(from, from + size));
    await send(own, order.slice(0, 3));
    const { leadId, version: _version, asOf: _asOf, ...context } = await contextOf('1', own);
    const text = JSON.stringify(context).replaceAll(leadId, 'lead');
    bodies.push(JSON.parse(text));
  }
  for (const [index, body] of bodies.entries()) expect(body, `order ${index + 1}`).toEqual(bodies[0]);
});

test('eight parallel batches about the same people lose nothing and never lock each other out', async () => {
  const own = await workspace('Parallel');
  const people = Array.from({ length: 6 }, (_, i) => `p${i}`);
  await send(
    own,
    people.map((id, i) => identify(id, String(i))),
  );
  const lanes = Array.from({ length: 8 }, (_, lane) =>
    shuffled(people, lane + 1).flatMap((id) => [
      page({ userId: id, anonymousId: `anon-${id}` }, `Page ${lane}`),
      event('identify', { userId: id, anonymousId: `anon-${id}`, traits: { title: `Title ${lane}` } }),
    ]),
  );
  const answers = await Promise.all(lanes.map((events) => send(own, events)));
  expect(answers.map(({ stored }) => stored)).toEqual(Array(8).fill(12));
  for (const [i] of people.entries()) expect((await contextOf(String(i), own)).read.total).toBe(8);
});

test('a lead with ten thousand events still answers, and its story is cut, not lost', async () => {
  const own = await workspace('Large');
  await send(own, [identify('big', '1')]);
  const at = (i: number) => new Date(clock.now - (i + 1) * 60_000).toISOString();
  for (let part = 0; part < 10; part += 1) {
    const events = Array.from({ length: 1000 }, (_, i) => page({ userId: 'big', timestamp: at(part * 1000 + i) }, `Page ${i}`));
    await send(own, events);
  }
  const context = await contextOf('1', own);
  expect(context.read.total).toBe(10_000);
  expect(context.read.touches.length).toBeLessThanOrEqual(100);
});
