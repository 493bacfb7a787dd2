import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { type ErrorCode, errorBody, errorTable } from '../../lib/contract/errors.ts';
import { type AccessName, access } from '../auth/access.ts';
import type { Authenticator, Principal } from '../auth/authenticate.ts';
import type { Providers } from '../auth/oidc/providers.ts';
import type { Keyring } from '../connections/keyring.ts';
import type { Connectors } from '../connectors/index.ts';
import type { Refresher } from '../context/refresher.ts';
import type { CrmReader } from '../crm-read/reader.ts';
import type { Sweeper } from '../crm-read/sweep.ts';
import type { Epoch } from '../db/epoch.ts';
import type { Reader } from '../db/reader.ts';
import type { Storage } from '../db/storage.ts';
import type { Turns } from '../ingest/turns.ts';
import type { LeadsRead } from '../limits/leads-read.ts';
import type { RequestLimits } from '../limits/requests.ts';
import type { SignInLimits } from '../limits/sign-in.ts';
import type { Hub } from '../live/hub.ts';
import type { Deliverer } from '../outbox/deliverer.ts';
import type { ViewLog } from '../views/log.ts';
import type { Watchdog } from '../watchdog.ts';
import type { Metrics } from './metrics-registry.ts';
import type { Reply } from './reply.ts';

export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

/** What routes call; made once per app. */
export type Services = {
  pool: Pool;
  reader: Reader;
  views: ViewLog;
  log: Logger;
  now: () => number;
  version: string;
  /** How long the database may take to answer before it counts as not ready. */
  patienceMs: number;
  authenticate: Authenticator;
  metrics: Metrics;
  hub: Hub;
  refresher: Refresher;
  /** Whose events are stored next. */
  turns: Turns;
  /** What CRMs themselves know. */
  crm: CrmReader;
  sweeper: Sweeper;
  epoch: Epoch;
  storage: Storage;
  outbox: Deliverer;
  /** Since when the database has not answered, in epoch ms; null while it does. */
  silentSince: () => number | null;
  /** What runs beside requests and does not get on. */
  heldUp: Watchdog['heldUp'];
  keyring: Keyring;
  connectors: Connectors;
  providers: Providers;
  leadsRead: LeadsRead;
  requestLimits: RequestLimits;
  signInLimits: SignInLimits;
  /** The OpenAPI document of this app. */
  document: () => OpenApiDocument;
};

/** The value of a request's header, by its lower-case name; null when it is not there. */
export type HeaderOf = (name: string) => string | null;

/** One request but for its body. `headers` start with what every answer carries; a handler adds to them and answers with them. */
export type Asked = {
  header: HeaderOf;
  /** The parts of the address a route names in braces, decoded. */
  params: Readonly<Record<string, string>>;
  /** Where it comes from, for limits. */
  address: () => string;
  services: Services;
  requestId: string;
  now: number;
  headers: Record<string, string>;
};

/** One request with its body. */
export type Call = Asked & { request: Request };

type Answer = Reply | Promise<Reply>;

/** A route: its name in the access table, its description for OpenAPI, and what it does. One file each. */
export type Route = { spec: RouteConfig } & (
  | { name: PublicName; open: true; handle: (call: Call) => Answer }
  | { name: PrivateName; open: false; handle: (call: Call, who: Principal) => Answer }
);
export type PublicName = { [Name in AccessName]: (typeof access)[Name] extends 'public' ? Name : never }[AccessName];
export type PrivateName = Exclude<AccessName, PublicName>;

/** Descriptions of refusals for OpenAPI, from the one error table. */
export function refusals(...codes: ErrorCode[]): RouteConfig['responses'] {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status, message } = errorTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\`: ${message}`]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      status,
      { description: lines.join(' '), content: { 'application/json': { schema: errorBody } } },
    ]),
  );
}

/** The refusals every route can give, before or after it is asked. */
export const anywhere = ['upgrade_required', 'rate_limited', 'internal'] as const satisfies ErrorCode[];

/** Those of a route that needs no body: what comes with one all the same is read to its end. */
export const bodiless = ['bad_request', 'too_large'] as const satisfies ErrorCode[];

/** The refusals every route with a token can give. */
export const common = ['unauthorized', 'token_expired', 'forbidden', 'unavailable', ...anywhere] as const satisfies ErrorCode[];

/** The sentence for OpenAPI that says who may call a route. */
export function whoMay(name: PrivateName): string {
  return `Roles: ${access[name].join(', ')}.`;
}
