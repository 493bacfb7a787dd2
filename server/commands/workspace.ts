import { readFile } from 'node:fs/promises';
import { inlineIcs } from '../calendars/inline-ics.ts';
import { codeOf, failWith, StartupError } from '../startup-error.ts';
import { createWorkspace, listWorkspaces, setPolicy } from '../workspaces/workspaces.ts';
import { misuse, nameIn, readArguments } from './arguments.ts';
import { withDatabase } from './database.ts';
import { workspaceOf } from './which-workspace.ts';

const usage = `npm run workspace -- create --name "Acme" [--policy policy.yaml]
npm run workspace -- list
npm run workspace -- policy --workspace <id> --file policy.yaml`;

async function readPolicy(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`The policy file ${file} cannot be read (${codeOf(cause)}); give the path of a YAML file.`, { cause });
  });
  return inlineIcs(text, file);
}

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2), ['name', 'policy', 'workspace', 'file'], usage);
  if (given.action === 'create') {
    const name = nameIn(given, usage);
    const file = given.flag('policy');
    const policy = file === undefined ? {} : { policyText: await readPolicy(file) };
    const { id } = await withDatabase((pool) => createWorkspace(pool, { name, ...policy }));
    console.log(`Workspace ${id} (${name}) is made.`);
  } else if (given.action === 'list') {
    const workspaces = await withDatabase((pool) => listWorkspaces(pool));
    for (const { id, name } of workspaces) console.log(`${id}  ${name}`);
    if (workspaces.length === 0)
      console.log('There is no workspace yet; make one with: npm run workspace -- create --name "Acme"');
  } else if (given.action === 'policy') {
    const [, file] = [given.need('workspace'), given.need('file')];
    const policyText = await readPolicy(file);
    await withDatabase(async (pool) => {
      const workspaceId = await workspaceOf(pool, given, usage);
      await setPolicy(pool, { workspaceId, policyText });
      console.log(`Workspace ${workspaceId} now follows ${file}.`);
    });
  } else {
    throw misuse(given.action === '' ? 'Say what to do.' : `"${given.action}" is not something this command does.`, usage);
  }
}

main().catch(failWith);
