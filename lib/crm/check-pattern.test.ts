import { expect, test } from 'vitest';
import { cases } from './cases.ts';
import { checkPattern } from './check-pattern.ts';
import { recordAt } from './index.ts';

test.each([
  ['/leads/:id', 'https://x.test/leads/42'],
  ['/leads/:id/*', 'https://x.test/leads/42/notes/1'],
  ['/crm/lead-:id.html', 'https://x.test/crm/lead-42.html'],
  ['/app/*#/lead/:id', 'https://x.test/app/1#/lead/42'],
  ['?record=:id', 'https://x.test/any?record=42'],
  ['/view?record=:id&tab=*', 'https://x.test/view?tab=2&record=42'],
  ['/web#model=crm.lead&id=:id', 'https://x.test/web#id=42&model=crm.lead'],
  ['#/lead?id=:id', 'https://x.test/any#/lead?id=42'],
  ['#id=:id', 'https://x.test/#id=42'],
])('%s can be used, and reads %s', (pattern, url) => {
  expect(checkPattern(pattern)).toBeNull();
  const ref = { crm: 'custom', account: 'https://x.test', object: 'lead', id: '42' };
  expect(recordAt(url, [{ origin: 'https://x.test', crm: 'custom', pattern }])).toEqual({ kind: 'record', ref });
});

test.each([
  ['', /^Write the address of a record/],
  ['   ', /^Write the address of a record/],
  [`/leads/:id/${'x'.repeat(500)}`, /500 characters/],
  ['https://crm.test/leads/:id', /^Leave the origin out/],
  ['leads/:id', /^Start the pattern with \//],
  ['/my leads/:id', /^Copy the address/],
  ['/zoë/:id', /^Copy the address/],
  ['/a#b#/:id', /one # at most/],
  ['/a?b=1?c=:id', /one \? at most/],
  ['/leads', /^Put :id/],
  ['/leads/:identifier', /^Put :id/],
  ['/leads/:id/:id', /once only/],
  ['/:workspace/leads/:id', /Only :id has a name/],
  ['/leads/:id?tab=:tab', /Only :id has a name/],
  ['/lead*/:id', /stand alone/],
  ['/**/:id', /stand alone/],
  ['/leads?:id', /a name in the query/],
  ['/leads?a=1&:id', /a name in the query/],
  ['/leads?record=x-:id', /whole value/],
  ['/leads?record=:id-x', /whole value/],
  ['/:id', /more than :id/],
  ['/*/:id', /more than :id/],
  ['#/:id', /more than :id/],
])('%s is refused with what to do', (pattern, sentence) => {
  expect(checkPattern(pattern)).toMatch(sentence);
});

test('the patterns of the case table are sound', () => {
  for (const { pattern } of cases.custom.registered ?? [])
    if (pattern?.includes(':id')) expect(checkPattern(pattern), pattern).toBeNull();
});
