import { writeFileSync } from 'node:fs';
import type pg from 'pg';
import * as z from 'zod';
import { restrictLead as reasonOf } from '../../lib/contract/privacy.ts';
import { erasedLeads, eraseLead } from '../privacy/erase.ts';
import { exportLead } from '../privacy/export.ts';
import { liftRestriction, restrictedLeads, restrictLead } from '../privacy/restrict.ts';
import { wipeErased } from '../privacy/wipe.ts';
import { ApiError } from '../routes/api-error.ts';
import { codeOf, failWith, StartupError } from '../startup-error.ts';
import { viewLogFor } from '../views/log.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { misuse, readArguments } from './arguments.ts';
import { withDatabase } from './database.ts';
import { workspaceOf } from './which-workspace.ts';

const usage = `npm run lead -- find --email ana@acme.com [--workspace <id>]
npm run lead -- export <id> [--out lead.json] [--workspace <id>]
npm run lead -- erase <id> [<id> ...] [--workspace <id>]
npm run lead -- restrict <id> [<id> ...] --because <reason> [--workspace <id>]   keeps what is held and shows, uses and takes in nothing
npm run lead -- lift <id> [<id> ...] [--workspace <id>]
npm run lead -- restricted [--workspace <id>]   who is restricted: restrict them again after a backup was put back
npm run lead -- erased [--workspace <id>]   ids of erased leads: erase them again after a backup was put back
npm run lead -- wipe                             rewrites the tables, so that the files of the database no longer hold what was erased; requests wait meanwhile`;

/** Whoever sits at the server, in the view log. */
const atTheServer = { viewer: '00000000-0000-0000-0000-000000000000', viewerName: 'command line' };

async function exported(pool: pg.Pool, workspaceId: string, leadId: string): Promise<string> {
  const now = Date.now();
  const all = await exportLead(pool, workspaceId, leadId, now);
  const log = viewLogFor(pool.options);
  try {
    await log.keep(workspaceId, { ...atTheServer, at: now, leadId, record: null, purpose: 'export', result: 200 });
  } finally {
    await log.end();
  }
  return `${JSON.stringify(all, null, 2)}\n`;
}

/**
 * One that cannot be done is said and passed over. The exit code is 3 at the end when some are no leads here, as of a list that is
 * done again once a backup was put back, and 1 when something else was the matter.
 */
async function eachOf(ids: readonly string[], job: (leadId: string) => Promise<void>): Promise<void> {
  for (const leadId of ids) {
    try {
      await job(leadId);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const because =
        error.code === 'no_lead'
          ? ' is no lead of this workspace; npm run lead -- find --email shows its id.'
          : `: ${error.message}`;
      process.stderr.write(`${leadId}${because}\n`);
      process.exitCode = error.code === 'no_lead' && process.exitCode !== 1 ? 3 : 1;
    }
  }
}

async function erased(pool: pg.Pool, workspaceId: string, leadId: string): Promise<void> {
  const { removed, remaining, next } = await eraseLead(pool, workspaceId, leadId, { by: null, now: Date.now() });
  const rows = Object.values(removed).reduce((sum, count) => sum + count, 0);
  console.log(`${leadId} is erased: ${rows} rows. ${next}`);
  for (const { crm, account, object, id } of remaining) if (id !== null) console.log(`  ${crm} ${account} ${object} ${id}`);
}

async function restricted(pool: pg.Pool, workspaceId: string, leadId: string, because: string): Promise<void> {
  const { restrictedAt } = await restrictLead(pool, workspaceId, leadId, { by: null, because, now: Date.now() });
  console.log(`${leadId} is restricted since ${restrictedAt}. Records in the CRM are not: restrict them there.`);
}

async function lifted(pool: pg.Pool, workspaceId: string, leadId: string): Promise<void> {
  const { dropped } = await liftRestriction(pool, workspaceId, leadId, { by: null, now: Date.now() });
  console.log(`${leadId} is not restricted any more. Events sent meanwhile and not taken in: ${dropped}.`);
}

async function found(pool: pg.Pool, workspaceId: string, email: string): Promise<void> {
  const { rows } = await inWorkspace(pool, workspaceId, (db) =>
    db.query<{ id: string }>(`select lead_id as id from identities where workspace_id = $1 and kind = 'email' and value = $2`, [
      workspaceId,
      email.toLowerCase(),
    ]),
  );
  if (rows[0] === undefined) throw new StartupError('No lead has this mail address.');
  console.log(rows[0].id);
}

const ofLeads = ['export', 'erase', 'restrict', 'lift'];
const actions = ['find', 'erased', 'restricted', 'wipe', ...ofLeads];

function reasonGiven(because: string) {
  const read = reasonOf.safeParse({ because });
  if (!read.success) throw misuse('Give the reason in 200 characters at most.', usage);
  return read.data;
}

/** Only for who runs the command: it is all that is held on a person. */
function writeOut(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600 });
  } catch (cause) {
    throw new StartupError(`The file ${file} cannot be written (${codeOf(cause)}); give --out a path that can.`, { cause });
  }
}

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2), ['workspace', 'email', 'out', 'because'], usage);
  if (!actions.includes(given.action))
    throw misuse(given.action === '' ? 'Say what to do.' : `"${given.action}" is not something this command does.`, usage);
  const ids = given.words.map((word) => {
    if (!z.uuid().safeParse(word).success)
      throw misuse(`"${word}" is not a lead id; npm run lead -- find --email shows it.`, usage);
    return word.toLowerCase();
  });
  const [first] = ids;
  if (first === undefined && ofLeads.includes(given.action)) throw misuse('Say which lead.', usage);
  if (given.action === 'export' && ids.length > 1) throw misuse('Export one lead at a time.', usage);
  await withDatabase(async (pool) => {
    if (given.action === 'wipe') {
      await wipeErased(pool);
      return console.log('The tables are written anew. The write-ahead log of Postgres holds older rows until it is recycled.');
    }
    const workspaceId = await workspaceOf(pool, given, usage);
    if (given.action === 'find') return found(pool, workspaceId, given.need('email'));
    if (given.action === 'erase') return eachOf(ids, (id) => erased(pool, workspaceId, id));
    if (given.action === 'lift') return eachOf(ids, (id) => lifted(pool, workspaceId, id));
    if (given.action === 'restrict') {
      const { because } = reasonGiven(given.need('because'));
      return eachOf(ids, (id) => restricted(pool, workspaceId, id, because));
    }
    if (given.action === 'restricted') {
      for (const { leadId, restrictedAt, because } of await restrictedLeads(pool, workspaceId))
        console.log(`${leadId}  since ${restrictedAt}  ${because}`);
      return;
    }
    if (given.action === 'erased') {
      for (const id of await erasedLeads(pool, workspaceId)) console.log(id);
      return;
    }
    const text = await exported(pool, workspaceId, first ?? '').catch((error: unknown) => {
      throw error instanceof ApiError ? new StartupError(error.message) : error;
    });
    const out = given.flag('out');
    if (out === undefined) process.stdout.write(text);
    else writeOut(out, text);
  });
}

main().catch(failWith);
