import { failWith, StartupError } from '../startup-error.ts';
import { listViews } from '../views/list.ts';
import { verifyViews } from '../views/verify.ts';
import { misuse, readArguments } from './arguments.ts';
import { withDatabase } from './database.ts';
import { workspaceOf } from './which-workspace.ts';

const usage = `npm run views -- list [--workspace <id>] [--before <number>]
npm run views -- verify [--workspace <id>] [--end <number>:<hash>]   with an end an earlier run printed, rows cut off since show too`;

/** An end as `verify` prints it. */
function endIn(said: string | undefined) {
  if (said === undefined) return null;
  const match = /^(\d{1,15}):([\da-f]{64})$/i.exec(said);
  if (!match) throw misuse(`"${said}" is not an end as verify prints it.`, usage);
  return { sequence: Number(match[1]), hash: (match[2] ?? '').toLowerCase() };
}

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2), ['workspace', 'before', 'end'], usage);
  if (given.action === 'verify') {
    const kept = endIn(given.flag('end'));
    await withDatabase(async (pool) => {
      const verdict = await verifyViews(pool, await workspaceOf(pool, given, usage), kept);
      if (verdict.kind === 'broken')
        throw new StartupError(`The view log is broken at row ${verdict.sequence}: ${verdict.because}. Rows before it hold.`);
      console.log(`The view log holds: ${verdict.rows} rows. Its end: ${verdict.end.sequence}:${verdict.end.hash}`);
    });
  } else if (given.action === 'list') {
    const before = given.flag('before');
    if (before !== undefined && !/^[1-9]\d{0,14}$/.test(before)) throw misuse('--before must be the number of a row.', usage);
    await withDatabase(async (pool) => {
      const wanted = { viewer: null, before: before === undefined ? null : Number(before), limit: 100 };
      const found = await listViews(pool, await workspaceOf(pool, given, usage), wanted);
      for (const { sequence, at, viewer, leadId, record, purpose, result } of found.views) {
        const from = record === null ? '' : `  from ${record.crm} ${record.account} ${record.object} ${record.id}`;
        console.log(`${sequence}  ${at}  ${viewer.name}  ${purpose} ${result}  lead ${leadId}${from}`);
      }
      if (found.views.length === 0) console.log('No lead was shown to anybody yet.');
      if (found.next !== null) console.log(`Older rows: npm run views -- list --before ${found.next}`);
    });
  } else {
    throw misuse(given.action === '' ? 'Say what to do.' : `"${given.action}" is not something this command does.`, usage);
  }
}

main().catch(failWith);
