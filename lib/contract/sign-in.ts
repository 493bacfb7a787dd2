/**
 * How a person gets in: by the workspace's own OpenID Connect provider, or by a code an admin hands out. Both end in a session:
 * a short access token for each request, and a refresh token that is good once.
 */
import * as z from 'zod';
import { instant, text } from './primitives.ts';
import { role, session } from './session.ts';

/** What a workspace offers to somebody who is not signed in. Without `oidc` there are only codes. */
export const signInMethods = z
  .object({
    workspace: z.object({ id: z.uuid(), name: z.string().max(200) }),
    oidc: z
      .object({ issuer: z.url(), clientId: z.string().max(300), authorizationEndpoint: z.url(), scope: z.string().max(300) })
      .nullable(),
  })
  .meta({ id: 'SignInMethods' });
export type SignInMethods = z.infer<typeof signInMethods>;

/** The code the provider sent to the browser, with what the extension made before it asked (RFC 7636, OpenID Connect Core 3.1.2.1). */
export const oidcSignIn = z
  .strictObject({
    workspace: z.uuid(),
    code: z.string().min(1).max(4096),
    codeVerifier: z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/),
    nonce: z.string().min(22).max(200),
    redirectUri: z.url().max(500),
  })
  .meta({ id: 'OidcSignIn' });
export type OidcSignIn = z.infer<typeof oidcSignIn>;

/** A pairing code, good once and for 15 minutes. Case, spaces and hyphens do not matter. */
export const pairSignIn = z.strictObject({ code: z.string().min(4).max(60) }).meta({ id: 'PairSignIn' });
export type PairSignIn = z.infer<typeof pairSignIn>;

export const refreshRequest = z.strictObject({ refreshToken: z.string().min(20).max(300) }).meta({ id: 'RefreshRequest' });
export type RefreshRequest = z.infer<typeof refreshRequest>;

/** `expiresIn` in seconds, so that a wrong clock on the device does no harm. `endsAt`: the session ends then whatever is done. */
export const signedIn = z
  .object({
    accessToken: z.string().max(300),
    expiresIn: z.int().min(1),
    refreshToken: z.string().max(300),
    endsAt: instant,
    session,
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof signedIn>;

/** A role a person can have. */
export const personRole = role.exclude(['ingest']);
export type PersonRole = z.infer<typeof personRole>;

/** A pairing code an admin asks for, for one person. */
export const wantedCode = z
  .strictObject({ role: personRole, name: z.string().trim().min(1).max(200), email: z.email().max(320) })
  .meta({ id: 'WantedCode' });
export type WantedCode = z.infer<typeof wantedCode>;

/** Shown once: only its hash is kept. */
export const pairingCode = z.object({ id: z.uuid(), code: z.string(), expiresAt: instant }).meta({ id: 'PairingCode' });
export type PairingCode = z.infer<typeof pairingCode>;

/** A session that is going on. `lastSeenAt` is when it was refreshed last; `endsAt` is when it ends if it is not refreshed again. */
export const personSession = z.object({
  id: z.uuid(),
  role: personRole,
  person: z.object({ name: text, email: text }),
  how: z.enum(['oidc', 'code']),
  signedInAt: instant,
  lastSeenAt: instant,
  endsAt: instant,
});
export type PersonSession = z.infer<typeof personSession>;

/** One that was ended before its time: by its person, by an admin (`by` says whom), because a copy of it was used, or because who may sign in was changed. */
export const endedSession = personSession.omit({ lastSeenAt: true, endsAt: true }).extend({
  endedAt: instant,
  because: z.enum(['signed_out', 'reused', 'by', 'rules']),
  by: text.nullable(),
});
export type EndedSession = z.infer<typeof endedSession>;
export const personSessions = z
  .object({ sessions: z.array(personSession), ended: z.array(endedSession) })
  .meta({ id: 'PersonSessions' });
export const sessionEnded = z.object({ ended: z.literal(true) }).meta({ id: 'SessionEnded' });
