import path from 'node:path';
import * as z from 'zod';
import { keysIn } from './connections/keyring.ts';
import type { LeadsAnHour } from './limits/leads-read.ts';
import type { RequestRates } from './limits/requests.ts';
import { StartupError } from './startup-error.ts';

/** Digits alone: 1e3 or 0x10 is more likely a slip than a number. */
const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(fallback);

/** Every environment variable the server reads, with its default and what is allowed. Milliseconds where a name ends in `_MS`. */
const variables = z.object({
  PORT: whole(0, 65_535, 8787).describe('a port from 0 to 65535 (0 takes a free one)'),
  HOST: z.string().min(1).max(255).default('127.0.0.1').describe('the address to listen on, such as 127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./)
    .optional()
    .describe('an address that begins with postgres://'),
  LEADSIDE_DATA: z.string().min(1).default('.leadside/postgres').describe('the path of a folder'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('trace, debug, info, warn, error, fatal or silent'),
  LEADSIDE_POOL_SIZE: whole(2, 500, 10).describe('a number of connections from 2 to 500'),
  LEADSIDE_CONNECT_TIMEOUT_MS: whole(100, 60_000, 1_500).describe('milliseconds from 100 to 60000'),
  LEADSIDE_STATEMENT_TIMEOUT_MS: whole(100, 600_000, 5_000).describe('milliseconds from 100 to 600000'),
  LEADSIDE_LOCK_TIMEOUT_MS: whole(50, 60_000, 1_500).describe('milliseconds from 50 to 60000'),
  LEADSIDE_DISK_RESERVE_MB: whole(0, 1_000_000, 64).describe('megabytes from 0 to 1000000'),
  LEADSIDE_SECRETS_KEY: z
    .string()
    .refine((said) => keysIn(said) !== null)
    .optional()
    .describe('32 random bytes in base64 (openssl rand -base64 32), older keys after it with commas'),
  LEADSIDE_PROXIES: whole(0, 10, 0).describe('how many proxies stand in front, from 0 to 10'),
  LEADSIDE_PERSON_PER_SECOND: whole(1, 1_000_000, 20).describe('requests a second from 1 to 1000000'),
  LEADSIDE_WRITE_KEY_PER_SECOND: whole(1, 1_000_000, 100).describe('requests a second from 1 to 1000000'),
  LEADSIDE_ADDRESS_PER_SECOND: whole(1, 1_000_000, 20).describe('requests a second from 1 to 1000000'),
  LEADSIDE_LEADS_PER_HOUR: whole(1, 1_000_000, 1_000).describe('leads from 1 to 1000000'),
  LEADSIDE_LEADS_PER_HOUR_WARNING: whole(1, 1_000_000, 300).describe('leads from 1 to 1000000'),
  LEADSIDE_KEEP_EVENTS_DAYS: whole(1, 3_650, 396).describe('days from 1 to 3650'),
  LEADSIDE_KEEP_VIEWS_DAYS: whole(1, 3_650, 365).describe('days from 1 to 3650'),
  LEADSIDE_KEEP_OUTBOX_DAYS: whole(1, 3_650, 30).describe('days from 1 to 3650'),
  LEADSIDE_STOP_TIMEOUT_MS: whole(0, 600_000, 10_000).describe('milliseconds from 0 to 600000'),
});

export interface Settings {
  host: string;
  /** 0 takes a free port. */
  port: number;
  logLevel: z.infer<typeof variables>['LOG_LEVEL'];
  database: {
    /** `undefined`: the server runs its own Postgres in `dataFolder`. */
    url: string | undefined;
    /** Absolute. */
    dataFolder: string;
    poolSize: number;
    connectTimeoutMs: number;
    statementTimeoutMs: number;
    lockTimeoutMs: number;
    /** Bytes of the disk of our own Postgres that writing leaves alone. */
    diskReserve: number;
  };
  /** Keys for the credentials of CRMs, the one in use first; none: a key file in the data folder. */
  secretsKeys: readonly Buffer[];
  /** How many proxies of our own stand in front, each of which adds to `X-Forwarded-For`. */
  proxies: number;
  /** Requests a second on average, ten times as many at once. */
  requestRates: RequestRates;
  /** Different leads one person is shown in an hour. */
  leadsAnHour: LeadsAnHour;
  /** How long is kept: events as they came, the view log, and the words of a write after the CRM has them. */
  keepDays: { events: number; views: number; outbox: number };
  /** How long requests in flight may go on after a stop was asked for. */
  stopTimeoutMs: number;
}

/** Reads the settings from an environment. Throws a `StartupError` (exit code 2) that names every bad one and what it should be. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  // An empty variable is one not set: that is how compose files and shells leave one out.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    const wrong = names.map((name) => {
      const should = name in variables.shape ? variables.shape[name as keyof typeof variables.shape].description : '';
      // The address of a database holds a password, and a key is one, so their values are never repeated.
      return name === 'DATABASE_URL' || name === 'LEADSIDE_SECRETS_KEY'
        ? `${name} must be ${should}`
        : `${name} is "${given[name]}" and must be ${should}`;
    });
    throw new StartupError(`${wrong.join('; ')}.`, { exitCode: 2 });
  }
  const read = parsed.data;
  return {
    host: read.HOST,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    database: {
      url: read.DATABASE_URL,
      dataFolder: path.resolve(read.LEADSIDE_DATA),
      poolSize: read.LEADSIDE_POOL_SIZE,
      connectTimeoutMs: read.LEADSIDE_CONNECT_TIMEOUT_MS,
      statementTimeoutMs: read.LEADSIDE_STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: read.LEADSIDE_LOCK_TIMEOUT_MS,
      diskReserve: read.LEADSIDE_DISK_RESERVE_MB * 1024 * 1024,
    },
    secretsKeys: keysIn(read.LEADSIDE_SECRETS_KEY ?? '') ?? [],
    proxies: read.LEADSIDE_PROXIES,
    requestRates: {
      person: read.LEADSIDE_PERSON_PER_SECOND,
      writeKey: read.LEADSIDE_WRITE_KEY_PER_SECOND,
      address: read.LEADSIDE_ADDRESS_PER_SECOND,
    },
    // Beyond the most nothing is shown, so that a warning from there on would never be written.
    leadsAnHour: {
      warn: Math.min(read.LEADSIDE_LEADS_PER_HOUR_WARNING, read.LEADSIDE_LEADS_PER_HOUR),
      most: read.LEADSIDE_LEADS_PER_HOUR,
    },
    keepDays: {
      events: read.LEADSIDE_KEEP_EVENTS_DAYS,
      views: read.LEADSIDE_KEEP_VIEWS_DAYS,
      outbox: read.LEADSIDE_KEEP_OUTBOX_DAYS,
    },
    stopTimeoutMs: read.LEADSIDE_STOP_TIMEOUT_MS,
  };
}
