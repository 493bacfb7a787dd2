import type pg from 'pg';
import * as z from 'zod';
import { role as roleOf, roles } from '../../lib/contract/session.ts';
import { createToken, listTokens, revokeToken } from '../auth/tokens.ts';
import { codeOf, failWith, StartupError } from '../startup-error.ts';
import { listWorkspaces } from '../workspaces/workspaces.ts';
import { misuse, readArguments } from './arguments.ts';
import { withDatabase } from './database.ts';

const usage = `npm run token -- create --workspace <id> --role ${roles.join('|')} --name "Ana Ruiz" [--email ana@acme.com] [--days 90]
npm run token -- list [--workspace <id>]
npm run token -- revoke <id> [--workspace <id>]`;

const id = z.uuid();
const days = z.coerce.number().int().min(1).max(3_650);

/** The one named, or all: whoever can run this command can reach every row anyway. */
async function workspaces(pool: pg.Pool, named: string | undefined): Promise<string[]> {
  return named === undefined ? (await listWorkspaces(pool)).map((workspace) => workspace.id) : [named];
}

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2), ['workspace', 'role', 'name', 'email', 'days'], usage);
  const check = <T>(schema: z.ZodType<T>, value: string, wrong: string): T => {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw misuse(wrong, usage);
    return parsed.data;
  };
  if (given.action === 'create') {
    const workspace = given.need('workspace');
    const email = given.flag('email');
    const wanted = {
      workspaceId: check(id, workspace, `"${workspace}" is not a workspace id; npm run workspace -- list shows them.`),
      role: check(roleOf, given.need('role'), `--role must be one of ${roles.join(', ')}.`),
      name: given.need('name'),
      email: email === undefined ? null : check(z.email().max(320), email, `"${email}" is not an email address.`),
      days: check(days, given.flag('days') ?? '90', '--days must be a whole number from 1 to 3650.'),
    };
    const made = await withDatabase((pool) => createToken(pool, wanted)).catch((cause: unknown) => {
      if (codeOf(cause) !== '23503') throw cause;
      throw new StartupError(`There is no workspace ${workspace}; npm run workspace -- list shows them.`, { cause });
    });
    console.log(
      `Token ${made.id} for ${wanted.name} (${wanted.role}), valid ${wanted.days} days. It is shown once:\n${made.token}`,
    );
  } else if (given.action === 'list') {
    const tokens = await withDatabase(async (pool) => {
      const found = [];
      for (const workspaceId of await workspaces(pool, given.flag('workspace'))) {
        for (const token of await listTokens(pool, workspaceId)) found.push({ workspaceId, ...token });
      }
      return found;
    });
    for (const { workspaceId, id: tokenId, role, name, expiresAt, revokedAt } of tokens) {
      const until = expiresAt === null ? 'no end' : `until ${expiresAt.toISOString().slice(0, 10)}`;
      const state = revokedAt === null ? until : `revoked ${revokedAt.toISOString().slice(0, 10)}`;
      console.log(`${tokenId}  ${role.padEnd(8)}  ${state.padEnd(18)}  ${name}  (workspace ${workspaceId})`);
    }
    if (tokens.length === 0) console.log('There is no token yet; npm run token -- create makes one.');
  } else if (given.action === 'revoke') {
    const word = given.words[0];
    if (word === undefined) throw misuse('Say which token to revoke.', usage);
    const wanted = check(id, word, `"${word}" is not a token id; npm run token -- list shows them.`);
    const revoked = await withDatabase(async (pool) => {
      for (const workspaceId of await workspaces(pool, given.flag('workspace'))) {
        if (await revokeToken(pool, workspaceId, wanted)) return true;
      }
      return false;
    });
    if (!revoked) throw new StartupError(`No token ${wanted} is in use; npm run token -- list shows those that are.`);
    console.log(`Token ${wanted} is revoked; running servers refuse it within a minute.`);
  } else {
    throw misuse(given.action === '' ? 'Say what to do.' : `"${given.action}" is not something this command does.`, usage);
  }
}

main().catch(failWith);
