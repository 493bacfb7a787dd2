import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CrmId, type RecordAt, recordRef } from '../contract/record.ts';
import { cases } from './cases.ts';
import { recordAt } from './index.ts';

const tables = Object.values(cases);
const registered = tables.flatMap((table) => table.registered ?? []);
const known = tables.flatMap((table) => [...table.records.map(([url]) => url), ...table.none, ...(table.keep ?? [])]);

/** False for a lone surrogate, which no address or key could carry. */
function encodes(text: string): boolean {
  try {
    return encodeURIComponent(text).length > 0;
  } catch {
    return false;
  }
}

function valid(answer: RecordAt): boolean {
  if (answer.kind !== 'record') return answer.kind === 'none' || answer.kind === 'keep';
  return recordRef.safeParse(answer.ref).success && encodes(answer.ref.id) && !/\p{Cc}/u.test(answer.ref.id);
}

/** Text of any kind: lone surrogates and control characters too. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 12 });
const seams = fc.constantFrom(
  '/',
  '//',
  '?',
  '#',
  '@',
  ':',
  '%',
  '%zz',
  '%2F',
  '%00',
  '..',
  '*',
  ':id',
  '\\',
  '\n',
  '\ud800',
  'new',
);
/** A known address with a part cut out and something put in its place. */
const mutated = fc
  .tuple(fc.constantFrom(...known), fc.nat(200), fc.nat(8), fc.oneof(anyText, seams))
  .map(([url, at, gone, text]) => url.slice(0, at) + text + url.slice(at + gone));

describe('any input has a valid answer', () => {
  test('100,000 strings, most of them damaged addresses', () => {
    const input = fc.oneof(
      { weight: 4, arbitrary: mutated },
      anyText,
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
    );
    fc.assert(
      fc.property(input, (url) => valid(recordAt(url, registered))),
      { numRuns: 100_000 },
    );
  }, 120_000);

  test('any registration', () => {
    const origin = fc.oneof(fc.constantFrom('https://path.test', 'https://hash.test/app', 'HTTPS://PATH.TEST/', ''), anyText);
    const pattern = fc.array(fc.oneof(seams, anyText, fc.constantFrom('/leads', '/:id', '(', '+', '[', '{9}')), { maxLength: 6 });
    const crm = fc.constantFrom<CrmId>('salesforce', 'hubspot', 'pipedrive', 'custom');
    fc.assert(
      fc.property(fc.constantFrom(...known), origin, crm, pattern, (url, from, to, parts) =>
        valid(recordAt(url, [{ origin: from, crm: to, pattern: parts.join('') }])),
      ),
      { numRuns: 20_000 },
    );
  }, 120_000);

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a symbol', Symbol('x')],
    ['an object that cannot be text', { toString: () => ({}) }],
    ['a megabyte', `https://path.test/leads/${'a/'.repeat(500_000)}`],
    ['a megabyte of query', `https://acme.lightning.force.com/lightning/r/Lead/x?ws=${'%2F'.repeat(350_000)}`],
    ['a megabyte of hash', `https://acme.my.salesforce.com/console#${'%2F00Q'.repeat(180_000)}`],
    ['a megabyte of stars', `https://hash.test/app/${'*'.repeat(1_000_000)}#/lead/`],
  ])('%s names nothing', (_name, input) => {
    expect(recordAt(input as string, registered)).toEqual({ kind: 'none' });
  });

  test('a registration that is not one leaves the others working', () => {
    const broken = [{}, { origin: 5, crm: 'constructor' }, { origin: 'https://path.test', crm: 'zoho' }];
    const good = { origin: 'https://path.test', crm: 'custom' as const, pattern: '/leads/:id' };
    expect(recordAt('https://path.test/leads/42', [...(broken as never[]), good]).kind).toBe('record');
    expect(recordAt('https://acme.pipedrive.com/person/42', 'nonsense' as never).kind).toBe('record');
  });
});

test('a changed letter of an 18-character id is always noticed', () => {
  const id = '00Q5g00000AbCdEEAV';
  for (let at = 3; at < 18; at++) {
    const letter = id.charAt(at);
    const swapped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    if (swapped === letter) continue;
    const url = `https://acme.lightning.force.com/lightning/r/Lead/${id.slice(0, at)}${swapped}${id.slice(at + 1)}/view`;
    expect(recordAt(url), url).toEqual({ kind: 'none' });
  }
});

test('a registered origin is asked before the CRM’s own host, and falls back to it', () => {
  const origin = 'https://acme.pipedrive.com';
  const custom = { origin, crm: 'custom', pattern: '/person/:id', object: 'lead' } as const;
  expect(recordAt(`${origin}/person/42`, [custom])).toEqual({
    kind: 'record',
    ref: { crm: 'custom', account: origin, object: 'lead', id: '42' },
  });
  expect(recordAt(`${origin}/deal/7`, [custom])).toMatchObject({ ref: { crm: 'pipedrive', account: 'acme' } });
});

test('a cloud origin that was registered keeps its tenant', () => {
  const origin = 'https://acme.my.salesforce.com';
  expect(recordAt(`${origin}/001A0000006Vm9r`, [{ origin, crm: 'salesforce' }])).toMatchObject({ ref: { account: 'acme' } });
});

test('an origin that is neither http nor https cannot be registered', () => {
  const registered = [{ origin: 'ftp://files.test', crm: 'custom', pattern: '/leads/:id' } as const];
  expect(recordAt('ftp://files.test/leads/42', registered)).toEqual({ kind: 'none' });
});
