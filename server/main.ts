import { createLog } from './log.ts';
import { readSettings } from './settings.ts';
import { startServer } from './start.ts';
import { failWith } from './startup-error.ts';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const starting = startServer(settings, { log });
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    starting.then((server) => server.close()).then(() => process.exit(0), failWith);
  };
  // A signal that comes while starting is kept until there is something to stop; a second one is the same wish.
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const { url } = await starting;
  process.stdout.write(`Leadside listens on ${url}\n`);
}

main().catch(failWith);
