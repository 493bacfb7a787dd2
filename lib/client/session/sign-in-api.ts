import '../jitless.ts';
import type * as z from 'zod';
import { errorBody, errorTable } from '../../contract/errors.ts';
import {
  type OidcSignIn,
  type PairSignIn,
  type RefreshRequest,
  type SignedIn,
  type SignInMethods,
  signedIn,
  signInMethods,
} from '../../contract/sign-in.ts';
import { paths } from '../../contract/wire.ts';
import { type Connection, fingerprintOf } from '../connection.ts';
import { exchange, type Reply, type Target } from '../exchange.ts';
import { readReply } from '../failure.ts';
import { oneLineOnce } from '../sentence.ts';

/** The value, or one sentence that says what to do. */
export type Answered<T> = { ok: true; value: T } | { ok: false; message: string };

export type SignInApi = {
  methods(workspace: string): Promise<Answered<SignInMethods>>;
  oidc(given: OidcSignIn): Promise<Answered<Connection>>;
  pair(given: PairSignIn): Promise<Answered<Connection>>;
};

const noSignIn =
  'This server does not know how to sign people in: ask an admin to update it, or paste a token your admin gave you.';

/** The server trades the code with the provider before it answers. */
const tradeTimeoutMs = 15_000;

/** What a person may ask of the server before they are anybody. Never rejects. */
export function createSignInApi(apiUrl: string, send: typeof exchange = exchange): SignInApi {
  const nobody: Target = { apiUrl, token: null };
  const ask = async <T>(schema: z.ZodType<T>, what: Parameters<typeof exchange>[1]): Promise<Answered<T>> => {
    const reply = await send(nobody, what);
    const told = reply.at === 'reply' ? refusal(reply) : null;
    if (told !== null) return { ok: false, message: told };
    const result = readReply(apiUrl, reply, (json) => schema.safeParse(json).data ?? null);
    return result.ok ? result : { ok: false, message: oneLineOnce(result.failure) };
  };
  const enter = async (path: string, given: OidcSignIn | PairSignIn): Promise<Answered<Connection>> => {
    const sentAt = Date.now();
    const what = { method: 'POST', path, body: JSON.stringify(given), timeoutMs: tradeTimeoutMs } as const;
    const answered = await ask(signedIn, what);
    return answered.ok ? { ok: true, value: await connectionOf(apiUrl, answered.value, sentAt) } : answered;
  };
  return {
    methods: (workspace) =>
      ask(signInMethods, { method: 'GET', path: `${paths.signIn}?workspace=${encodeURIComponent(workspace)}` }),
    oidc: (given) => enter(paths.signInOidc, given),
    pair: (given) => enter(paths.signInPair, given),
  };
}

/** The server's own sentence where it says no to a sign-in; null leaves the reply to be read as any other. */
function refusal(reply: Reply): string | null {
  if (reply.status < 400 || reply.status >= 500 || reply.status === 426 || reply.status === 429) return null;
  const { data } = errorBody.safeParse(parsed(reply.text));
  if (data === undefined) return null;
  const { code, message, fix } = data.error;
  // An older server has nothing at this address, and says so in the words every unknown address is answered with.
  if (code === 'not_found' && message === errorTable.not_found.message) return noSignIn;
  return `${message} ${fix}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the device keeps of a session that begins. `receivedAt`: epoch ms by this device. */
export async function connectionOf(apiUrl: string, given: SignedIn, receivedAt: number): Promise<Connection> {
  const { accessToken, expiresIn, refreshToken, endsAt, session } = given;
  const { person, workspace, role } = session;
  return {
    apiUrl,
    token: accessToken,
    session: { refreshToken, receivedAt, lifeMs: expiresIn * 1000, endsAt },
    // Of the first refresh token: the session's for as long as it lasts, whatever tokens come after.
    fingerprint: await fingerprintOf(apiUrl, refreshToken),
    who: { workspaceId: workspace.id, workspace: workspace.name, name: person.name, email: person.email, role },
    expiresAt: null,
  };
}

/** Has the server end the session; false when that is not known to have happened. */
export async function endSession({ apiUrl, token, session }: Connection, send: typeof exchange = exchange): Promise<boolean> {
  if (!session) return true;
  const body: RefreshRequest = { refreshToken: session.refreshToken };
  const reply = await send({ apiUrl, token }, { method: 'POST', path: paths.signOut, body: JSON.stringify(body) });
  // Refused: there is no such session any more.
  return reply.at === 'reply' && (reply.status < 300 || reply.status === 401);
}
