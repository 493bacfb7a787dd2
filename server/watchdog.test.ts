import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HungError, lookEveryMs, type Turn, type Worker, watchdogFor } from './watchdog.ts';

const noon = Date.parse('2026-06-15T12:00:00.000Z');
const patienceMs = 8_000;
let hung: Worker[];
let said: string[];
let dog: ReturnType<typeof watchdogFor>;
beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date', 'performance'] });
  hung = [];
  said = [];
  const log = pino({ level: 'info' }, { write: (line: string) => said.push(line) });
  dog = watchdogFor({ log, now: Date.now, hung: (worker) => hung.push(worker) });
});
afterEach(() => vi.useRealTimers());

/** A turn that ends when the test says so. */
function turn(worker: Worker = 'contexts') {
  let inside: Turn | undefined;
  let end: { done: () => void; fail: (error: Error) => void } | undefined;
  const outcome = dog
    .watch(worker, patienceMs, (given) => {
      inside = given;
      return new Promise<void>((done, fail) => {
        end = { done, fail };
      });
    })
    .then(
      () => 'done',
      (error: Error) => error,
    );
  return {
    outcome,
    moved: () => inside?.moved(),
    over: () => inside?.over(),
    done: () => end?.done(),
    fail: (why: string) => end?.fail(new Error(why)),
  };
}

test('a turn that no longer moves is given up, logged and told, and the next good one ends the trouble', async () => {
  const first = turn();
  await vi.advanceTimersByTimeAsync(patienceMs + 2 * lookEveryMs);
  expect(await first.outcome).toBeInstanceOf(HungError);
  expect([first.over(), hung, said.length]).toEqual([true, ['contexts'], 1]);
  expect(JSON.parse(said[0] ?? '')).toMatchObject({ worker: 'contexts', msg: 'a worker hung and begins anew' });
  const [trouble] = dog.heldUp();
  expect(trouble).toMatchObject({ worker: 'contexts', because: 'Stories are not brought up to date.' });
  expect(Date.parse(trouble?.since ?? '') - noon).toBeLessThan(lookEveryMs);
  // What it brings after all counts for nothing.
  first.done();
  await Promise.resolve();
  expect(dog.heldUp()).toHaveLength(1);
  const second = turn();
  second.done();
  expect(await second.outcome).toBe('done');
  expect(dog.heldUp()).toEqual([]);
});

test('one that moves may take as long as it likes, and one that fails is in trouble since its first failure', async () => {
  const long = turn('retention');
  for (let minutes = 0; minutes < 10; minutes += 1) {
    await vi.advanceTimersByTimeAsync(patienceMs - lookEveryMs);
    long.moved();
  }
  long.fail('the database is away');
  expect(await long.outcome).toEqual(new Error('the database is away'));
  const since = dog.heldUp()[0]?.since;
  await vi.advanceTimersByTimeAsync(5_000);
  const again = turn('retention');
  again.fail('still');
  await again.outcome;
  expect(dog.heldUp()).toMatchObject([{ worker: 'retention', since }]);
  expect(hung).toEqual([]);
});

test('a process that stood still gives nobody up for it', async () => {
  const sleeper = turn();
  await vi.advanceTimersByTimeAsync(lookEveryMs);
  // Time passes and no timer runs.
  vi.setSystemTime(noon + 3_600_000);
  const real = performance.now.bind(performance);
  const stood = vi.spyOn(performance, 'now').mockImplementation(() => real() + 3_600_000);
  await vi.advanceTimersByTimeAsync(lookEveryMs);
  expect(sleeper.over()).toBe(false);
  await vi.advanceTimersByTimeAsync(patienceMs + lookEveryMs);
  expect(sleeper.over()).toBe(true);
  await sleeper.outcome;
  stood.mockRestore();
});
