/**
 * `npm run new:crm <name> [host]` lays a new CRM: its adapter, its case table, and its lines in the registry, the cases,
 * the hosts and the union of the contract. What it writes compiles and passes; the grammar is then yours to write, case
 * table first.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const adapter = (word: string, host: string) => `import type { Adapter } from './adapter.ts';

/** Say here where the grammar was read. */
export const ${word}: Adapter = {
  hosts: /^(?<account>[a-z0-9-]+)\\.${host.replaceAll('.', '\\.')}$/,
  objects: { lead: 'lead', contact: 'contact', account: 'account', opportunity: 'opportunity' },
  forms: [{ match: /^\\/(?<object>[a-z]+)\\/(?<id>[\\w-]+)\\/?$/ }],
};
`;

const caseTable = (host: string) => `import type { CaseTable } from './case-table.ts';

const acme = 'https://acme.${host}';

export const cases: CaseTable = {
  records: [[\`\${acme}/lead/42\`, 'acme', 'lead', '42']],
  none: [
    \`\${acme}/lead\`,
    \`\${acme}/lead/new\`,
    \`\${acme}/ticket/42\`,
    'https://acme.${host}.evil.test/lead/42',
    'https://user:secret@acme.${host}/lead/42',
    'http://acme.${host}/lead/42',
  ],
};
`;

/** Puts \`line\` before the first \`mark\`; a file that lost its mark is not guessed at. */
function insert(path: string, mark: string, line: string): void {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(mark)) throw new Error(`Add this to ${path} by hand, since its usual place was not found: ${line.trim()}`);
  writeFileSync(
    path,
    text.replace(mark, () => line + mark),
  );
}

/**
 * Writes a CRM into the source tree at `root`; gives the files that are now to be filled in.
 * Throws one sentence that says what to do when the name or host cannot be used.
 */
export function scaffold(root: string, name: string, host = `${name.replaceAll('_', '')}.com`): string[] {
  if (!/^[a-z][a-z\d]*(_[a-z\d]+)*$/.test(name))
    throw new Error('Give a name in lower case, for example: npm run new:crm frappe_crm');
  if (!/^[a-z\d-]+(\.[a-z\d-]+)+$/.test(host))
    throw new Error('Give the host after the tenant, for example: npm run new:crm zoho zoho.eu');
  const file = name.replaceAll('_', '-');
  const word = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const at = (path: string) => join(root, 'lib/crm', path);
  const made = [at(`${file}.cases.ts`), at(`${file}.ts`)] as const;
  for (const path of made) if (existsSync(path)) throw new Error(`Choose another name: ${path} is there already.`);

  writeFileSync(made[0], caseTable(host));
  writeFileSync(made[1], adapter(word, host));
  const entry = name === word ? `${name},` : `${name}: ${word},`;
  insert(at('adapters.ts'), 'import { hubspot }', `import { ${word} } from './${file}.ts';\n`);
  insert(at('adapters.ts'), '  custom,\n', `  ${entry}\n`);
  insert(at('cases.ts'), 'import { cases as hubspot }', `import { cases as ${word} } from './${file}.cases.ts';\n`);
  insert(at('cases.ts'), '  custom,\n', `  ${entry}\n`);
  insert(at('hosts.ts'), '};\n', `  ${name}: ['https://*.${host}/*'],\n`);
  insert(join(root, 'lib/contract/record.ts'), "'custom'] as const", `'${name}', `);
  return [...made];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name = '', host] = process.argv.slice(2);
  try {
    const made = scaffold(fileURLToPath(new URL('../..', import.meta.url)), name, host);
    console.log(
      ['Fill in, case table first:', ...made, 'Then run: npx biome check --write lib/crm && npx vitest run lib/crm'].join('\n'),
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
