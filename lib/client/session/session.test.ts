/* Long because one server, one device and its pages carry every way a session can go. */
import { beforeEach, describe, expect, test } from 'vitest';
import { paths } from '../../contract/wire.ts';
import type { Connection, Session } from '../connection.ts';
import type { Ask, NoReply, Reply, Target } from '../exchange.ts';
import { isDue, isSpent, signedInExchange } from './exchange-signed-in.ts';
import { renewWith } from './renew.ts';
import { connectionOf, createSignInApi, endSession } from './sign-in-api.ts';

const minute = 60_000;
const day = 86_400_000;
const who = { workspace: { id: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7c01', name: 'Northbeam' }, role: 'rep' as const };
const given = (n: number) => ({
  accessToken: `access-${n}`,
  expiresIn: 600,
  refreshToken: `refresh-${n}-${'x'.repeat(20)}`,
  endsAt: '2026-12-27T00:00:00.000Z',
  session: { ...who, person: { name: 'Dana', email: 'dana@x.example' }, expiresAt: null, server: { version: '1', contract: 1 } },
});
const reply = (status: number, json: unknown, sentAt = 0): Reply => ({
  at: 'reply',
  status,
  contentType: 'application/json',
  text: JSON.stringify(json),
  etag: null,
  requestId: null,
  retryAfter: null,
  contract: 1,
  serverNow: null,
  epoch: null,
  sentAt,
  receivedAt: sentAt,
});
const none = (because: NoReply['because']): NoReply => ({ at: 'none', because });
const error = (code: string, message = 'No.', fix = 'Do this.') => ({ error: { code, message, fix, requestId: 'r' } });

/**
 * A server with one session, whose refresh tokens are good once but for a repeat of the last, and a device that pages share.
 * `wire` is what comes between: null for nothing.
 */
async function setUp() {
  let now = 1_000_000;
  let latest = 0;
  /** The newest refresh token of whose answer something was used. */
  let used = 0;
  let alive = true;
  let wire: ((what: Ask, answer: () => Reply) => Reply | NoReply) | null = null;
  let stored: Connection | null = await connectionOf('https://x.example', given(0), now);
  const refreshes: string[] = [];
  let ends = 0;
  const answer = (target: Target, what: Ask): Reply => {
    if (what.path !== paths.signInRefresh) {
      if (!alive || target.token !== `access-${latest}`) return reply(401, error('unauthorized'), now);
      used = latest;
      return reply(200, { ok: true }, now);
    }
    const { refreshToken } = JSON.parse(what.body ?? '') as { refreshToken: string };
    refreshes.push(refreshToken);
    const at = Number(refreshToken.split('-')[1]);
    // The one before is answered again as long as nobody has used what it gave; anything older was stolen.
    if (!alive || at < used) {
      alive = false;
      return reply(401, error('session_ended', 'Ended for safety.'), now);
    }
    latest = at + 1;
    return reply(200, given(latest), now);
  };
  const send = async (target: Target, what: Ask) => {
    await Promise.resolve();
    return wire ? wire(what, () => answer(target, what)) : answer(target, what);
  };
  let turn: Promise<unknown> = Promise.resolve();
  const renew = renewWith({
    read: async () => stored,
    async replace(fingerprint, next) {
      if (stored?.fingerprint !== fingerprint) return false;
      stored = next;
      return true;
    },
    send,
    alone: (job) => {
      const mine = turn.then(job);
      turn = mine.catch(() => undefined);
      return mine;
    },
    ended: () => {
      ends += 1;
    },
  });
  const page = () => {
    const { ask } = signedInExchange(send, renew, () => now);
    const connection = stored as Connection;
    return (over: Partial<Connection> = {}) => ask({ ...connection, ...over }, { method: 'GET', path: paths.session });
  };
  return {
    page,
    refreshes,
    ends: () => ends,
    stored: () => stored,
    store: (next: Connection | null) => {
      stored = next;
    },
    later: (ms: number) => {
      now += ms;
    },
    revoke: () => {
      alive = false;
    },
    between: (next: typeof wire) => {
      wire = next;
    },
  };
}

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

describe('when the access token is renewed', () => {
  const session: Session = { refreshToken: 'r', receivedAt: 1000, lifeMs: 10 * minute, endsAt: '2026-12-27T00:00:00.000Z' };
  test.each([
    ['fresh', 0, false, false],
    ['a minute before its end', 9 * minute, true, false],
    ['at its end', 10 * minute, true, true],
    ['by a clock set a day back', -day, true, true],
    ['by a clock set a day ahead', day, true, true],
  ])('%s', (_name, age, due, spent) => {
    expect([isDue(session, 1000 + age), isSpent(session, 1000 + age)]).toEqual([due, spent]);
  });
  test('of a life of ten seconds, in the last two', () => {
    const short = { ...session, lifeMs: 10_000 };
    expect([isDue(short, 8999), isDue(short, 9000)]).toEqual([false, true]);
  });
});

test('asked while it is fresh, nothing is renewed; in its last minute it is, before the question', async () => {
  const ask = world.page();
  expect(await ask()).toMatchObject({ status: 200 });
  expect(world.refreshes).toEqual([]);
  world.later(9 * minute);
  expect(await ask()).toMatchObject({ status: 200 });
  expect(world.refreshes).toHaveLength(1);
  expect(world.stored()).toMatchObject({ token: 'access-1', session: { refreshToken: given(1).refreshToken } });
});

test('ten questions of three pages at once renew once', async () => {
  const pages = [world.page(), world.page(), world.page()];
  world.later(9.5 * minute);
  const asked = pages.flatMap((ask) => [ask(), ask(), ask()]);
  for (const one of await Promise.all(asked)) expect(one).toMatchObject({ status: 200 });
  expect(world.refreshes).toHaveLength(1);
});

test('a page that was idle finds what another one has renewed', async () => {
  const [first, second] = [world.page(), world.page()];
  world.later(9.5 * minute);
  await first();
  expect(await second()).toMatchObject({ status: 200 });
  expect(world.refreshes).toHaveLength(1);
});

test('a token the server refuses early is renewed, and the question asked once more', async () => {
  const ask = world.page();
  const kept = world.stored() as Connection;
  world.store({ ...kept, token: 'access-lost' });
  expect(await world.page()()).toMatchObject({ status: 200 });
  expect(await ask()).toMatchObject({ status: 200 });
  expect(world.refreshes).toHaveLength(1);
});

test.each(['timeout', 'unreachable'] as const)(
  'renewals whose answers are lost one after the other (%s) sign nobody out',
  async (because) => {
    let lost = 0;
    world.between((what, answer) => {
      const real = answer();
      if (what.path !== paths.signInRefresh || lost === 5) return real;
      lost += 1;
      return none(because);
    });
    world.later(11 * minute);
    // Two tries for each question; hours may lie between them.
    for (const later of [0, 5 * 60 * minute]) {
      world.later(later);
      expect(await world.page()()).toEqual(none(because));
    }
    expect(await world.page()()).toMatchObject({ status: 200 });
    expect(world.refreshes).toEqual(Array.from({ length: 6 }, () => given(0).refreshToken));
    expect(world.ends()).toBe(0);
    // The next renewal is an ordinary one.
    world.later(11 * minute);
    expect(await world.page()()).toMatchObject({ status: 200 });
    expect(world.refreshes.at(-1)).toBe(given(1).refreshToken);
  },
);

test('why the session ended is told by every page, of one that was used by somebody else too', async () => {
  const kept = world.stored() as Connection;
  world.later(11 * minute);
  await world.page()();
  world.store(kept);
  const told = { ...none('signed_out'), why: 'Ended for safety.' };
  const ask = world.page();
  expect(await ask()).toEqual(told);
  expect(await ask()).toEqual(told);
  expect(world.stored()).toMatchObject({ ended: true, endedWhy: 'Ended for safety.' });
  expect(await world.page()()).toEqual(told);
});

test.each([
  ['offline', none('offline')],
  ['away', none('unreachable')],
  ['failing', reply(503, error('unavailable'))],
  ['behind a proxy that wants a log-in', reply(401, '<h1>Log in</h1>')],
  ['without the route', reply(404, error('not_found'))],
])('while the server is %s the session stays, and the token is used as long as it lasts', async (_name, answer) => {
  world.between((what, real) => (what.path === paths.signInRefresh ? answer : real()));
  const ask = world.page();
  world.later(9.5 * minute);
  expect(await ask()).toMatchObject({ status: 200 });
  world.later(minute);
  const after = await ask();
  // Never a refusal of the question itself: what is unsent would take it for one.
  expect(after.at === 'none' ? after.because : after.status).not.toBe('signed_out');
  expect(after).not.toMatchObject({ status: 404 });
  expect(after).not.toMatchObject({ status: 401 });
  expect(world.ends()).toBe(0);
  world.between(null);
  expect(await ask()).toMatchObject({ status: 200 });
});

test('a session the server has ended is told once, and no token is left on the device', async () => {
  const ask = world.page();
  world.revoke();
  expect(await ask()).toMatchObject(none('signed_out'));
  expect(await ask()).toMatchObject(none('signed_out'));
  expect(world.ends()).toBe(1);
  expect(world.refreshes).toHaveLength(1);
  const left = world.stored();
  expect(left).toMatchObject({ ended: true, token: '', who: { name: 'Dana' } });
  expect(JSON.stringify(left)).not.toMatch(/access-|refresh-/);
  expect(await world.page()()).toMatchObject(none('signed_out'));
});

test('a refresh token used by somebody else ends in signed out, not in a loop', async () => {
  const kept = world.stored() as Connection;
  world.later(9.5 * minute);
  await world.page()();
  world.later(9.5 * minute);
  await world.page()();
  // A copy of the profile from the day before.
  world.store(kept);
  expect(await world.page()()).toMatchObject(none('signed_out'));
  expect(world.stored()).toMatchObject({ ended: true });
});

test('who signed out meanwhile is not signed in again by an answer that came late', async () => {
  world.between((_what, answer) => {
    world.store(null);
    return answer();
  });
  world.later(11 * minute);
  expect(await world.page()()).toEqual(none('signed_out'));
  expect(world.stored()).toBeNull();
});

test('a pasted token is asked with as it is, and a refusal stays one', async () => {
  const { session: _, ...pasted } = world.stored() as Connection;
  world.store({ ...pasted, token: 'pasted' });
  const { ask } = signedInExchange(
    async () => reply(401, error('unauthorized')),
    () => Promise.reject(new Error('renewed')),
    () => 0,
  );
  expect(await ask({ ...pasted, token: 'pasted' }, { method: 'GET', path: '/' })).toMatchObject({ status: 401 });
});

describe('signing in', () => {
  const api = (answer: Reply | NoReply) => createSignInApi('https://x.example', async () => answer);
  const pair = { code: 'ABCD-1234' };
  test('keeps who it is, and a fingerprint that outlives the tokens', async () => {
    const entered = await api(reply(200, given(3))).pair(pair);
    expect(entered).toMatchObject({ ok: true, value: { token: 'access-3', who: { name: 'Dana', role: 'rep' } } });
  });
  test.each([
    [
      'the server refuses',
      reply(401, error('unauthorized', 'The code was used already.', 'Ask for a new one.')),
      'The code was used already. Ask for a new one.',
    ],
    ['too many tries', reply(429, error('rate_limited')), 'No. Try again in a minute.'],
    ['offline', none('offline'), 'This computer is offline. Go online, then try again.'],
    [
      'an older server',
      reply(404, error('not_found', 'There is nothing at this address.')),
      'This server does not know how to sign people in: ask an admin to update it, or paste a token your admin gave you.',
    ],
    ['another answer', reply(200, { hello: 1 }), expect.stringContaining('does not read as a Leadside answer')],
  ])('%s is one sentence', async (_name, answer, message) => {
    expect(await api(answer).pair(pair)).toEqual({ ok: false, message });
  });
});

test('ending a session says whether the server knows', async () => {
  const connection = world.stored() as Connection;
  expect(await endSession(connection, async () => reply(200, { done: true }))).toBe(true);
  expect(await endSession(connection, async () => reply(401, error('unauthorized')))).toBe(true);
  expect(await endSession(connection, async () => none('offline'))).toBe(false);
  expect(await endSession(connection, async () => reply(503, error('unavailable')))).toBe(false);
});
