/** F9: two to eight reps decide on one lead at once, each with the extension's own outbox. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operation } from '../../lib/contract/disposition.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { refKey } from '../../lib/contract/wire.ts';
import { createToken } from '../../server/auth/tokens.ts';
import { openDevice } from './device.ts';
import { tell, times, watch } from './figures.ts';
import { clean, judge, storedRows } from './judge.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type Attempt, linearizable } from './linearizable.ts';
import { accept, type Desk, makeLeads, openDesk, reopen } from './operations.ts';
import { type Served, serveApp } from './server.ts';

const wanted = times('RACES', 500);
const mostReps = 8;
const choicesEach = 2;
const leadsAtOnce = 500;

let folder: string;
let served: Served;
let desk: Desk;
let tokens: string[];
let book: Ledger;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leadside-races-'));
  book = openLedger(path.join(folder, 'ledger'), { durable: false });
  served = await serveApp();
  desk = await openDesk(served);
  const named = (at: number) =>
    createToken(served.pool, { workspaceId: desk.workspaceId, role: 'rep', name: `Rep ${at}`, days: 1 });
  tokens = (await Promise.all(Array.from({ length: mostReps }, (_, at) => named(at)))).map(({ token }) => token);
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

/** What follows on what stands: a lead that was accepted is reopened, and the other way round. */
const follows = (ref: RecordRef, version: number): Operation => (version % 2 === 0 ? accept(ref, version) : reopen(ref, version));

type Race = { attempts: Attempt[]; held: string[] };

/** One rep: chooses on what they last saw, and again on what they are shown instead. */
async function rep(at: number, ref: RecordRef, { attempts, held }: Race): Promise<void> {
  let version = 0;
  for (let choice = 0; choice < choicesEach; choice += 1) {
    // An answer to a conflict is a new choice; the one in conflict stays on the device until then.
    const device = openDevice(served.url, tokens[at] ?? '', { name: `Rep ${at}` });
    const operation = follows(ref, version);
    book.submit(operation.id, operation);
    await device.keep(operation);
    book.ack('device', operation.id);
    const began = performance.now();
    // A server too busy for one moment is asked again, as the device does: until then the choice is kept.
    for (let tries = 0; tries < 100; tries += 1) {
      await device.send();
      if (!device.shown(refKey(ref)).includes('kept')) break;
    }
    const ended = performance.now();
    const [entry] = device.entries();
    if (entry === undefined) {
      book.ack('server', operation.id);
      const made = device.last()?.context.disposition.version ?? -1;
      attempts.push({ expected: version, made, stood: null, began, ended });
      version = made;
      continue;
    }
    // Not done and not lost: both values are there to choose between.
    expect(device.shown(refKey(ref))).toEqual(['conflict']);
    expect(entry.conflict?.entry?.version).toBe(entry.conflict?.version);
    held.push(operation.id);
    const stood = entry.conflict?.version ?? -1;
    attempts.push({ expected: version, made: null, stood, began, ended });
    version = stood;
  }
}

test(`${wanted} races of 2 to ${mostReps} reps`, async () => {
  const held: string[] = [];
  let conflicts = 0;
  const race = async (ref: RecordRef, index: number) => {
    const one: Race = { attempts: [], held: [] };
    const reps = 2 + (index % (mostReps - 1));
    await Promise.all(Array.from({ length: reps }, (_, at) => rep(at, ref, one)));
    const made = one.attempts.flatMap((attempt) => attempt.made ?? []);
    // One for each version, and none left out.
    expect(made.sort((a, b) => a - b)).toEqual(made.map((_, at) => at + 1));
    expect(linearizable(one.attempts), JSON.stringify(one.attempts)).toBe(true);
    held.push(...one.held);
    conflicts += one.held.length;
  };
  const late = watch();
  let histories = 0;
  while (histories < wanted && !late()) {
    const refs = await makeLeads(desk, histories, Math.min(histories + leadsAtOnce, wanted));
    for (let at = 0; at < refs.length && !late(); at += 2) {
      const two = refs.slice(at, at + 2);
      await Promise.all(two.map((ref, more) => race(ref, at + more)));
      histories += two.length;
    }
  }
  expect(judge({ ledger: book.lines(), rows: await storedRows(served.pool), held })).toEqual(clean);
  expect(conflicts).toBeGreaterThan(histories / 2);
  const saved = book.count('server');
  tell('F9', histories, `races on one lead: ${histories} histories, ${saved} choices saved, ${conflicts} in conflict`, {
    done: histories,
    wanted,
  });
});

describe('the check of an order', () => {
  const won = (expected: number, began: number, ended: number): Attempt => ({
    expected,
    made: expected + 1,
    stood: null,
    began,
    ended,
  });
  const lost = (expected: number, stood: number, began: number, ended: number): Attempt => ({
    expected,
    made: null,
    stood,
    began,
    ended,
  });
  test.each<[string, Attempt[], boolean]>([
    ['one after the other', [won(0, 0, 1), won(1, 2, 3)], true],
    ['two at once, one wins', [won(0, 0, 5), lost(0, 1, 0, 5)], true],
    ['two win one version', [won(0, 0, 5), won(0, 0, 5)], false],
    ['told of a version that came only later', [lost(0, 1, 0, 1), won(0, 2, 3)], false],
    ['told of a version long gone', [won(0, 0, 1), won(1, 2, 3), lost(0, 1, 4, 5)], false],
    ['refused though it was right', [lost(0, 0, 0, 1)], false],
  ])('%s', (_, attempts, holds) => {
    expect(linearizable(attempts)).toBe(holds);
  });
});
