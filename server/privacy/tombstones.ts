import type { RecordRef } from '../../lib/contract/record.ts';
import { allKeys, type Keys, keyName, ownRecords, recordKey } from '../ingest/keys.ts';
import { ApiError } from '../routes/api-error.ts';
import type { Db } from '../workspaces/in-workspace.ts';

/** What is kept of an erased identifier. The salt is its workspace's, so that two workspaces cannot be compared. */
export const hashed = (salt: string, name: string) => `sha256(convert_to(${salt}::text || chr(1) || ${name}, 'UTF8'))`;

/** Sentence for whoever asks for an erased person. */
export const erasedSentence = 'This person was erased; nothing about them is kept or taken in.';

/** Which of these identifiers, by their `keyName`, belong to people who were erased. */
export async function erasedAmong(db: Db, workspaceId: string, names: Iterable<string>): Promise<Set<string>> {
  const asked = [...new Set(names)];
  if (asked.length === 0) return new Set();
  const { rows } = await db.query<{ name: string }>(
    `select n as name from unnest($2::text[]) as n, workspaces w join tombstones t on t.workspace_id = w.id
     where w.id = $1 and t.hash = ${hashed('w.erasure_salt', 'n')}`,
    [workspaceId, asked],
  );
  return new Set(rows.map(({ name }) => name));
}

/** Throws `no_lead` for the record of an erased person. */
export async function refuseErased(db: Db, workspaceId: string, ref: RecordRef): Promise<void> {
  const gone = await erasedAmong(db, workspaceId, [keyName(recordKey(ref))]);
  if (gone.size > 0) throw new ApiError('no_lead', { message: erasedSentence, erased: true });
}

/**
 * Whether an event is of an erased person. A shared browser alone is not enough when somebody else uses it by name, nor is the record of a
 * company or a deal when somebody else brings it by name.
 */
export function isErased(keys: Keys, erased: ReadonlySet<string>): boolean {
  const { anonymous, ...named } = keys;
  const nameless = keys.user === null && keys.email === null;
  const records = nameless ? keys.records : ownRecords(keys);
  const names = [...allKeys({ ...named, anonymous: null }), ...records].map(keyName);
  if (names.some((name) => erased.has(name))) return true;
  return anonymous !== null && nameless && erased.has(keyName(anonymous));
}
