import { newEpoch, readEpoch } from '../db/epoch.ts';
import { failWith } from '../startup-error.ts';
import { misuse, readArguments } from './arguments.ts';
import { withDatabase } from './database.ts';

const usage = `npm run epoch -- show
npm run epoch -- new        after the database was put back from a backup`;

async function main(): Promise<void> {
  const { action } = readArguments(process.argv.slice(2), [], usage);
  if (action === 'show') console.log(await withDatabase(readEpoch));
  else if (action === 'new') {
    const id = await withDatabase(newEpoch);
    console.log(`The database has a new epoch, ${id}. Extensions send again what they hold of the last seven days.`);
  } else throw misuse(action === '' ? 'Say what to do.' : `"${action}" is not something this command does.`, usage);
}

main().catch(failWith);
