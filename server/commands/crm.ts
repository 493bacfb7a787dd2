import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { parse } from 'yaml';
import * as z from 'zod';
import { type Connection, connectionState, setConnection as wanted } from '../../lib/contract/connection.ts';
import { crmIds } from '../../lib/contract/record.ts';
import { removeConnection, setState, testConnection } from '../connections/change.ts';
import { keyringFor } from '../connections/keyring.ts';
import { type ConnectionDeps, listConnections, setConnection } from '../connections/store.ts';
import { connectors } from '../connectors/index.ts';
import { discard, parkedJobs, replay } from '../outbox/by-hand.ts';
import { ApiError } from '../routes/api-error.ts';
import { readSettings } from '../settings.ts';
import { codeOf, failWith, StartupError } from '../startup-error.ts';
import { type Arguments, misuse, readArguments } from './arguments.ts';
import { withDatabase } from './database.ts';
import { workspaceOf } from './which-workspace.ts';

const usage = `npm run crm -- connect --crm hubspot --account 1234567 --url https://api.hubapi.com [--settings settings.yaml] [--secret-file secret.yaml]
npm run crm -- list
npm run crm -- test    --crm hubspot --account 1234567
npm run crm -- pause   --crm hubspot --account 1234567 [--because "..."]
npm run crm -- resume  --crm hubspot --account 1234567
npm run crm -- remove  --crm hubspot --account 1234567
npm run crm -- jobs                                  what is parked, and why
npm run crm -- replay  <operation id>|all
npm run crm -- discard <operation id> --because "..."
Add --workspace <id> where there are several. The credential is read from --secret-file, else from standard input,
as YAML or JSON such as {"accessToken": "..."}; it is never given on the command line.`;

type Run = ConnectionDeps & { workspaceId: string };

const named = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

/** Names and values out of YAML or JSON. The text may be a credential, so no error repeats it. */
function valuesIn(text: string, what: string, such: string): Record<string, string> {
  try {
    return named.parse(parse(text));
  } catch {
    throw new StartupError(`${what} must be names and values in YAML or JSON, such as ${such}.`, { exitCode: 2 });
  }
}

async function fileText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`The file ${file} cannot be read (${codeOf(cause)}).`, { cause });
  });
}

async function standardInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Paste the credential as YAML or JSON, then press Ctrl-D.\n');
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  return text;
}

function keyOf(given: Arguments) {
  const crm = given.need('crm');
  const found = crmIds.find((id) => id === crm);
  if (!found) throw misuse(`--crm must be one of ${crmIds.join(', ')}, not "${crm}".`, usage);
  return { crm: found, account: given.need('account') };
}

function operationIn({ words }: Arguments): string {
  const [id] = words;
  if (id === undefined) throw misuse('Say which operation; npm run crm -- jobs lists them.', usage);
  return id;
}

async function connect(given: Arguments, run: Run): Promise<void> {
  const key = keyOf(given);
  const file = given.flag('secret-file');
  const settings = given.flag('settings');
  const secret = valuesIn(
    file === undefined ? await standardInput() : await fileText(file),
    'The credential',
    '{"accessToken": "..."}',
  );
  const asked = wanted.safeParse({
    ...key,
    baseUrl: given.need('url'),
    secret,
    settings: settings === undefined ? {} : valuesIn(await fileText(settings), 'The settings', '{"taskStatus": "Completed"}'),
  });
  if (!asked.success) throw new StartupError('The account, the address or the credential is too long or empty.', { exitCode: 2 });
  const made = await setConnection(run, run.workspaceId, asked.data);
  console.log(`${made.crm} ${made.account} is connected.`);
  const { ok, sentence } = await testConnection(run, run.workspaceId, made);
  console.log(sentence);
  if (!ok) process.exitCode = 1;
}

const line = ({ crm, account, baseUrl, state, because, provenAt, waiting, parked, restingUntil }: Connection) =>
  [
    // That it is paused is what the sentence says.
    `${crm}  ${account}  ${baseUrl}  ${because === null ? state : state === 'paused' ? because : `${state}: ${because}`}`,
    provenAt === null ? 'never tested with success' : null,
    restingUntil === null ? null : `resting until ${restingUntil}`,
    `${waiting} waiting, ${parked} parked`,
  ]
    .filter((part) => part !== null)
    .join('  ');

