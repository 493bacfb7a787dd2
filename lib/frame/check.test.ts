import { expect, test } from 'vitest';
import { recordRef } from '../contract/record.ts';
import { isHello, readToFrame } from './check.ts';

const ref = { crm: 'hubspot', account: '4711', object: 'contact', id: '9' };
const state = { t: 'state', seq: 3, ref, open: true, width: 380, top: 160 };

test('a hand-over comes through as it is', () => {
  expect(readToFrame(state)).toEqual(state);
  expect(readToFrame({ ...state, ref: null })).toEqual({ ...state, ref: null });
  expect(readToFrame({ t: 'focus' })).toEqual({ t: 'focus' });
});

const refused: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['a string', 'state'],
  ['an unknown kind', { ...state, t: 'token' }],
  ['no ref', { ...state, ref: undefined }],
  ['an unknown field', { ...state, url: 'https://example.com' }],
  ['a fractional seq', { ...state, seq: 1.5 }],
  ['an endless width', { ...state, width: Number.POSITIVE_INFINITY }],
  ['open as a word', { ...state, open: 'yes' }],
  ['an unknown crm', { ...state, ref: { ...ref, crm: 'constructor' } }],
  ['an unknown object', { ...state, ref: { ...ref, object: 'ticket' } }],
  ['an empty id', { ...state, ref: { ...ref, id: '' } }],
  ['a number as id', { ...state, ref: { ...ref, id: 9 } }],
  ['a long account', { ...state, ref: { ...ref, account: 'a'.repeat(201) } }],
  ['an extra field in the ref', { ...state, ref: { ...ref, name: 'Ada' } }],
];

test.each(refused)('%s is refused', (_name, message) => {
  expect(readToFrame(message)).toBeNull();
});

test.each(['lead', 'contact', 'account', 'opportunity', 'ticket'])('%s is judged as the contract judges it', (object) => {
  const asked = { ...ref, object };
  expect(readToFrame({ ...state, ref: asked }) !== null).toBe(recordRef.safeParse(asked).success);
});

test('only the hello with the nonce of the frame pairs', () => {
  const nonce = '1234567890-123456';
  expect(isHello({ t: 'leadside', nonce }, nonce)).toBe(true);
  expect(isHello({ t: 'leadside', nonce: 'another' }, nonce)).toBe(false);
  expect(isHello({ t: 'other', nonce }, nonce)).toBe(false);
  expect(isHello({ t: 'leadside', nonce: '' }, '')).toBe(false);
});
