/** F1: the server is killed while eight reps write; what it answered is there once it is back, once, and nothing else is. */
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { tell, times, watch } from './figures.ts';
import { clean, judge, storedRows } from './judge.ts';
import { killedServer } from './killed-server.ts';
import { openLedger } from './ledger.ts';
import { refOf } from './operations.ts';
import { writer } from './writer.ts';

const wanted = times('SERVER_KILLS', 40);
const acksEach = 125;
const writers = 8;
const leadsEach = 25;

const { folder, desk, up, last: lastStart } = killedServer('kills', writers * leadsEach);

test(`${wanted} kills under ${writers} writers`, async () => {
  const ledger = openLedger(path.join(folder(), 'ledger'));
  let acks = 0;
  const waiting = new Set<{ for: number; go: () => void }>();
  const answered = (count: number) =>
    new Promise<void>((resolve) => {
      if (acks >= count) resolve();
      else waiting.add({ for: count, go: resolve });
    });
  const reps = Array.from({ length: writers }, (_, at) =>
    writer(
      Array.from({ length: leadsEach }, (_one, lead) => refOf(at * leadsEach + lead)),
      ledger,
      () => {
        acks += 1;
        for (const one of waiting) if (acks >= one.for && waiting.delete(one)) one.go();
      },
    ),
  );
  let slowest = 0;
  const late = watch();
  let kills = 0;
  while (kills < wanted && !late()) {
    kills += 1;
    const { url, server, openedMs } = await up();
    slowest = Math.max(slowest, openedMs);
    // At a random moment, and only once enough was answered: a kill among idle writers would prove nothing.
    const writing = reps.map((rep) => rep.write(url, desk().token, () => false));
    await Promise.all([wait(20 + Math.random() * 580), answered(acksEach * kills)]);
    await wait(Math.random() * 20);
    server.child.kill('SIGKILL');
    await server.ended;
    // Only its own log says why it refused what it should not have.
    await Promise.all(writing).catch((error: unknown) => {
      throw new Error(server.out().slice(-4_000), { cause: error });
    });
  }
  const last = await lastStart();
  try {
    // What got no answer is sent once more, as the device would: it must find its own row or make it.
    const asked = ledger.count('submit');
    await Promise.all(reps.map((rep) => rep.write(last.url, desk().token, () => ledger.count('submit') >= asked + writers)));
    expect(judge({ ledger: ledger.lines(), rows: await storedRows(last.pool) })).toEqual(clean);
  } finally {
    await last.close();
    ledger.close();
  }
  expect(acks).toBeGreaterThanOrEqual(kills * acksEach);
  expect(slowest).toBeLessThan(10_000);
  tell('F1', acks, `server kills: ${kills} kills, ${acks} acknowledged, slowest start ${Math.round(slowest)} ms`, {
    done: kills,
    wanted,
  });
});