async function list({ pool, workspaceId, now }: Run): Promise<void> {
  const all = await listConnections(pool, workspaceId, now);
  for (const one of all) console.log(line(one));
  if (all.length === 0) console.log('No CRM is connected yet; connect one with: npm run crm -- connect');
}

async function jobs({ pool, workspaceId }: Run): Promise<void> {
  const { jobs: shown, total } = await parkedJobs(pool, workspaceId);
  for (const { operationId, since, kind, ref, code, because, tries, leftOut = [] } of shown) {
    const stays = leftOut.length === 0 ? '' : ` Sent again it leaves what a later choice has set: ${leftOut.join(', ')}.`;
    console.log(
      `${operationId}  ${since}  ${kind} of ${ref.crm} ${ref.account} ${ref.object} ${ref.id}  ${code} after ${tries} tries: ${because}${stays}`,
    );
  }
  if (total > shown.length) console.log(`and ${total - shown.length} more`);
  if (total === 0) console.log('Nothing is parked.');
}

async function replayed(given: Arguments, { pool, workspaceId, now }: Run): Promise<void> {
  const wish = operationIn(given);
  const ids =
    wish === 'all' ? (await parkedJobs(pool, workspaceId, 100_000)).jobs.map(({ operationId }) => operationId) : [checked(wish)];
  for (const id of ids) await replay(pool, workspaceId, id, person(), now);
  const told = ids.length === 1 ? 'It is sent again.' : `${ids.length} are sent again.`;
  console.log(ids.length === 0 ? 'Nothing is parked.' : told);
}

const person = () => `${userInfo().username} (command line)`;

function checked(id: string): string {
  if (z.uuid().safeParse(id).success) return id;
  throw misuse(`"${id}" is not an operation id; npm run crm -- jobs lists them.`, usage);
}

async function act(given: Arguments, run: Run): Promise<void> {
  const { pool, workspaceId, now } = run;
  const because = given.flag('because');
  switch (given.action) {
    case 'connect':
      return connect(given, run);
    case 'list':
      return list(run);
    case 'test': {
      const { ok, sentence } = await testConnection(run, workspaceId, keyOf(given));
      console.log(sentence);
      if (!ok) process.exitCode = 1;
      return;
    }
    case 'pause':
    case 'resume': {
      if (!connectionState.shape.because.safeParse(because).success)
        throw misuse('Give the reason in 2000 characters at most.', usage);
      const state = given.action === 'pause' ? 'paused' : 'on';
      console.log(line(await setState(pool, workspaceId, keyOf(given), { state, because }, now)));
      return;
    }
    case 'remove':
      await removeConnection(pool, workspaceId, keyOf(given), now);
      console.log('The connection and its credential are gone; what was still to be written is parked.');
      return;
    case 'jobs':
      return jobs(run);
    case 'replay':
      return replayed(given, run);
    case 'discard':
      await discard(pool, workspaceId, checked(operationIn(given)), { by: person(), reason: given.need('because') }, now);
      console.log('It is discarded; the reason is kept.');
  }
}

const actions = ['connect', 'list', 'test', 'pause', 'resume', 'remove', 'jobs', 'replay', 'discard'];

async function main(): Promise<void> {
  const given = readArguments(
    process.argv.slice(2),
    ['workspace', 'crm', 'account', 'url', 'settings', 'secret-file', 'because'],
    usage,
  );
  if (!actions.includes(given.action))
    throw misuse(given.action === '' ? 'Say what to do.' : `"${given.action}" is not something this command does.`, usage);
  const { secretsKeys } = readSettings(process.env);
  try {
    await withDatabase(async (pool, folder) => {
      const keyring = keyringFor({ keys: secretsKeys, folder });
      await act(given, { pool, keyring, connectors, now: Date.now(), workspaceId: await workspaceOf(pool, given, usage) });
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new StartupError(
      [error.message, ...(error.details.issues ?? []).map(({ path, message }) => `${path}: ${message}.`)].join(' '),
    );
  }
}

main().catch(failWith);
