import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stops, tell, times } from '../../test/faults/figures.ts';
import { isHello, readToFrame } from './check.ts';
import { hear, type Sender } from './hear.ts';

const own = { id: 'a'.repeat(32), origin: `chrome-extension://${'a'.repeat(32)}` };
const crm = 'https://acme.pipedrive.com';

/** Every kind of sender, as the browser describes it, and what it may ask for. */
const senders: readonly { kind: string; sender: Sender; may: 'frame' | 'badge' | null }[] = [
  { kind: 'our script in a CRM page', sender: { id: own.id, origin: crm, tab: { id: 7 } }, may: 'frame' },
  { kind: 'our script in another page', sender: { id: own.id, origin: 'https://news.example', tab: { id: 8 } }, may: 'frame' },
  { kind: 'our frame in a page', sender: { id: own.id, origin: own.origin, tab: { id: 7 } }, may: 'badge' },
  { kind: 'our page without a tab', sender: { id: own.id, origin: own.origin }, may: null },
  { kind: 'another extension', sender: { id: 'b'.repeat(32), origin: own.origin, tab: { id: 7 } }, may: null },
  { kind: 'a page', sender: { origin: crm, tab: { id: 7 } }, may: null },
  { kind: 'nobody', sender: {}, may: null },
];

const word = fc.oneof(
  fc.constantFrom('frame', 'badge', 'state', 'focus', 'leadside', '__proto__', 'constructor', '', 'token', 'off'),
  fc.string({ unit: 'binary', maxLength: 150 }),
);
const value = fc.oneof(
  fc.boolean(),
  word,
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, undefined, Number.NaN),
  fc.anything(),
);
const key = fc.constantFrom(
  't',
  'up',
  'text',
  'title',
  'seq',
  'ref',
  'open',
  'width',
  'top',
  'nonce',
  '__proto__',
  'toString',
  'tabId',
);
/** Whole messages, whole ones with one field changed, and anything at all. */
const whole = fc.oneof(
  fc.record({ t: fc.constant('frame'), up: fc.boolean() }),
  fc.record({ t: fc.constant('badge'), text: fc.string({ maxLength: 5 }), title: fc.string({ maxLength: 125 }) }),
  fc.record({
    t: fc.constant('state'),
    seq: fc.integer(),
    ref: fc.constantFrom(null, { crm: 'hubspot', account: '4711', object: 'contact', id: '9' }),
    open: fc.boolean(),
    width: fc.integer(),
    top: fc.integer(),
  }),
);
const message = fc.oneof(
  whole,
  fc
    .tuple(whole, key, value)
    .map(([base, name, change]) => Object.defineProperty({ ...base }, name, { value: change, enumerable: true })),
  fc.dictionary(key, value),
  fc.anything({ withDate: true, withMap: true, withBigInt: true, withSparseArray: true, withNullPrototype: true }),
);

const wanted = times('MESSAGES', 20_000);

test('whatever is said by whomever, nothing happens but what its sender may ask for', () => {
  let runs = 0;
  const done: Record<string, number> = {};
  fc.assert(
    fc.property(message, fc.constantFrom(...senders), (said, { kind, sender, may }) => {
      runs += 1;
      const effects: string[] = [];
      hear(said, sender, own, {
        showBadge: (tabId, text, title) => {
          effects.push('badge');
          expect([tabId, Array.from(text).length <= 4, Array.from(title).length <= 120]).toEqual([sender.tab?.id, true, true]);
        },
        showMissing: (tabId) => {
          effects.push('frame');
          expect(tabId).toBe(sender.tab?.id);
        },
      });
      expect(effects.filter((effect) => effect !== may)).toEqual([]);
      for (const _ of effects) done[kind] = (done[kind] ?? 0) + 1;
    }),
    { numRuns: wanted, plugins: stops(1 / 3) },
  );
  // Whoever may ask was heard: a handler that does nothing would pass as well.
  expect(Object.keys(done).sort()).toEqual(['our frame in a page', 'our script in a CRM page', 'our script in another page']);
  tell('T-MSG', runs, 'messages to the background from seven kinds of sender, no effect but what the sender may ask for', {
    done: runs,
    wanted,
  });
});

test('whatever comes through the port is a whole message or nothing', () => {
  let runs = 0;
  const nonce = '1234567890-123456';
  fc.assert(
    fc.property(message, (said) => {
      runs += 1;
      const read = readToFrame(said);
      expect(read === null || read.t === 'focus' || read.t === 'state').toBe(true);
      if (read?.t === 'state') expect(Object.keys(read).sort()).toEqual(['open', 'ref', 'seq', 't', 'top', 'width']);
      expect(isHello(said, nonce)).toBe(false);
    }),
    { numRuns: wanted, plugins: stops(1 / 2) },
  );
  tell('T-MSG', runs, 'messages to the frame, none read as anything but a whole one, none taken for a hello', {
    done: runs,
    wanted,
  });
});
