import { randomInt, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { PairingCode, PersonRole, WantedCode } from '../../lib/contract/sign-in.ts';
import { ApiError } from '../routes/api-error.ts';
import { acrossWorkspaces } from '../workspaces/across.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { type Issued, openSession } from './sessions.ts';
import { hashToken } from './tokens.ts';

/** How long a code is good, in ms. */
export const codeMs = 15 * 60_000;
/** The letters of RFC 8628, section 6.1: none looks or sounds like another, and they spell no words. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
/** 12 of 20 letters are 51 bits. */
const length = 12;

/** As it is kept and compared: what a person adds in reading and typing does not matter. */
const plain = (code: string) => code.toUpperCase().replaceAll(/[^A-Z]/g, '');

/** Makes a code for one person and answers with it once, in groups of four. */
export async function createPairingCode(
  pool: Pool,
  workspaceId: string,
  { role, name, email }: WantedCode,
  madeBy: string,
  now: number,
): Promise<PairingCode> {
  const id = randomUUID();
  const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  const expiresAt = new Date(now + codeMs);
  await inWorkspace(pool, workspaceId, (db) =>
    db.query(
      `insert into pairing_codes (workspace_id, id, hash, role, name, email, made_by, made_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [workspaceId, id, hashToken(code), role, name, email, madeBy, new Date(now), expiresAt],
    ),
  );
  return { id, code: code.match(/.{4}/g)?.join('-') ?? code, expiresAt: expiresAt.toISOString() };
}

type Used = { role: PersonRole; name: string; email: string };

/** Begins a session by a code. Wrong, used and too old are one and the same answer: `code_not_valid`. */
export async function pair(pool: Pool, code: string, now: number): Promise<Issued> {
  const hash = hashToken(plain(code));
  const { rows } = await acrossWorkspaces(pool, 'pairingCode').query<{ workspace_id: string }>({
    name: 'pairing code',
    text: 'select workspace_id from pairing_codes where hash = $1',
    values: [hash],
  });
  const workspaceId = rows[0]?.workspace_id;
  const issued =
    workspaceId === undefined
      ? null
      : await inWorkspace(pool, workspaceId, async (db) => {
          const used = await db.query<Used>(
            `update pairing_codes set used_at = $3 where workspace_id = $1 and hash = $2 and used_at is null and expires_at > $3
             returning role, name, email`,
            [workspaceId, hash, new Date(now)],
          );
          return used.rows[0] ? openSession(db, workspaceId, { ...used.rows[0], how: 'code' }, now) : null;
        });
  if (issued === null) throw new ApiError('code_not_valid');
  return issued;
}
