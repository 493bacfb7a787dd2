import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { across } from './across.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/(^|\/)testing\//.test(file))
  .map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const);

/** What may ask the database without saying for which workspace: the seams themselves, and what touches no workspace's table. */
const seams: Record<string, string> = {
  'workspaces/in-workspace.ts': 'the transaction of one workspace',
  'db/reader.ts': 'reads of one workspace',
  'db/open.ts': 'the version of Postgres',
  'db/migrate.ts': 'the schema',
  'db/isolate.ts': 'the role and the policies',
  'db/epoch.ts': 'the epoch of the whole database',
  'db/embedded.ts': 'starting our own Postgres',
  'live/listen.ts': 'listens to channels; asks by readWorkspace',
  'routes/ready.ts': 'whether the database answers',
  'privacy/wipe.ts': 'writes whole tables anew, and reads none of their rows',
};
const asks = /\b(?:pool|client|own)\.(?:query|connect)\b|new pg\.(?:Client|Pool)\b|drizzle\(/;

test('nothing asks the database but for one workspace, or for a reason that is listed', () => {
  const found = sources.filter(([, source]) => asks.test(source)).map(([file]) => file);
  expect(found.filter((file) => !(file in seams))).toEqual([]);
  expect(Object.keys(seams).filter((file) => !found.includes(file))).toEqual([]);
});

test('each reason is given in one place', () => {
  const used = sources.flatMap(([, source]) =>
    [...source.matchAll(/acrossWorkspaces\(\s*\w+(?:\.\w+)*,\s*'(\w+)'/g)].map(([, name]) => name),
  );
  expect(new Set(used)).toEqual(new Set(Object.keys(across)));
  expect(used).toHaveLength(Object.keys(across).length);
  const calls = sources.flatMap(([, source]) => source.match(/(?<!function )acrossWorkspaces\(/g) ?? []);
  expect(calls).toHaveLength(used.length);
});
