import { createApi } from './api.ts';
import { type Connection, fingerprintOf } from './connection.ts';
import { oneLine } from './sentence.ts';

export type SignedIn = { ok: true; connection: Connection } | { ok: false; message: string };

/** Tries address and token by asking whom the token speaks for. Nothing is stored here; a refusal is one sentence. */
export async function signIn(apiUrl: string, typedToken: string): Promise<SignedIn> {
  const token = typedToken.trim();
  if (token === '') return { ok: false, message: 'Paste the token your admin gave you.' };
  if (!/^[!-~]+$/.test(token))
    return { ok: false, message: 'The token has a space or a letter no token has: copy it again, whole.' };
  const result = await createApi({ apiUrl, token }).session();
  if (!result.ok) {
    // Nothing is sent by itself yet, so the promise to go on by itself would be none.
    if (result.failure.kind === 'signed_out' && result.failure.because === 'refused')
      return { ok: false, message: 'The server does not accept this token: copy it again, or ask an admin for a new one.' };
    return { ok: false, message: oneLine(result.failure) };
  }
  const { person, workspace, role, expiresAt } = result.value;
  if (role === 'ingest')
    return {
      ok: false,
      message: 'This token may only send events: ask an admin for a token with the role rep, marketer or admin.',
    };
  const who = { workspaceId: workspace.id, workspace: workspace.name, name: person.name, email: person.email, role };
  return { ok: true, connection: { apiUrl, token, fingerprint: await fingerprintOf(apiUrl, token), who, expiresAt } };
}
