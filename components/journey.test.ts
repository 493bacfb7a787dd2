import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delivery } from '../lib/contract/delivery.ts';
import type { DispositionEntry, Operation } from '../lib/contract/disposition.ts';
import { forward, type Journey, type JourneyState, journeysOf, latestOf, linesOf } from './journey.ts';
import type { Write, WriteState } from './view.ts';

const at = '2026-11-18T13:00:00.000Z';
const operation = (id: string, over: Partial<Operation> = {}): Operation =>
  ({
    kind: 'accept',
    id,
    ref: { crm: 'hubspot', account: '1', object: 'contact', id: '2' },
    at,
    note: null,
    seen: { contextVersion: 1, sections: [], openedAt: null },
    expected: 0,
    ...over,
  }) as Operation;
const write = (id: string, state: WriteState, because: string | null = null, over: Partial<Operation> = {}): Write => ({
  operation: operation(id, over),
  state,
  because,
  undoUntil: null,
});
const delivery = (state: Delivery['state'], over: Partial<Delivery> = {}): Delivery => ({
  state,
  crm: 'hubspot',
  since: at,
  tries: 0,
  nextAt: null,
  because: null,
  wrote: [],
  ...over,
});
const entry = (id: string, over: Partial<DispositionEntry> = {}): DispositionEntry =>
  ({ id, kind: 'accept', at, receivedAt: at, undoes: null, undone: false, note: null, ...over }) as DispositionEntry;
const states = (journeys: readonly Journey[]) => journeys.map(({ id, state }) => `${id} ${state}`);

test('what the server has is shown as the server gives it, whatever the device still waits for', () => {
  const history = [entry('a', { delivery: delivery('in_crm') })];
  expect(states(journeysOf(history, [write('a', 'kept', 'The answer was lost.')]))).toEqual(['a in_crm']);
  expect(states(journeysOf([entry('a')], [write('a', 'sending')]))).toEqual(['a saved']);
});

test('a delivery has its own words for each of its states', () => {
  const of = (state: Delivery['state']) => journeysOf([entry('a', { delivery: delivery(state) })], [])[0]?.state;
  expect(['waiting', 'sending', 'in_crm', 'parked', 'withdrawn'].map((state) => of(state as Delivery['state']))).toEqual([
    'waiting',
    'writing',
    'in_crm',
    'parked',
    'withdrawn',
  ]);
});

test('what is only on this device comes first, then the newest', () => {
  const history = [entry('new', { at: '2026-11-18T12:00:00.000Z' }), entry('old', { at: '2026-11-17T12:00:00.000Z' })];
  const writes = [
    write('first', 'kept'),
    write('second', 'keeping'),
    write('heard', 'saved', null, { at: '2026-11-18T11:00:00.000Z' }),
  ];
  expect(states(journeysOf(history, writes))).toEqual(['second keeping', 'first kept', 'new saved', 'heard saved', 'old saved']);
});

test('no level is ever lost on screen, in whatever order sights of it arrive', () => {
  const levels: Record<JourneyState, number> = {
    keeping: 0,
    kept: 0,
    sending: 0,
    failed: 0,
    not_kept: 0,
    saved: 1,
    waiting: 1,
    writing: 1,
    parked: 1,
    withdrawn: 1,
    in_crm: 2,
  };
  const device = fc.constantFrom<WriteState>('keeping', 'kept', 'sending', 'saved', 'failed');
  const server = fc.constantFrom<Delivery['state'] | null>(null, 'waiting', 'sending', 'in_crm', 'parked', 'withdrawn');
  const sight = fc.record({ device: fc.option(device), server: fc.option(fc.record({ delivery: server })) });
  fc.assert(
    fc.property(fc.array(sight, { minLength: 1, maxLength: 12 }), (sights) => {
      let before = new Map<string, Journey>();
      let reached = 0;
      for (const one of sights) {
        const history =
          one.server === null ? [] : [entry('a', one.server.delivery ? { delivery: delivery(one.server.delivery) } : {})];
        const shown = journeysOf(history, one.device === null ? [] : [write('a', one.device)], before);
        for (const { state } of shown) {
          expect(levels[state]).toBeGreaterThanOrEqual(reached);
          reached = levels[state];
        }
        if (shown.length > 0) before = new Map(shown.map((journey) => [journey.id, journey]));
      }
    }),
    { numRuns: 2_000 },
  );
});

test('on one level, the newer sight is shown: a parked one that is retried waits again', () => {
  const [parked] = journeysOf([entry('a', { delivery: delivery('parked') })], []);
  const [waiting] = journeysOf([entry('a', { delivery: delivery('waiting') })], []);
  expect(waiting && forward(parked, waiting)).toBe(waiting);
});

test('the foot speaks of what is unsent, then of the newest; of what an undo took back when the CRM was to hear of it', () => {
  const sent = entry('a', { delivery: delivery('in_crm') });
  expect(latestOf(journeysOf([sent], []))?.id).toBe('a');
  expect(latestOf(journeysOf([sent], [write('b', 'kept')]))?.id).toBe('b');
  const undone = [entry('u', { kind: 'undo', undoes: 'a' }), entry('a', { undone: true, delivery: delivery('withdrawn') })];
  expect(latestOf(journeysOf(undone, []))).toMatchObject({ id: 'a', state: 'withdrawn' });
});

test('an entry that is merely saved is spoken of only where it was made', () => {
  expect(latestOf(journeysOf([entry('a')], []))).toBeNull();
  expect(latestOf(journeysOf([entry('a')], [write('a', 'saved')]))?.state).toBe('saved');
  expect(latestOf([])).toBeNull();
});

test('what is on its way without a reason takes no room; what is stuck or waits for one does', () => {
  const late = (id: string) => entry(id, { delivery: delivery('waiting', { because: 'The CRM is down.' }) });
  const of = (history: DispositionEntry[], writes: Write[]) => {
    const { lines, more } = linesOf(journeysOf(history, writes));
    return [...states(lines), more];
  };
  expect(of([entry('a', { delivery: delivery('waiting') })], [write('b', 'kept')])).toEqual([0]);
  expect(of([late('a'), late('b')], [])).toEqual(['a waiting', 1]);
  expect(
    of([entry('p', { delivery: delivery('parked') })], [write('k', 'kept', 'Offline.'), write('l', 'kept', 'Offline.')]),
  ).toEqual(['p parked', 'l kept', 1]);
  const parked = ['1', '2', '3', '4', '5'].map((id) => entry(id, { delivery: delivery('parked') }));
  expect(of(parked, [])).toEqual(['1 parked', '2 parked', '3 parked', 2]);
});
