/**
 * The device's own copy of contexts, one lead per key, in `storage.session`: memory of the browser, gone when it stops,
 * and closed to content scripts. At most 200 leads and 8 MB of the 10 MB there are; the oldest go first. No schemas
 * here: a copy was checked before it was kept, and it is read before the app is loaded.
 */
import type { LeadContext } from '../contract/context.ts';

export type Copy = { context: LeadContext; etag: string | null; fetchedAt: number };

/** The part of `storage.session` that is used; every call may reject. */
export type Area = {
  get(keys: string[]): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
};
export type Copies = {
  /** The copy made with this token, or null. The device is asked while the token is still being looked up. Never rejects. */
  read(key: string, fingerprint: string | null | Promise<string | null>): Promise<Copy | null>;
  /** `text` is the context's JSON. Never rejects: a copy is a convenience. */
  keep(key: string, fingerprint: string, text: string, etag: string | null, fetchedAt: number): Promise<void>;
  drop(key: string): Promise<void>;
  clear(): Promise<void>;
};

type Stored = { fingerprint: string; etag: string | null; fetchedAt: number; text: string };
type Listed = { key: string; at: number; size: number };

export const mostLeads = 200;
const mostCharacters = 8_000_000;
const listKey = 'leads';
const leadKey = (key: string) => `lead:${key}`;

export function openCopies(area: Area): Copies {
  const list = async () => ((await area.get([listKey]))[listKey] as Listed[] | undefined) ?? [];
  // One after another: two writers of the list in one page would lose each other's lines.
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (job: () => Promise<void>): Promise<void> => {
    turn = turn.then(job).catch(() => undefined);
    return turn;
  };
  const write = async (stored: Stored, key: string, keep: number) => {
    const others = (await list()).filter((listed) => listed.key !== key).sort((a, b) => b.at - a.at);
    const stays: Listed[] = [{ key, at: stored.fetchedAt, size: stored.text.length }];
    let characters = stored.text.length;
    for (const listed of others) {
      characters += listed.size;
      if (stays.length >= keep || characters > mostCharacters) break;
      stays.push(listed);
    }
    const goes = others.filter((listed) => !stays.includes(listed)).map((listed) => leadKey(listed.key));
    if (goes.length > 0) await area.remove(goes);
    await area.set({ [leadKey(key)]: stored, [listKey]: stays });
  };
  return {
    async read(key, fingerprint) {
      try {
        const [found, whose] = await Promise.all([area.get([leadKey(key)]), fingerprint]);
        const stored = found[leadKey(key)] as Stored | undefined;
        if (stored === undefined || stored.fingerprint !== whose) return null;
        return { context: JSON.parse(stored.text) as LeadContext, etag: stored.etag, fetchedAt: stored.fetchedAt };
      } catch {
        return null;
      }
    },
    keep: (key, fingerprint, text, etag, fetchedAt) =>
      inTurn(async () => {
        const stored = { fingerprint, etag, fetchedAt, text };
        // The area may be fuller than the list knows: another page can have written at the same time.
        await write(stored, key, mostLeads).catch(() => write(stored, key, mostLeads / 4));
      }),
    drop: (key) =>
      inTurn(async () => {
        await area.set({ [listKey]: (await list()).filter((listed) => listed.key !== key) });
        await area.remove([leadKey(key)]);
      }),
    clear: () =>
      inTurn(async () => {
        await area.remove([listKey, ...(await list()).map((listed) => leadKey(listed.key))]);
      }),
  };
}
