/** The context API as it ships, in a process of its own, on the database it is given. */
import { readSettings } from '../../../server/settings.ts';
import { startServer } from '../../../server/start.ts';
import { unlimited } from '../../unlimited.ts';

const [databaseUrl] = process.argv.slice(2);
const server = await startServer(readSettings({ ...unlimited, DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'warn' }));
process.send?.({ port: Number(new URL(server.url).port) });
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit(0));
