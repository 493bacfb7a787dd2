import { userInfo } from 'node:os';
import * as z from 'zod';
import { role as roleOf, roles } from '../../lib/contract/session.ts';
import { type EndedSession, type PersonSession, personRole, wantedCode } from '../../lib/contract/sign-in.ts';
import { endSession, listEnded, listSessions } from '../auth/end-session.ts';
import { createPairingCode } from '../auth/pairing.ts';
import { changeRole } from '../auth/roles.ts';
import { createToken, listTokens, revokeToken } from '../auth/tokens.ts';
import { codeOf, failWith, StartupError } from '../startup-error.ts';
import { type Arguments, misuse, nameIn, readArguments } from './arguments.ts';
import { withDatabase } from './database.ts';
import { workspaceOf, workspacesOf } from './which-workspace.ts';

const usage = `npm run token -- create --workspace <id> --role ${roles.join('|')} --name "Ana Ruiz" [--email ana@acme.com] [--days 90]
npm run token -- list [--workspace <id>]
npm run token -- pair --role rep|marketer|admin --name "Ana Ruiz" --email ana@acme.com [--workspace <id>]
npm run token -- sessions [--workspace <id>]          who is signed in, and which sessions were ended in the last 30 days
npm run token -- role ana@acme.com rep|marketer|admin [--workspace <id>]       in every session and token of theirs
npm run token -- revoke <id> [--workspace <id>]       a token or a session`;

const id = z.uuid();
const days = z.coerce.number().int().min(1).max(3_650);

const person = () => `${userInfo().username} (command line)`;

async function pairing(given: Arguments): Promise<void> {
  const wanted = wantedCode.safeParse({ role: given.need('role'), name: nameIn(given, usage), email: given.need('email') });
  if (!wanted.success) throw misuse('--role must be rep, marketer or admin, and --email an email address.', usage);
  const { code, expiresAt } = await withDatabase(async (pool) =>
    createPairingCode(pool, await workspaceOf(pool, given, usage), wanted.data, person(), Date.now()),
  );
  const { name, role } = wanted.data;
  console.log(`Code for ${name} (${role}), good once and until ${expiresAt}. It is shown once:\n${code}`);
}

const becauseOf: Record<EndedSession['because'], (by: string | null) => string> = {
  signed_out: () => 'signed out',
  reused: () => 'ended, because a copy of it was used',
  by: (by) => `ended by ${by ?? 'an admin'}`,
  rules: () => 'ended, because who may sign in was changed',
};

async function sessions(given: Arguments): Promise<void> {
  const now = Date.now();
  const found = await withDatabase(async (pool) => {
    const all = await workspacesOf(pool, given);
    return Promise.all(
      all.map(async (workspaceId) => ({
        workspaceId,
        list: await listSessions(pool, workspaceId, now),
        ended: await listEnded(pool, workspaceId, now),
      })),
    );
  });
  if (found.every(({ list }) => list.length === 0)) console.log('Nobody is signed in.');
  const line = (session: PersonSession | EndedSession, what: string, workspaceId: string) => {
    const { id: of, role, person: who } = session;
    console.log(`${of}  ${role.padEnd(8)}  ${what}  ${who.name} <${who.email}>  (workspace ${workspaceId})`);
  };
  for (const { workspaceId, list } of found)
    for (const session of list) line(session, `last seen ${session.lastSeenAt}`, workspaceId);
  for (const { workspaceId, ended } of found)
    for (const session of ended) line(session, `${session.endedAt} ${becauseOf[session.because](session.by)}`, workspaceId);
}

async function role(given: Arguments): Promise<void> {
  const [email, word = ''] = given.words;
  const wanted = personRole.safeParse(word);
  if (email === undefined || !wanted.success)
    throw misuse('Say whose role, and which: npm run token -- role ana@acme.com marketer.', usage);
  const changed = await withDatabase(async (pool) => {
    let count = 0;
    for (const workspaceId of await workspacesOf(pool, given))
      count += await changeRole(pool, workspaceId, email, wanted.data, Date.now());
    return count;
  });
  if (changed === 0)
    throw new StartupError(
      `Nobody with the address ${email} is signed in with another role than ${wanted.data}, or has a token of another.`,
    );
  console.log(
    `${email} is ${wanted.data} now; running servers go by it within 30 seconds. At the next sign-in the provider or the pairing code says the role.`,
  );
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
    if (email !== undefined && given.need('role') === 'ingest')
      throw misuse('A write key names a source and nobody: leave --email out.', usage);
    const wanted = {
      workspaceId: check(id, workspace, `"${workspace}" is not a workspace id; npm run workspace -- list shows them.`),
      role: check(roleOf, given.need('role'), `--role must be one of ${roles.join(', ')}.`),
      name: nameIn(given, usage),
      email: email === undefined ? null : check(z.email().max(320), email, `"${email}" is not an email address.`),
      days: check(days, given.flag('days') ?? '90', '--days must be a whole number from 1 to 3650.'),
    };
    const made = await withDatabase((pool) => createToken(pool, wanted)).catch((cause: unknown) => {
      if (codeOf(cause) !== '23503') throw cause;
      throw new StartupError(`There is no workspace ${workspace}; npm run workspace -- list shows them.`, { cause });
    });
    console.log(
      `Token ${made.id} for ${wanted.name} (${wanted.role}), valid ${wanted.days} ${wanted.days === 1 ? 'day' : 'days'}. It is shown once:\n${made.token}`,
    );
  } else if (given.action === 'list') {
    const tokens = await withDatabase(async (pool) => {
      const found = [];
      for (const workspaceId of await workspacesOf(pool, given)) {
        for (const token of await listTokens(pool, workspaceId)) found.push({ workspaceId, ...token });
      }
      return found;
    });
    for (const { workspaceId, id: tokenId, role, name, expiresAt, revokedAt } of tokens) {
      const until = expiresAt === null ? 'no end' : `until ${expiresAt.toISOString().slice(0, 10)}`;
      const state = revokedAt === null ? until : `revoked ${revokedAt.toISOString().slice(0, 10)}`;
      console.log(`${tokenId}  ${role.padEnd(8)}  ${state.padEnd(18)}  ${name || 'no longer known'}  (workspace ${workspaceId})`);
    }
    if (tokens.length === 0) console.log('There is no token yet; npm run token -- create makes one.');
  } else if (given.action === 'revoke') {
    const word = given.words[0];
    if (word === undefined) throw misuse('Say which token or session to revoke.', usage);
    const wanted = check(id, word, `"${word}" is not the id of a token or a session; npm run token -- list shows them.`);
    const revoked = await withDatabase(async (pool) => {
      for (const workspaceId of await workspacesOf(pool, given)) {
        if (await revokeToken(pool, workspaceId, wanted)) return 'Token';
        if (await endSession(pool, workspaceId, wanted, person(), Date.now())) return 'Session';
      }
      return null;
    });
    if (revoked === null)
      throw new StartupError(
        `No token ${wanted} is in use; npm run token -- list shows those that are, npm run token -- sessions who is signed in.`,
      );
    console.log(`${revoked} ${wanted} is revoked; running servers refuse it within 30 seconds.`);
  } else if (given.action === 'pair') {
    await pairing(given);
  } else if (given.action === 'sessions') {
    await sessions(given);
  } else if (given.action === 'role') {
    await role(given);
  } else {
    throw misuse(given.action === '' ? 'Say what to do.' : `"${given.action}" is not something this command does.`, usage);
  }
}

main().catch(failWith);
