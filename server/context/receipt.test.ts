import { beforeAll, expect, test } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { storyEvents } from '../../test/demo/events.ts';
import { stories } from '../../test/demo/leads.ts';
import { random } from '../../test/fixtures/generated-lead.ts';
import { event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';

const { workspace, send, read, clock } = await fileApp();
const day = 86_400_000;
const ago = (days: number) => new Date(clock.now - days * day).toISOString();

/** One lead's whole story, each event with an id of its own, so that a repeat is known as one. */
const told = (name: string, fields: object) => ({ ...fields, messageId: `m-${name}` });
const page = (name: string, days: number, path: string) =>
  told(
    name,
    event('page', {
      userId: 'ada',
      timestamp: ago(days),
      name,
      properties: { title: name, url: `https://www.northbeam.example${path}`, spent: 40 },
    }),
  );
const story = [
  told('who', identify('ada', '7', { title: 'VP Sales' }, { timestamp: ago(40) })),
  page('Blog', 40, '/blog/a'),
  page('Careers', 33, '/careers'),
  page('Case', 20, '/customers/a'),
  page('Pricing', 9, '/pricing'),
  page('Pricing again', 8.9, '/pricing'),
  told(
    'firm',
    event('group', {
      userId: 'ada',
      groupId: 'acme',
      timestamp: ago(7),
      traits: { name: 'Acme', employees: 320, industry: 'Software' },
    }),
  ),
  told('role', identify('ada', '7', { title: 'Chief Revenue Officer', buyingRole: 'Champion' }, { timestamp: ago(5) })),
  told(
    'scores',
    identify(
      'ada',
      '7',
      { intent: ['CRM sync'], scores: [{ system: 'HubSpot', value: 82, max: 100, reasons: [{ label: 'Forms', points: 40 }] }] },
      { timestamp: ago(4) },
    ),
  ),
  told('demo', event('track', { userId: 'ada', timestamp: ago(3), event: 'Demo Requested', properties: { title: 'Demo' } })),
  told('left', event('track', { userId: 'ada', timestamp: ago(1), event: 'Unsubscribed', properties: { title: 'News' } })),
];

let spaces: TestWorkspace[];
beforeAll(async () => {
  spaces = [await workspace('In time'), await workspace('Late'), await workspace('Mixed')];
});
/** Receipt and timeline as the API serves them, byte for byte. */
async function served(from: TestWorkspace): Promise<string> {
  const reply = await read(from, hubspot('7'));
  const { score, read: timeline } = leadContext.parse(reply.body, { error: () => reply.text });
  return JSON.stringify({ score, timeline });
}

test('the receipt is the same whatever order the events came in, with repeats, and with the oldest last', async () => {
  const [inTime, late, mixed] = spaces as [TestWorkspace, TestWorkspace, TestWorkspace];
  for (const one of story) await send(inTime, [one]);
  const expected = await served(inTime);

  await send(late, story.slice(5));
  await served(late);
  // The newest touch is sent again after the receipt was worked out, the oldest events come last of all.
  await send(late, [...story.slice(8), ...story.slice(0, 5).toReversed()]);
  expect(await served(late)).toBe(expected);

  const next = random(3);
  const shuffled = [...story, ...story].map((one) => ({ one, key: next() })).sort((a, b) => a.key - b.key);
  for (let from = 0; from < shuffled.length; from += 4)
    await send(
      mixed,
      shuffled.slice(from, from + 4).map(({ one }) => one),
    );
  expect(await served(mixed)).toBe(expected);

  const { score } = JSON.parse(expected);
  expect(score.lines.reduce((sum: number, line: { points: number }) => sum + line.points, 0)).toBe(score.total);
  expect(score.crossedAt).toBe(ago(3));
  expect(score.others).toMatchObject([{ system: 'HubSpot', value: 82, remainder: 42 }]);
});

test('a system that repeats what it knows with every event makes no lead qualify later', async () => {
  const from = await workspace('Repeats');
  const title = { title: 'VP Sales' };
  // Told, taken back, told again, and then with each visit: in another order than it happened in.
  const events = [
    told('t1', identify('ada', '7', title, { timestamp: ago(30) })),
    told('t2', identify('ada', '7', { title: 'Intern' }, { timestamp: ago(20) })),
    told('t3', identify('ada', '7', title, { timestamp: ago(10) })),
    told('t4', identify('ada', '7', title, { timestamp: ago(1) })),
  ];
  for (const one of [events[3], events[1], events[0], events[2]]) if (one) await send(from, [one]);
  const { who, score } = leadContext.parse((await read(from, hubspot('7'))).body);
  expect(who.title).toMatchObject({ value: 'VP Sales', at: ago(1), since: ago(30) });
  expect(new Set(score.lines.filter(({ group }) => group === 'fit').map(({ at }) => at))).toEqual(new Set([ago(30)]));
});

test('an intent topic that is sent again counts from when it was sent first, and one with its own date from that date', async () => {
  const from = await workspace('Topics');
  const topics = (days: number, intent: unknown[]) => [identify('ada', '7', { intent }, { timestamp: ago(days) })];
  const lines = async () => {
    const { account, score } = leadContext.parse((await read(from, hubspot('7'))).body);
    const line = score.lines.find(({ group }) => group === 'intent');
    return [account?.intent.map(({ at }) => at), line?.at, line?.points];
  };
  await send(from, topics(1, ['CRM sync']));
  const [, , fresh] = await lines();
  await send(from, topics(40, ['CRM sync']));
  const [shown, counted, faded] = await lines();
  expect([shown, counted]).toEqual([[ago(1)], ago(40)]);
  expect(Number(faded ?? 0)).toBeLessThan(Number(fresh));
  // The source has seen it anew.
  await send(from, topics(0.5, [{ topic: 'CRM sync', at: ago(0.5) }]));
  expect(await lines()).toEqual([[ago(0.5)], ago(0.5), fresh]);
});

const demoLead = (id: string): RecordRef => ({ crm: 'custom', account: 'demo', object: 'lead', id });

test('the demo leads: lines add up, and the receipts are the same in order, and late, shuffled and doubled', async () => {
  const events = storyEvents(clock.now).map((one, index) => ({ ...one, messageId: `demo-${index}` }));
  const receipts = async (from: TestWorkspace) => {
    const found: string[] = [];
    for (const { id } of stories) {
      const reply = await read(from, demoLead(id));
      const { score, read: timeline } = leadContext.parse(reply.body, { error: () => reply.text });
      expect(score.lines.reduce((sum, { points }) => sum + points, 0)).toBe(score.total);
      found.push(JSON.stringify({ id, score, timeline }));
    }
    return found;
  };
  const timeOf = (one: object) => String(Reflect.get(one, 'timestamp'));
  const inTime = await workspace('Demo in time');
  await send(
    inTime,
    events.toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1)),
  );
  const expected = await receipts(inTime);
  expect(expected.length).toBe(12);
  for (const seed of [5, 6]) {
    const mixed = await workspace(`Demo mixed ${seed}`);
    const next = random(seed);
    const shuffled = [...events, ...events].map((one) => ({ one, key: next() })).sort((a, b) => a.key - b.key);
    const half = shuffled.slice(0, shuffled.length / 2);
    await send(
      mixed,
      half.map(({ one }) => one),
    );
    // Worked out with half of it known, where the record is known by then; the rest comes late.
    for (const { id } of stories) await read(mixed, demoLead(id));
    await send(
      mixed,
      shuffled.map(({ one }) => one),
    );
    expect(await receipts(mixed)).toEqual(expected);
  }
});
