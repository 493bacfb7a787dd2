import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headers as names } from '../../lib/contract/routes.ts';
import { atMost, tell, times, watch } from '../../test/faults/figures.ts';
import type { TestProvider } from '../../test/oidc/provider.ts';
import { unlimited } from '../../test/unlimited.ts';
import { serverOf } from '../broken-requests.ts';
import { keyringFor } from '../connections/keyring.ts';
import { connectors } from '../connectors/index.ts';
import { createLog } from '../log.ts';
import { readSettings } from '../settings.ts';
import { listenerOf } from '../start.ts';
import { routes } from './index.ts';
import { noteChanges } from './testing/fuzz/changes.ts';
import { judge } from './testing/fuzz/judge.ts';
import { type Lane, makeLane } from './testing/fuzz/lane.ts';
import { randomOf } from './testing/fuzz/random.ts';
import { keyOf, type Shot, shotOf } from './testing/fuzz/shots.ts';
import { laneProvider } from './testing/fuzz/sign-ins.ts';
import { type Heard, type Line, lineTo, type Rough } from './testing/fuzz/wire.ts';
import { fileApp } from './testing/harness.ts';

const lanes = 6;
const shots = times('API', 20_000);
const seed = process.env.LEADSIDE_FUZZ_SEED ?? 'leadside';

/** The real connectors judge what they are given; none calls anybody. */
const quiet = Object.fromEntries(
  Object.entries(connectors).map(([crm, connector]) => [
    crm,
    {
      ...connector,
      test: async () => ({ kind: 'later' as const, because: 'It does not answer.', retryAfterMs: null, unknown: false }),
      ...(connector.read ? { read: async () => ({ kind: 'gone' as const, because: 'It no longer has this record.' }) } : {}),
    },
  ]),
);
const settings = readSettings({
  ...unlimited,
  LEADSIDE_SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  LEADSIDE_PROXIES: '1',
});
const keyring = keyringFor({ keys: [Buffer.alloc(32, 7)], folder: null });
/** What the server logged as an error: by the id of its request, and what belongs to none. */
const failures = new Map<string, string>();
const besides: string[] = [];
const log = createLog('warn', {
  write(line) {
    const { requestId, error, code } = JSON.parse(line) as { requestId?: string; error?: unknown; code?: string };
    if (requestId !== undefined) failures.set(requestId, line);
    // Who may not sign in is told so, and the admin finds out why in the log.
    else if (error !== undefined && code !== 'sign_in_refused') besides.push(line);
  },
});
const made = await fileApp({ settings, connectors: quiet, log });
/** What is under way for each rough connection, by the port it comes from. */
const underWay = new Map<number, Promise<unknown>[]>();
const rough: Rough = {
  begin: (from) => underWay.set(from, []),
  async done(from) {
    await Promise.all(underWay.get(from) ?? []);
    underWay.delete(from);
  },
};
const server = serverOf(
  listenerOf({
    // Nobody could tell when a plain read that was hung up on is done.
    direct: (incoming, outgoing) => !underWay.has(incoming.socket.remotePort ?? 0) && made.app.direct(incoming, outgoing),
    fetch(request, env) {
      const answer = made.app.fetch(request, env);
      const from = (env as { incoming: IncomingMessage }).incoming.socket.remotePort ?? 0;
      underWay.get(from)?.push(Promise.resolve(answer));
      return answer;
    },
  }),
);
let port: number;
let provider: TestProvider;
beforeAll(async () => {
  provider = await laneProvider(lanes, () => made.clock.now);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.closeAllConnections();
  await provider.close();
});

const shown = ({ who, kind, pieces }: Shot) => `${who}, ${kind}:\n${Buffer.concat(pieces).toString('latin1').slice(0, 1500)}`;

const said = ({ status, text }: Heard) => `${status} ${text.slice(0, 600)}`;

