import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import * as z from 'zod';
import type { LeadEffect } from '../../lib/contract/policy.ts';
import { effectAsText, sumsAsText } from '../../lib/handoff/policy-report.ts';
import { defaultPolicyInput } from '../../lib/policy/default.ts';
import { withCountryHolidays } from '../calendars/country-holidays.ts';
import { inlineIcs } from '../calendars/inline-ics.ts';
import { dryRun } from '../policies/dry-run.ts';
import { loudest } from '../policies/loudest.ts';
import { policyText, policyVersions, readPolicy } from '../policies/versions.ts';
import { codeOf, failWith, StartupError } from '../startup-error.ts';
import { setPolicy } from '../workspaces/workspaces.ts';
import { type Arguments, misuse, readArguments } from './arguments.ts';
import { withDatabase } from './database.ts';
import { workspaceOf } from './which-workspace.ts';

const usage = `npm run policy -- default
npm run policy -- check policy.yaml
npm run policy -- dry-run policy.yaml [--workspace <id>] [--format text|json] [--leads 20]
npm run policy -- apply policy.yaml [--workspace <id>]
npm run policy -- show [--workspace <id>] [--version 3]
npm run policy -- versions [--workspace <id>]`;

const whole = z.coerce.number().int().min(0).max(1_000_000_000);

/** The file named on the command line, and its text. */
async function fileOf({ words }: Arguments): Promise<{ file: string; text: string }> {
  const file = words[0];
  if (file === undefined) throw misuse('Say which policy file.', usage);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`The policy file ${file} cannot be read (${codeOf(cause)}); give the path of a YAML or JSON file.`, {
      cause,
    });
  });
  return { file, text: await inlineIcs(text, file) };
}

function numberOf(given: Arguments, name: string): number | undefined {
  const said = given.flag(name);
  if (said === undefined) return undefined;
  const parsed = whole.safeParse(said);
  if (!parsed.success) throw misuse(`--${name} must be a whole number, not "${said}".`, usage);
  return parsed.data;
}

/** As JSON the leads are written as they come, so that a workspace of any size fits; as text only the loudest are kept. */
async function runDry(given: Arguments): Promise<void> {
  const { file, text } = await fileOf(given);
  const format = given.flag('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw misuse('--format must be text or json.', usage);
  const shown = numberOf(given, 'leads') ?? 20;
  const policy = await withCountryHolidays(await readPolicy(text, file));
  const most = loudest(shown);
  let written = 0;
  const each = (effect: LeadEffect) => {
    if (!effect.changed) return;
    if (format === 'json') {
      process.stdout.write(`${written === 0 ? '{"leads":[\n' : ',\n'}${JSON.stringify(effect)}`);
      written += 1;
      return;
    }
    most.add(effect);
  };
  const { from, to, sums } = await withDatabase(async (pool) =>
    dryRun(pool, await workspaceOf(pool, given, usage), policy, Date.now(), each),
  );
  if (format === 'json') {
    process.stdout.write(
      `${written === 0 ? '{"leads":[' : '\n'}],"from":${JSON.stringify(from)},"to":${JSON.stringify(to)},"sums":${JSON.stringify(sums)}}\n`,
    );
    return;
  }
  console.log(`From version ${from.version} (${from.name}) to ${file} (${to.name}). Nothing is applied.`);
  for (const line of sumsAsText(sums)) console.log(line);
  const leads = most.all();
  if (leads.length > 0) console.log(`\nThe ${leads.length === 1 ? 'lead' : `${leads.length} leads`} with the largest change:`);
  for (const effect of leads) console.log(`  ${effectAsText(effect)}`);
}

async function apply(given: Arguments): Promise<void> {
  const { file, text } = await fileOf(given);
  await readPolicy(text, file);
  await withDatabase(async (pool) => {
    const workspaceId = await workspaceOf(pool, given, usage);
    const current = await policyText(pool, workspaceId);
    // As over HTTP: what is applied by a machine each night is no fault of anybody's.
    if (current?.text === text) {
      console.log(`${file} is what version ${current.version} says already; nothing is applied.`);
      return;
    }
    const { version } = await setPolicy(pool, { workspaceId, policyText: text });
    console.log(`Version ${version} of the policy now holds. Handoffs made before keep the version they were made under.`);
  });
}

async function show(given: Arguments): Promise<void> {
  const version = numberOf(given, 'version');
  const found = await withDatabase(async (pool) => policyText(pool, await workspaceOf(pool, given, usage), version));
  if (!found) throw new StartupError(`There is no version ${version}; npm run policy -- versions lists them.`);
  process.stdout.write(found.text.endsWith('\n') ? found.text : `${found.text}\n`);
}

async function versions(given: Arguments): Promise<void> {
  const found = await withDatabase(async (pool) => policyVersions(pool, await workspaceOf(pool, given, usage)));
  for (const { version, name, createdAt, handoffs } of found)
    console.log(`${version}  ${createdAt.toISOString()}  ${name ?? 'cannot be read by this server'}  (${handoffs} handoffs)`);
}

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2), ['workspace', 'format', 'leads', 'version'], usage);
  switch (given.action) {
    case 'default':
      process.stdout.write(stringify(defaultPolicyInput));
      return;
    case 'check': {
      const { file, text } = await fileOf(given);
      console.log(`${file} is a policy that can be used: ${(await readPolicy(text, file)).name}.`);
      return;
    }
    case 'dry-run':
      return runDry(given);
    case 'apply':
      return apply(given);
    case 'show':
      return show(given);
    case 'versions':
      return versions(given);
    default:
      throw misuse(given.action === '' ? 'Say what to do.' : `"${given.action}" is not something this command does.`, usage);
  }
}

main().catch(failWith);
