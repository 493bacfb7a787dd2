import type pg from 'pg';
import { StartupError } from '../startup-error.ts';
import { listWorkspaces } from '../workspaces/workspaces.ts';
import { type Arguments, misuse } from './arguments.ts';

/** The workspace named with `--workspace`, which has to be there; all of them where none is named. */
export async function workspacesOf(pool: pg.Pool, given: Arguments): Promise<string[]> {
  const named = given.flag('workspace')?.toLowerCase();
  const all = (await listWorkspaces(pool)).map(({ id }) => id);
  if (named === undefined) return all;
  if (all.includes(named)) return [named];
  throw new StartupError(`There is no workspace ${named}; npm run workspace -- list shows them.`);
}

/** The workspace named with `--workspace`, or the only one there is. */
export async function workspaceOf(pool: pg.Pool, given: Arguments, usage: string): Promise<string> {
  const all = await workspacesOf(pool, given);
  const [only, ...more] = all;
  if (!only) throw new StartupError('There is no workspace yet; make one with: npm run workspace -- create --name "Acme"');
  if (more.length > 0) throw misuse(`There are ${all.length} workspaces: name one with --workspace.`, usage);
  return only;
}