async function fire(shot: Shot, line: Line) {
  return shot.tame ? line.ask(Buffer.concat(shot.pieces), shot.bodiless) : line.shout(shot.pieces, shot.bodiless);
}

test('what nobody means breaks nothing, changes nothing and is told nothing', {
  timeout: atMost(Math.max(600_000, shots * 30)),
}, async () => {
  const counts = new Map<string, Map<number, number>>();
  const [taken, refused] = [new Set<string>(), new Set<string>()];
  const silent = { count: 0 };
  const wrong: string[] = [];
  const over = watch();
  let done = 0;
  const fleet: Lane[] = [];
  for (let number = 0; number < lanes; number += 1)
    fleet.push(await makeLane({ ...made, now: () => made.clock.now, provider, keyring }, number));
  const changesSince = await noteChanges(made.pool);

  const run = async (lane: Lane, number: number) => {
    const line = lineTo(port, rough);
    let since = (await changesSince(0)).at(-1)?.seq ?? 0;
    for (let at = 0; at < shots / lanes && wrong.length < 20 && !over(); at += 1) {
      if (at % 100 === 0) {
        await lane.look();
        since = (await changesSince(since)).at(-1)?.seq ?? since;
      }
      const shot = shotOf(routes, lane, randomOf(`${seed} ${number} ${at}`));
      made.clock.now += 20;
      done += 1;
      const heard = await fire(shot, line);
      const changes = (await changesSince(since)).filter(({ workspace, seq }) => {
        since = Math.max(since, seq);
        return workspace === null || workspace === lane.own.id || workspace === lane.neighbour.id;
      });
      const logged = heard.flatMap(({ headers }) => failures.get(headers[names.requestId] ?? '') ?? []);
      const found = [...judge(shot, lane, heard, changes), ...logged.map(() => 'something failed on the server')];
      if (found.length > 0)
        wrong.push(
          `LEADSIDE_FUZZ_SEED=${seed}, lane ${number}, request ${at}: ${found.join('; ')}\n${shown(shot)}\n\n${heard.map(said).join('\n')}\n${logged.join('')}${JSON.stringify(changes)}`,
        );
      if (heard.length === 0) silent.count += 1;
      for (const { status, text } of heard) {
        if (status === 200 && shot.who !== 'neighbour') lane.learn(text);
        const key = shot.addressed ? keyOf(shot.route) : shot.kind;
        const of = counts.get(key) ?? new Map<number, number>();
        counts.set(key, of.set(status, (of.get(status) ?? 0) + 1));
        if (shot.kind === 'address' || shot.kind === 'wire') continue;
        if (status >= 200 && status < 300) taken.add(keyOf(shot.route));
        if (status >= 400) refused.add(keyOf(shot.route));
      }
    }
    line.close();
  };
  await Promise.all(fleet.map(run));

  for (const [key, of] of [...counts].toSorted(([a], [b]) => a.localeCompare(b)))
    console.log(
      `${key.padEnd(55)} ${[...of]
        .toSorted(([a], [b]) => a - b)
        .map(([status, count]) => `${status}: ${count}`)
        .join('  ')}`,
    );
  console.log(`hung up on without an answer: ${silent.count}`);
  expect(wrong.join('\n\n')).toBe('');
  expect(besides).toEqual([]);
  tell('T-API', done, 'requests, each judged: no 5xx, no change by what was refused, none in another workspace', {
    done,
    wanted: shots,
  });

  // Past every door: each route that the router has was both taken (2xx) and refused (4xx), without an exception.
  const idle = (by: ReadonlySet<string>) => routes.map(keyOf).filter((key) => !by.has(key));
  if (done >= 20_000)
    expect({ neverTaken: idle(taken), neverRefused: idle(refused) }).toEqual({ neverTaken: [], neverRefused: [] });
  for (const { own } of fleet)
    for (const token of [own.rep, own.marketer, own.admin])
      expect((await made.ask('GET', '/v1/session', { token })).status).toBe(200);
});
