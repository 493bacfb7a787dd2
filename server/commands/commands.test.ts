// Long because all commands share the folder of one database, which takes seconds to make.
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { paths } from '../../lib/contract/routes.ts';
import { session } from '../../lib/contract/session.ts';
import { signedIn } from '../../lib/contract/sign-in.ts';
import { defaultPolicyInput } from '../../lib/policy/default.ts';
import { type Spawned, spawnScript } from '../../test/postgres/process.ts';
import { findPostmaster } from '../db/embedded-postmaster.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leadside-commands-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const children: Spawned[] = [];
afterEach(async () => {
  for (const { child, ended } of children.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
});

function script(file: string, ...args: string[]): Spawned {
  const spawned = spawnScript(file, args, { DATABASE_URL: undefined, LEADSIDE_DATA: folder, PORT: '0', LOG_LEVEL: 'warn' });
  children.push(spawned);
  return spawned;
}

async function run(
  command: 'workspace' | 'token' | 'crm' | 'epoch' | 'sign-in' | 'lead' | 'policy',
  ...args: string[]
): Promise<string> {
  const spawned = script(`server/commands/${command}.ts`, ...args);
  const code = await spawned.ended;
  if (code !== 0) throw new Error(spawned.err());
  return spawned.out();
}

const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/;
const idIn = (text: string) => uuid.exec(text)?.[0] ?? text;

test('with no server running, and with one: workspace, token, list, revoke', { timeout: 120_000 }, async () => {
  const workspace = idIn(await run('workspace', 'create', '--name', 'Acme'));
  expect(await findPostmaster(path.join(folder, 'data'))).toBeNull();

  const server = script('server/main.ts');
  await server.until((out) => out.includes('\n'));
  const url = server.out().trim().split(' ').at(-1);
  expect(await run('workspace', 'list')).toBe(`${workspace}  Acme\n`);
  const made = await run(
    'token',
    'create',
    '--workspace',
    workspace,
    '--role',
    'rep',
    '--name',
    'Ana Ruiz',
    '--email',
    'ana@acme.com',
  );
  const token = made.trim().split('\n').at(-1);
  const session = await fetch(`${url}${paths.session}`, { headers: { authorization: `Bearer ${token}` } });
  expect(await session.json()).toMatchObject({
    role: 'rep',
    person: { name: 'Ana Ruiz', email: 'ana@acme.com' },
    workspace: { id: workspace },
  });

  const tokenId = idIn(made);
  expect(await run('token', 'list')).toMatch(new RegExp(`^${tokenId}  rep +until \\d{4}-\\d\\d-\\d\\d +Ana Ruiz`));
  expect(await run('token', 'list')).not.toContain(token);
  expect(await run('token', 'revoke', tokenId)).toContain('is revoked');
  expect(await run('token', 'list')).toMatch(/revoked \d{4}/);
  await expect(run('token', 'revoke', tokenId)).rejects.toThrow(/No token .* is in use/);
  const nobody = workspace.replace(/^.{8}/, '00000000');
  await expect(run('token', 'create', '--workspace', nobody, '--role', 'rep', '--name', 'A')).rejects.toThrow(
    'There is no workspace',
  );
});

test('a CRM is connected by command; its credential comes from a file and is shown nowhere', { timeout: 120_000 }, async () => {
  const workspace = idIn(await run('workspace', 'create', '--name', 'Webhooks'));
  const at = ['--workspace', workspace, '--crm', 'custom', '--account', 'https://crm.example'];
  const file = path.join(folder, 'secret.yaml');
  const canary = Buffer.alloc(32, 'canary').toString('base64');
  await writeFile(file, `signingSecret: whsec_${canary}\n`);
  const connect = script('server/commands/crm.ts', 'connect', ...at, '--url', 'http://127.0.0.1:1/hook', '--secret-file', file);
  // Kept, and said to be of no use yet: nobody listens there.
  expect(await connect.ended).toBe(1);
  expect(connect.out()).toMatch(/^custom https:\/\/crm.example is connected.\n.*could not be reached/);
  expect(connect.out() + connect.err()).not.toContain(canary);
  expect((await stat(path.join(folder, 'secrets-key'))).mode & 0o777).toBe(0o600);
  await expect(run('crm', 'pause', ...at, '--because', 'x'.repeat(2001))).rejects.toThrow('2000 characters');
  expect(await run('crm', 'pause', ...at, '--because', 'The move.')).toContain(
    '/hook  An admin has paused this connection: “The move”.',
  );
  const listed = await run('crm', 'list', '--workspace', workspace);
  expect(listed).toMatch(
    /hook {2}An admin has paused this connection: “The move”\. {2}never tested with success {2}0 waiting, 0 parked/,
  );
  expect(listed).not.toContain(canary);
  expect(await run('crm', 'jobs', '--workspace', workspace)).toBe('Nothing is parked.\n');
  expect(await run('crm', 'remove', ...at)).toContain('its credential are gone');
  const [before, made] = [await run('epoch', 'show'), await run('epoch', 'new')];
  expect(idIn(made)).not.toBe(before.trim());
  expect((await run('epoch', 'show')).trim()).toBe(idIn(made));
});

test('a lead is restricted and given back by command', { timeout: 120_000 }, async () => {
  const server = script('server/main.ts');
  await server.until((out) => out.includes('\n'));
  const url = server.out().trim().split(' ').at(-1);
  const workspace = ['--workspace', idIn(await run('workspace', 'create', '--name', 'Borden'))];
  const made = await run('token', 'create', ...workspace, '--role', 'ingest', '--name', 'site');
  const sent = await fetch(`${url}/v1/identify`, {
    method: 'POST',
    headers: { authorization: `Bearer ${made.trim().split('\n').at(-1)}` },
    body: JSON.stringify({ userId: 'ana', traits: { email: 'ana@borden.test' } }),
  });
  expect(sent.status).toBe(200);
  const lead = (...args: string[]) => run('lead', ...args, ...workspace);
  const id = idIn(await lead('find', '--email', 'ana@borden.test'));
  await expect(lead('restrict', id)).rejects.toThrow('--because is missing.');
  await expect(lead('restrict', id, '--because', 'x'.repeat(201))).rejects.toThrow('200 characters');
  expect(await lead('restrict', id, '--because', 'Says so.')).toMatch(/is restricted since \d{4}-.*in the CRM are not/);
  expect(await lead('restricted')).toMatch(new RegExp(`^${id}  since \\S+  Says so\\.\n$`));
  expect(await lead('lift', id)).toContain('not restricted any more. Events sent meanwhile and not taken in: 0.');
  expect(await lead('restricted')).toBe('');
  const nobody = id.replace(/^.{8}/, '00000000');
  // One nobody knows is said, and the others are done.
  const both = script('server/commands/lead.ts', 'restrict', nobody, id, '--because', 'Again.', ...workspace);
  expect(await both.ended).toBe(3);
  expect(both.err()).toContain(`${nobody} is no lead of this workspace; `);
  expect(both.out()).toContain(`${id} is restricted`);
  await expect(lead('export', id, '--out', path.join(folder, 'no', 'lead.json'))).rejects.toThrow(
    /^The file .* cannot be written/,
  );
});

const somebody = '5288ad3a-fd99-4248-ba0f-be6ac656a4ac';

test.each([
  [['crm', 'connect', '--secret', 'x'], "Unknown option '--secret'."],
  [['crm', 'destroy'], '"destroy" is not something this command does.'],
  [['lead', 'lift'], 'Say which lead.'],
  [['lead', 'export', somebody, somebody], 'Export one lead at a time.'],
  [['lead', 'restrict', 'x'], '"x" is not a lead id; npm run lead -- find --email shows it.'],
  [['workspace'], 'Say what to do.'],
  [['workspace', 'destroy'], '"destroy" is not something this command does.'],
  [['workspace', 'create'], '--name is missing.'],
  [['workspace', 'create', '--name', 'A', '--colour', 'red'], "Unknown option '--colour'."],
  [['workspace', 'create', '--name', 'x'.repeat(201)], '--name must be one line of 200 characters at most.'],
  [['workspace', 'create', '--name', 'A', '--policy', '/no/such.yaml'], 'The policy file /no/such.yaml cannot be read (ENOENT)'],
  [['token', 'create', '--workspace', 'x'], '"x" is not a workspace id; npm run workspace -- list shows them.'],
  [
    ['token', 'create', '--workspace', somebody, '--role', 'ingest', '--name', 'website', '--email', 'ana@acme.com'],
    'A write key names a source and nobody: leave --email out.',
  ],
  [['token', 'revoke'], 'Say which token or session to revoke.'],
  [['token', 'revoke', 'x'], '"x" is not the id of a token or a session'],
] as const)('%o is answered with a sentence', async ([command, ...args], sentence) => {
  await expect(run(command, ...args)).rejects.toThrow(sentence);
});

test('a policy that cannot be read is refused and no workspace is made of it', { timeout: 60_000 }, async () => {
  const file = path.join(folder, 'bad.yaml');
  await writeFile(file, 'clocks: [');
  await expect(run('workspace', 'create', '--name', 'Broken', '--policy', file)).rejects.toThrow();
  expect(await run('workspace', 'list')).not.toContain('Broken');
});

test('a workspace that is not there is said, whatever was asked of it', { timeout: 60_000 }, async () => {
  const nowhere = 'There is no workspace nowhere; npm run workspace -- list shows them.';
  await expect(run('token', 'list', '--workspace', 'nowhere')).rejects.toThrow(nowhere);
  await expect(run('token', 'revoke', somebody, '--workspace', 'nowhere')).rejects.toThrow(nowhere);
  const file = path.join(folder, 'default.yaml');
  await writeFile(file, stringify(defaultPolicyInput));
  await expect(run('workspace', 'policy', '--workspace', 'nowhere', '--file', file)).rejects.toThrow(nowhere);
});

test('a policy that holds already is applied again without harm', { timeout: 60_000 }, async () => {
  const workspace = idIn(await run('workspace', 'create', '--name', 'Same'));
  const file = path.join(folder, 'same.yaml');
  await writeFile(file, stringify(defaultPolicyInput));
  const told = `${file} is what version 1 says already; nothing is applied.\n`;
  expect(await run('policy', 'apply', file, '--workspace', workspace)).toBe(told);
});

test('a sign-in provider is set by command, and people come in and go by codes', { timeout: 120_000 }, async () => {
  const server = script('server/main.ts');
  await server.until((out) => out.includes('\n'));
  const url = server.out().trim().split(' ').at(-1);
  const workspace = ['--workspace', idIn(await run('workspace', 'create', '--name', 'Calder'))];
  const secret = path.join(folder, 'client-secret');
  await writeFile(secret, 'very-secret\n');
  const set = (...more: string[]) =>
    run('sign-in', 'set', ...workspace, '--issuer', 'https://id.calder.test', '--client-id', 'leadside', ...more);
  expect(await run('sign-in', 'show', ...workspace)).toContain('no sign-in provider');
  await expect(set('--domains', 'calder')).rejects.toThrow(/mail domains/);
  await expect(set('--domains', 'calder.test', '--roles', 'Ops=owner', '--role-claim', 'groups')).rejects.toThrow(/A role is/);
  const roles = ['--role-claim', 'groups', '--roles', 'Sales Ops=admin'];
  expect(await set('--domains', '@Calder.test, calder.example', '--secret-file', secret, ...roles)).toContain('may sign in');
  const shown = await run('sign-in', 'show', ...workspace);
  expect(shown).toMatch(
    /^https:\/\/id\.calder\.test {2}client leadside, with a secret {2}domains calder\.test, calder\.example\n/,
  );
  expect(shown).toContain('groups Sales Ops is admin');
  expect(shown).not.toContain('very-secret');
  expect(await run('sign-in', 'remove', ...workspace)).toContain('is removed');

  const made = await run('token', 'pair', ...workspace, '--role', 'rep', '--name', 'Ana', '--email', 'ana@calder.test');
  const answer = await fetch(`${url}${paths.signInPair}`, {
    method: 'POST',
    body: JSON.stringify({ code: made.trim().split('\n').at(-1) }),
  });
  const { accessToken } = signedIn.parse(await answer.json());
  const list = await run('token', 'sessions', ...workspace);
  expect(list).toMatch(/rep +last seen .* Ana <ana@calder\.test>/);
  expect(await run('token', 'list', ...workspace)).toContain('no token yet');
  const roleNow = async () => {
    const answer = await fetch(`${url}${paths.session}`, { headers: { authorization: `Bearer ${accessToken}` } });
    return answer.status === 200 ? session.parse(await answer.json()).role : answer.status;
  };
  // The server remembers whom the token speaks for, and is told of each change.
  expect(await roleNow()).toBe('rep');
  expect(await run('token', 'role', 'Ana@Calder.test', 'marketer', ...workspace)).toContain('is marketer now');
  await expect.poll(roleNow).toBe('marketer');
  expect(await run('token', 'revoke', idIn(list))).toMatch(/^Session .* is revoked/);
  const after = await run('token', 'sessions', ...workspace);
  expect(after).toContain('Nobody is signed in');
  expect(after).toMatch(/marketer {2}\S+ ended by .* \(command line\) {2}Ana <ana@calder\.test>/);
  await expect.poll(roleNow).toBe(401);
});
