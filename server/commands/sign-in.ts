import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { type PersonRole, personRole } from '../../lib/contract/sign-in.ts';
import { onLoopback } from '../auth/oidc/guarded-fetch.ts';
import { findProvider, removeProvider, type SignInProvider, setProvider } from '../auth/oidc/provider-store.ts';
import { keyringFor } from '../connections/keyring.ts';
import { readSettings } from '../settings.ts';
import { codeOf, failWith, StartupError } from '../startup-error.ts';
import { type Arguments, misuse, readArguments } from './arguments.ts';
import { withDatabase } from './database.ts';
import { workspaceOf } from './which-workspace.ts';

const usage = `npm run sign-in -- set --issuer https://acme.okta.com --client-id 0oa1b2 --domains acme.com,acme.de [--secret-file secret.txt]
                      [--role rep] [--role-claim groups --roles "Sales Ops=admin,Growth=marketer"] [--vouch yes]
npm run sign-in -- show
npm run sign-in -- remove
Add --workspace <id> where there are several. --role is for whom --roles does not name. Without --secret-file the client is a public one.
--vouch yes: the provider does not say whether an address is verified (Microsoft Entra ID), and only your company gives people addresses there.`;

const domain = z.string().regex(/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])$/);

function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

function issuerOf(said: string): string {
  const url = URL.canParse(said) ? new URL(said) : null;
  if (!url || !(url.protocol === 'https:' || onLoopback(url)))
    throw misuse(`--issuer must be an address that begins with https://, not "${said}".`, usage);
  if (url.username || url.search || url.hash || said.includes('/.well-known/'))
    throw misuse('--issuer is the address alone, without a password, a question mark or /.well-known.', usage);
  return said;
}

function domainsOf(said: string): string[] {
  const domains = listOf(said.toLowerCase()).map((one) => one.replace(/^@/, ''));
  const wrong = domains.find((one) => !domain.safeParse(one).success);
  if (wrong !== undefined || domains.length === 0)
    throw misuse(`--domains must be mail domains such as acme.com, with commas between; "${wrong ?? said}" is none.`, usage);
  return [...new Set(domains)];
}

function roleOf(said: string): PersonRole {
  const parsed = personRole.safeParse(said);
  if (!parsed.success) throw misuse(`A role is rep, marketer or admin, not "${said}".`, usage);
  return parsed.data;
}

function roleMapOf(said: string): Record<string, PersonRole> {
  const pairs = listOf(said).map((pair) => {
    const [, value, role] = /^(.+)=([^=]+)$/.exec(pair) ?? [];
    if (value === undefined || role === undefined) throw misuse(`--roles is like "Sales Ops=admin", not "${pair}".`, usage);
    return [value.trim(), roleOf(role.trim())] as const;
  });
  return Object.fromEntries(pairs);
}

/** Microsoft's addresses that are of no tenant in particular: anybody can have an account there. */
const ofNobody = /\/(common|organizations|consumers|9188040d-6c67-4c5b-b112-36a304b66dad)\//i;

function vouchedOf(said: string | undefined, issuer: string): boolean {
  if (said !== undefined && said !== 'yes' && said !== 'no') throw misuse(`--vouch is yes or no, not "${said}".`, usage);
  if (said === 'yes' && ofNobody.test(`${issuer}/`))
    throw misuse('--vouch needs the --issuer of your own tenant: at this one anybody can have an account.', usage);
  return said === 'yes';
}

async function secretIn(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`The file ${file} cannot be read (${codeOf(cause)}).`, { cause });
  });
  const secret = text.trim();
  if (secret === '' || secret.includes('\n'))
    throw new StartupError(`The file ${file} must hold the client secret and nothing else.`, { exitCode: 2 });
  return secret;
}

async function providerIn(given: Arguments): Promise<SignInProvider> {
  const roleClaim = given.flag('role-claim') ?? null;
  const roles = given.flag('roles');
  if ((roleClaim === null) !== (roles === undefined)) throw misuse('--role-claim and --roles go together.', usage);
  const issuer = issuerOf(given.need('issuer'));
  return {
    issuer,
    vouched: vouchedOf(given.flag('vouch'), issuer),
    clientId: given.need('client-id'),
    domains: domainsOf(given.need('domains')),
    roleClaim,
    roleMap: roleMapOf(roles ?? ''),
    defaultRole: roleOf(given.flag('role') ?? 'rep'),
    secret: await secretIn(given.flag('secret-file')),
  };
}

async function set(given: Arguments): Promise<void> {
  const provider = await providerIn(given);
  const { secretsKeys } = readSettings(process.env);
  await withDatabase(async (pool, folder) => {
    const workspaceId = await workspaceOf(pool, given, usage);
    const out = await setProvider(pool, keyringFor({ keys: secretsKeys, folder }), workspaceId, provider, Date.now());
    console.log(`People with an address at ${provider.domains.join(', ')} may sign in to workspace ${workspaceId}.`);
    if (out > 0)
      console.log(
        `The rules changed for ${out === 1 ? 'one session that is' : `${out} sessions that are`} going on, so they are ended; what was not sent is kept.`,
      );
  });
}

async function show(given: Arguments): Promise<void> {
  const found = await withDatabase(async (pool) => findProvider(pool, await workspaceOf(pool, given, usage)));
  if (!found?.provider) {
    console.log('There is no sign-in provider; people come in by codes (npm run token -- pair) or tokens.');
    return;
  }
  const { issuer, clientId, domains, roleClaim, roleMap, defaultRole, vouched, sealed } = found.provider;
  console.log(
    `${issuer}  client ${clientId}, ${sealed.secret === null ? 'public' : 'with a secret'}  domains ${domains.join(', ')}`,
  );
  for (const [value, role] of Object.entries(roleMap)) console.log(`${roleClaim} ${value} is ${role}`);
  console.log(`All others are ${defaultRole}`);
  if (vouched) console.log('Its addresses are vouched for where it does not say whether they are verified');
}

async function remove(given: Arguments): Promise<void> {
  const gone = await withDatabase(async (pool) => removeProvider(pool, await workspaceOf(pool, given, usage)));
  if (!gone) throw new StartupError('There is no sign-in provider to remove.');
  console.log('The sign-in provider is removed. Who is in stays in: npm run token -- sessions shows them, revoke ends one.');
}

async function main(): Promise<void> {
  const names = ['workspace', 'issuer', 'client-id', 'domains', 'secret-file', 'role', 'role-claim', 'roles', 'vouch'];
  const given = readArguments(process.argv.slice(2), names, usage);
  if (given.action === 'set') await set(given);
  else if (given.action === 'show') await show(given);
  else if (given.action === 'remove') await remove(given);
  else throw misuse(given.action === '' ? 'Say what to do.' : `"${given.action}" is not something this command does.`, usage);
}

main().catch(failWith);
