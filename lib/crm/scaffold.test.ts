import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaffold } from './scaffold.ts';

const repository = resolve(import.meta.dirname, '../..');
const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: copy, encoding: 'utf8', stdio: 'pipe' });
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'leadside-crm-'));
  for (const folder of ['contract', 'crm'])
    cpSync(join(repository, 'lib', folder), join(copy, 'lib', folder), { recursive: true });
  for (const file of ['tsconfig.json', 'package.json']) cpSync(join(repository, file), join(copy, file));
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('a new CRM compiles and is recognised, one command after', () => {
  node(join(repository, 'node_modules/tsx/dist/cli.mjs'), 'lib/crm/scaffold.ts', 'frappe_crm', 'crm.frappe.test');
  expect(readFileSync(join(copy, 'lib/contract/record.ts'), 'utf8')).toContain("'pipedrive', 'frappe_crm', 'custom'] as const");

  writeFileSync(
    join(copy, 'lib/try.ts'),
    `import { cases } from './crm/cases.ts';
     import { crmHosts } from './crm/hosts.ts';
     import { recordAt } from './crm/index.ts';
     const { records, none } = cases.frappe_crm;
     console.log(JSON.stringify([crmHosts.frappe_crm, recordAt(records[0][0]), none.map((url) => recordAt(url).kind)]));`,
  );
  node(join(repository, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', '.');
  const out: unknown = JSON.parse(node(join(repository, 'node_modules/tsx/dist/cli.mjs'), 'lib/try.ts'));
  expect(out).toEqual([
    ['https://*.crm.frappe.test/*'],
    { kind: 'record', ref: { crm: 'frappe_crm', account: 'acme', object: 'lead', id: '42' } },
    ['none', 'none', 'none', 'none', 'none', 'none'],
  ]);
}, 60_000);

test.each([
  ['', undefined, /name in lower case/],
  ['Zoho', undefined, /name in lower case/],
  ['../x', undefined, /name in lower case/],
  ['zoho', 'https://zoho.eu', /host after the tenant/],
  ['salesforce', undefined, /another name/],
  ['hosts', undefined, /another name/],
])('the name %s with host %s is refused in a sentence', (name, host, sentence) => {
  expect(() => scaffold(copy, name, host)).toThrow(sentence);
});
