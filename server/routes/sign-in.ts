import type * as z from 'zod';
import type { ErrorCode } from '../../lib/contract/errors.ts';
import { paths } from '../../lib/contract/routes.ts';
import { oidcSignIn, pairSignIn, refreshRequest, type SignedIn, signedIn } from '../../lib/contract/sign-in.ts';
import { signOut } from '../auth/end-session.ts';
import { pair } from '../auth/pairing.ts';
import { refresh } from '../auth/refresh.ts';
import { partsOf } from '../auth/refresh-token.ts';
import { type Issued, openSession } from '../auth/sessions.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { readBody } from './body.ts';
import { json, type Reply } from './reply.ts';
import { anywhere, type Call, type PublicName, type Route, refusals } from './route.ts';
import { sessionOf } from './session.ts';

/** A code of a provider may be long; nothing else here is. */
const mostBytes = 16 * 1024;
const always = ['bad_request', 'too_large', 'storage_full', 'unavailable', ...anywhere] as const;

type Door<Body> = {
  path: string;
  summary: string;
  says: string;
  body: z.ZodType<Body>;
  codes: ErrorCode[];
  /** Null is an answer without a body. */
  handle: (call: Call, body: Body) => Promise<Issued | null>;
};

function told(call: Call, issued: Issued): Reply {
  const { accessToken, refreshToken, accessUntil, endsAt } = issued;
  const body: SignedIn = {
    accessToken,
    expiresIn: Math.max(1, Math.floor((accessUntil - call.now) / 1000)),
    refreshToken,
    endsAt: new Date(endsAt).toISOString(),
    session: sessionOf({ ...issued, expiresAt: accessUntil }, call.services.version),
  };
  return json(body, call.headers);
}

/** A route for somebody who has no token yet, or none that holds. */
function door<Body>(name: PublicName, { path, summary, says, body, codes, handle }: Door<Body>, out: 200 | 204): Route {
  return {
    name,
    open: true,
    spec: {
      method: 'post',
      path,
      summary,
      description: `No token. ${says}`,
      request: { body: { required: true, content: { 'application/json': { schema: body } } } },
      responses: {
        ...(out === 204
          ? { 204: { description: 'The session has ended' } }
          : { 200: { description: 'Signed in', content: { 'application/json': { schema: signedIn } } } }),
        ...refusals(...codes, ...always),
      },
    },
    async handle(call) {
      const issued = await handle(call, await readBody(call.request, body, mostBytes));
      return issued === null ? { status: 204, headers: call.headers, body: null } : told(call, issued);
    },
  };
}

export const signInOidcRoute = door(
  'signInOidc',
  {
    path: paths.signInOidc,
    summary: 'Sign in with what the provider of the workspace sent back',
    says: 'The code is exchanged at the issuer, with PKCE. The email address has to be verified there and in a domain of the workspace.',
    body: oidcSignIn,
    codes: ['not_found', 'sign_in_refused'],
    async handle({ services, address, now }, body) {
      services.signInLimits.signIn(address(), now);
      const person = await services.providers.exchange(body);
      return inWorkspace(services.pool, body.workspace, (db) =>
        openSession(db, body.workspace, { ...person, how: 'oidc' }, services.now()),
      );
    },
  },
  200,
);

export const signInPairRoute = door(
  'signInPair',
  {
    path: paths.signInPair,
    summary: 'Sign in with a pairing code',
    says: 'A code is good once and for 15 minutes. A wrong, a used and an old one get the same answer.',
    body: pairSignIn,
    codes: ['code_not_valid'],
    async handle({ services, address, now }, { code }) {
      const wasGood = services.signInLimits.code(address(), now);
      const issued = await pair(services.pool, code, now);
      wasGood();
      return issued;
    },
  },
  200,
);

export const signInRefreshRoute = door(
  'signInRefresh',
  {
    path: paths.signInRefresh,
    summary: 'A fresh access token for a refresh token',
    says:
      'The answer brings the next refresh token, and the one sent is used up. Sent again, because the answer was lost, it is answered with the same ' +
      'next one until anything of that answer was used; within 30 seconds after that it is turned away. Any other use of an earlier one ends the session.',
    body: refreshRequest,
    codes: ['session_ended'],
    handle({ services, address, now }, { refreshToken }) {
      const { pool, log, signInLimits } = services;
      signInLimits.refresh(address(), partsOf(refreshToken)?.family ?? '', now);
      return refresh(pool, refreshToken, now, (session) =>
        log.warn(session, 'an earlier refresh token was used; its session is ended'),
      );
    },
  },
  200,
);

export const signOutRoute = door(
  'signOut',
  {
    path: paths.signOut,
    summary: 'End the session of a refresh token',
    says: 'Its access tokens end with it, on every server within 30 seconds. A session that is over already is no error.',
    body: refreshRequest,
    codes: [],
    async handle({ services, address, now }, { refreshToken }) {
      services.signInLimits.signIn(address(), now);
      await signOut(services.pool, refreshToken, now);
      return null;
    },
  },
  204,
);
