import { createApi } from './api.ts';
import { type Connection, fingerprintOf } from './connection.ts';
import { oneLineOnce } from './sentence.ts';

export type SignedIn = { ok: true; connection: Connection } | { ok: false; message: string };

const onlyEvents = 'This token may only send events: ask an admin for a token with the role rep, marketer or admin.';

/** Tries address and token by asking whom the token speaks for. Nothing is stored here; a refusal is one sentence. */
export async function signIn(apiUrl: string, typedToken: string): Promise<SignedIn> {
  const token = typedToken.trim();
  if (token === '') return { ok: false, message: 'Paste the token your admin gave you.' };
  if (!/^[!-~]+$/.test(token))
    return { ok: false, message: 'The token has a space or a letter no token has: copy it again, whole.' };
  const result = await createApi({ apiUrl, token }).session();
  if (!result.ok) {
    if (result.failure.kind === 'signed_out' && result.failure.because === 'refused') {
      // The server treats a write key as no token at all; only its own beginning tells what it is.
      if (token.startsWith('ls_ingest_')) return { ok: false, message: onlyEvents };
      return { ok: false, message: 'The server does not accept this token: copy it again, or ask an admin for a new one.' };
    }
    return { ok: false, message: oneLineOnce(result.failure) };
  }
  const { person, workspace, role, expiresAt } = result.value;
  if (role === 'ingest') return { ok: false, message: onlyEvents };
  const who = { workspaceId: workspace.id, workspace: workspace.name, name: person.name, email: person.email, role };
  return { ok: true, connection: { apiUrl, token, fingerprint: await fingerprintOf(apiUrl, token), who, expiresAt } };
}
