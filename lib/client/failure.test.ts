import { describe, expect, test } from 'vitest';
import { errorCodes, errorTable } from '../contract/errors.ts';
import type { NoReply, Reply } from './exchange.ts';
import { readReply, retryAfterMs } from './failure.ts';
import { oneLine, sentence } from './sentence.ts';

const api = 'https://leadside.example.com';
const reply = (over: Partial<Reply>): Reply => ({
  at: 'reply',
  status: 200,
  contentType: 'application/json; charset=utf-8',
  text: '{}',
  etag: null,
  requestId: 'req-1',
  retryAfter: null,
  contract: 1,
  serverNow: null,
  epoch: null,
  sentAt: 0,
  receivedAt: 1000,
  ...over,
});
const error = (code: string, over: object = {}) =>
  JSON.stringify({ error: { code, message: 'M.', fix: 'F.', requestId: 'r', ...over } });
const failureOf = (one: Reply | NoReply) => {
  const result = readReply(api, one, () => null);
  return result.ok ? null : result.failure;
};

describe('no reply', () => {
  test.each([
    ['offline', { kind: 'offline' }],
    ['unreachable', { kind: 'unreachable', apiUrl: api }],
    ['timeout', { kind: 'timeout', apiUrl: api }],
    ['aborted', { kind: 'aborted' }],
  ] as const)('%s', (because, failure) => {
    expect(failureOf({ at: 'none', because })).toEqual(failure);
  });
  test('too large', () => {
    expect(failureOf({ at: 'none', because: 'too_large' })).toMatchObject({ kind: 'bad_reply' });
  });
});

test.each([
  ['unauthorized', { kind: 'signed_out', because: 'refused' }],
  ['token_expired', { kind: 'signed_out', because: 'expired' }],
  ['forbidden', { kind: 'forbidden', message: 'M. F.' }],
  ['no_lead', { kind: 'no_lead', because: 'M.', retryAfterMs: 7000 }],
  ['conflict', { kind: 'refused' }],
  ['not_offered', { kind: 'not_offered', message: 'M.' }],
  ['upgrade_required', { kind: 'client_too_old' }],
  ['rate_limited', { kind: 'rate_limited', because: 'M.', retryAfterMs: 7000 }],
  ['internal', { kind: 'server_error', retryAfterMs: 7000, requestId: 'r' }],
  ['unavailable', { kind: 'server_error', retryAfterMs: 7000 }],
  ['storage_full', { kind: 'server_error' }],
  ['bad_request', { kind: 'refused', message: 'M.', fix: 'F.', requestId: 'r' }],
  ['not_found', { kind: 'refused' }],
  ['method_not_allowed', { kind: 'refused' }],
  ['id_reused', { kind: 'refused' }],
  ['too_large', { kind: 'refused' }],
] as const)('the error %s has its own failure', (code, failure) => {
  const status = errorTable[code].status;
  expect(failureOf(reply({ status, text: error(code), retryAfter: '7' }))).toMatchObject(failure);
});

test('that the person was erased, or is restricted, is told apart from a record nobody knows', () => {
  const text = JSON.stringify({ error: { code: 'no_lead', message: 'M.', fix: 'F.', requestId: 'r', erased: true } });
  expect(failureOf(reply({ status: 404, text }))).toEqual({ kind: 'erased', message: 'M.' });
  expect(failureOf(reply({ status: 404, text: text.replace('erased', 'restricted') }))).toEqual({
    kind: 'restricted',
    message: 'M.',
  });
});

test('every error of the contract has a failure with a sentence and what to do', () => {
  for (const code of errorCodes) {
    const failure = failureOf(reply({ status: errorTable[code].status, text: error(code) }));
    expect(failure, code).not.toBeNull();
    if (failure) expect(sentence(failure).message && sentence(failure).fix, code).not.toBe('');
  }
});

test('a conflict carries what stands on the server', () => {
  const text = error('conflict', { current: { version: 4, entry: null } });
  expect(failureOf(reply({ status: 409, text }))).toEqual({ kind: 'conflict', version: 4, entry: null });
});

test('wrong fields are named', () => {
  const text = error('bad_request', { issues: [{ path: 'until', message: 'Write a date.' }] });
  expect(failureOf(reply({ status: 400, text }))).toMatchObject({ message: 'M. until: Write a date.' });
});

test.each([
  ['a web page with 200', { contentType: 'text/html', text: '<!doctype html>' }, 'not_json'],
  ['a web page that says JSON', { text: '<!doctype html>' }, 'not_json'],
  ['a web page with 404', { status: 404, contentType: 'text/html', text: '<h1>' }, 'not_json'],
  ['a gateway with 502', { status: 502, contentType: 'text/html', text: '<h1>' }, 'server_error'],
  ['a bare 401', { status: 401, contentType: '', text: '' }, 'signed_out'],
  ['a bare 429', { status: 429, contentType: '', text: '' }, 'rate_limited'],
  ['JSON of another service', { text: '{"hello":1}' }, 'bad_reply'],
  ['an error of another service', { status: 404, text: '{"detail":"Not Found"}' }, 'bad_reply'],
  ['an older contract', { contract: 0 }, 'server_too_old'],
  ['a body cut short', { text: '{"leadId":' }, 'not_json'],
] as const)('%s', (_name, over, kind) => {
  expect(failureOf(reply(over))?.kind).toBe(kind);
});

test('a value that fits is given', () => {
  const result = readReply(api, reply({ text: '{"a":1}' }), (json) => json);
  expect(result.ok && result.value).toEqual({ a: 1 });
});

test.each([
  ['0', 0],
  ['-1', 0],
  ['120', 120_000],
  ['1000000000', 86_400_000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 50_000],
  ['Wed, 31 Dec 1969 00:00:00 GMT', 0],
  ['soon', null],
  ['', null],
  [null, null],
])('Retry-After %s is %s ms', (header, ms) => {
  expect(retryAfterMs(header, 10_000)).toBe(ms);
});

test.each([
  [null, 1_000, 'The server asks us to slow down. It is tried again by itself.'],
  [null, null, 'The server asks us to slow down. It is tried again by itself.'],
  ['You have opened many leads.', 3_540_001, 'You have opened many leads. It is tried again by itself in 60 minutes.'],
])('a limit says what it is, and how long it lasts where that is worth saying: %s, %s ms', (because, ms, line) => {
  expect(oneLine({ kind: 'rate_limited', because, retryAfterMs: ms })).toBe(line);
});
