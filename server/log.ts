import { type DestinationStream, type Logger, pino } from 'pino';
import { codeOf } from './startup-error.ts';

/** Fields that hold secrets or personal data wherever they turn up, one level deep too. */
const hidden = [
  'token',
  'authorization',
  'cookie',
  'password',
  'email',
  'name',
  'phone',
  'body',
  'headers',
  'traits',
  'properties',
  'context',
  'url',
];

/** What is not our own text may quote what it choked on: the frames of the stack do not. */
function frames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
}

/** Emails and quoted values, which error messages repeat from their input. */
function scrub(message: string): string {
  return message
    .replace(/[^\s"'<>(),;=]+@[^\s"'<>(),;=]+/g, '[email]')
    .replace(/"[^"]*"|'[^']*'/g, '[value]')
    .slice(0, 300);
}

/**
 * An error as a log may hold it. Postgres quotes rows in its message and detail, drizzle the parameters, `JSON.parse` the
 * body: of those only the kind, the code, the names of table and constraint, and the stack are kept.
 */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const kind = error.constructor.name;
  const quotes = error instanceof SyntaxError || kind === 'DrizzleQueryError' || /^[0-9A-Z]{5}$/.test(codeOf(error) ?? '');
  const named = Object.fromEntries(
    ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine'].flatMap((key) => {
      const value: unknown = Reflect.get(error, key);
      return typeof value === 'string' ? [[key, value]] : [];
    }),
  );
  return {
    kind,
    ...named,
    ...(quotes ? {} : { message: scrub(error.message) }),
    stack: frames(error),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  };
}

/** Leaves alone what `errorForLog` made already. */
const serialise = (value: unknown) => (value instanceof Error ? errorForLog(value) : value);

/** The server's log: one JSON object a line, on standard error so that standard output stays for what a person asked. */
export function createLog(level: string, destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: serialise, error: serialise },
      redact: { paths: hidden.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]' },
    },
    destination,
  );
}

/** What a request's line may hold: the route by its name, never the address, which names records and people. */
export interface RequestLine {
  requestId: string;
  /** A name of the access table, such as `context`; `none` where nothing is at the address. */
  route: string;
  status: number;
  ms: number;
  workspaceId: string | null;
}

/** One line for a request, for who looks closely: at `debug`, since what fails on the server has a line of its own. */
export function logRequest(log: Logger, { requestId, route, status, ms, workspaceId }: RequestLine): void {
  log.debug({ requestId, route, status, ms: Math.round(ms * 10) / 10, workspaceId }, 'request');
}
