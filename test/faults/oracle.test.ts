/** The oracle itself: clean for the real server, red for each of three servers that break a promise. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tell } from './figures.ts';
import { clean, judge, storedRows, type Verdict } from './judge.ts';
import { hashOf, type Ledger, openLedger } from './ledger.ts';
import { answersBeforeCommit, dropsOneInAThousand, sendsTwice } from './mutants.ts';
import { makeLeads, openDesk } from './operations.ts';
import { serveApp, type Wrapped } from './server.ts';
import { writer } from './writer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leadside-oracle-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let ledgers = 0;
const ledger = () => openLedger(path.join(folder, `${++ledgers}`));

describe('each promise, broken by hand', () => {
  const payload = { note: 'Thursday', expected: 0 };
  const row = { id: 'a', hash: hashOf({ expected: 0, note: 'Thursday' }) };
  const kept = (act: (book: Ledger) => void = () => undefined) => {
    const book = ledger();
    book.submit('a', payload);
    book.ack('device', 'a');
    book.ack('server', 'a');
    act(book);
    return book.lines();
  };
  const onTheWay: string[] = [];
  test.each<[string, () => Verdict, Partial<Verdict>]>([
    ['nothing', () => judge({ ledger: kept(), rows: [row] }), {}],
    ['an acknowledged row is gone', () => judge({ ledger: kept(), rows: [] }), { loss: ['a', 'a'], limbo: ['a'] }],
    ['it is still on the device', () => judge({ ledger: kept(), rows: [], held: ['a'] }), { loss: ['a'] }],
    ['a row is there twice', () => judge({ ledger: kept(), rows: [row, row] }), { duplicate: ['a'] }],
    ['a row nobody made', () => judge({ ledger: kept(), rows: [row, { ...row, id: 'b' }] }), { phantom: ['b'] }],
    [
      'another note',
      () => judge({ ledger: kept(), rows: [{ ...row, hash: hashOf({ ...payload, note: '' }) }] }),
      { swap: ['a'] },
    ],
    ['stored and nowhere on its way', () => judge({ ledger: kept(), rows: [row], onTheWay }), { limbo: ['a'] }],
    ['it is in the CRM', () => judge({ ledger: kept((book) => book.effect('a', payload)), rows: [row], onTheWay }), {}],
    [
      'the CRM did it twice',
      () => judge({ ledger: kept((book) => [1, 2].map(() => book.effect('a', payload))), rows: [row], onTheWay }),
      { duplicate: ['a'] },
    ],
  ])('%s', (_, verdict, wrong) => {
    expect(verdict()).toEqual({ ...clean, ...wrong });
  });
});

type Campaign = Wrapped & { acksWanted?: number; begin?: () => void; end?: () => void };

/** Eight writers against a server until enough was acknowledged, then its end; what is there after that is judged. */
async function campaign({ acksWanted = 1_100, begin, end, ...wrapped }: Campaign = {}) {
  const served = await serveApp(wrapped);
  try {
    const desk = await openDesk(served);
    const refs = await makeLeads(desk, 0, 80);
    begin?.();
    const book = ledger();
    let over = false;
    const acked = () => {
      if (over || book.count('server') < acksWanted) return;
      over = true;
      end?.();
    };
    const reps = Array.from({ length: 8 }, (_, at) => writer(refs.slice(at * 10, at * 10 + 10), book, acked));
    // A dead server answers as it likes; what it acknowledged before is what counts.
    await Promise.all(
      reps.map((rep) =>
        rep
          .write(served.url, desk.token, () => over)
          .catch((error: unknown) => {
            if (!over) throw error;
          }),
      ),
    );
    const verdict = judge({ ledger: book.lines(), rows: await storedRows(served.pool) });
    return { verdict, acks: book.count('server') };
  } finally {
    await served.close();
  }
}

describe('against a server', () => {
  test('the real one is clean', async () => {
    const { verdict, acks } = await campaign();
    expect(verdict).toEqual(clean);
    tell('F0', acks, `oracle against the real server: ${acks} acknowledged`);
  });

  test('one that drops 1 in 1,000 is caught', async () => {
    const { verdict } = await campaign({ door: dropsOneInAThousand() });
    expect(verdict.loss).toHaveLength(1);
    expect(verdict.limbo).toEqual(verdict.loss);
  });

  test('one that sends twice is caught', async () => {
    const { verdict } = await campaign({ door: sendsTwice });
    expect(verdict.phantom.length).toBeGreaterThan(100);
  });

  test('one that answers before its commit is caught when it dies', async () => {
    const { wrap, begin, die } = answersBeforeCommit();
    const { verdict } = await campaign({ pool: wrap, acksWanted: 200, begin, end: die });
    expect(verdict.loss.length).toBeGreaterThan(0);
  });
});
