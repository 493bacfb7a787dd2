import { browser } from 'wxt/browser';
import { operationOf } from '../../components/operation-of.ts';
import type { Actions, Choice, Conflict, Retries } from '../../components/view.ts';
import { createApi } from '../../lib/client/api.ts';
import { type Lead, leadKey } from '../../lib/client/lead.ts';
import { oneLine, oneLineOnce } from '../../lib/client/sentence.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { refKey } from '../../lib/contract/wire.ts';
import { CoveredError } from '../../lib/frame/cover.ts';
import { currentWindow, dock } from '../../lib/frame/dock.ts';
import { expectedVersion, momentOf, writesOf } from '../../lib/outbox/writes.ts';
import type { AppParts } from './parts.ts';

const notAnEmail = 'This is not a whole email address: write it like name@company.com.';

/** What the sidebar may ask for, each bound to the record on screen at the moment it is asked. */
export function actionsOf(parts: AppParts): Actions {
  const { client, cover, link, outbox, panel, sight, drafts, connection } = parts;
  let windowId: number | null = null;
  // The browser opens its panel only within the gesture, so what it needs is asked for beforehand.
  currentWindow().then(
    (found) => {
      windowId = found;
    },
    () => undefined,
  );
  const record = () => sight.get().record;
  /** Goes on only when the rep saw what they pressed; else says why not, and throws it: `Cover.check`. */
  const seenToPress = (): Promise<void> => {
    const refuse = (error: unknown): never => {
      if (error instanceof CoveredError) sight.set({ covered: error.message });
      throw error;
    };
    try {
      const seen = cover.check();
      if (sight.get().covered !== null) sight.set({ covered: null });
      return seen.catch(refuse);
    } catch (error) {
      return refuse(error);
    }
  };
  const choose = async (choice: Choice, note: string | null): Promise<void> => {
    const ref = record();
    const lead = ref === null ? undefined : client.getQueryData<Lead>(leadKey(refKey(ref)));
    if (ref === null || lead === undefined) throw new Error('Not kept: open a lead first.');
    const seen = seenToPress();
    const expected = expectedVersion(lead.context.disposition.version, refKey(ref), outbox.read());
    return keep(ref, lead, choice, note, expected, seen);
  };
  const keep = (ref: RecordRef, lead: Lead, choice: Choice, note: string | null, expected: number, may: Promise<void>) => {
    const seen = panel.getState().seen[refKey(ref)];
    const undoes = choice.kind === 'undo' ? choice.undoes : null;
    const { at, offsetMs } = momentOf(Date.now(), sight.get().offsetMs, undoes, outbox.read());
    const surroundings = {
      id: crypto.randomUUID(),
      ref,
      at,
      expected,
      seen: {
        contextVersion: lead.context.version,
        sections: [...(seen?.sections ?? [])],
        openedAt: seen?.openedAt ?? null,
      },
    };
    return outbox.keep(operationOf(choice, note, surroundings), offsetMs, may);
  };

  const resolve = async (answer: 'mine' | 'theirs') => {
    const ref = record();
    if (ref === null) return;
    const { conflict } = writesOf(refKey(ref), outbox.read().entries, outbox.read().passing);
    if (conflict === null) return;
    await seenToPress();
    if (answer === 'mine') await chooseAgain(ref, conflict);
    await outbox.discard(conflict.mine.id);
    await client.invalidateQueries({ queryKey: leadKey(refKey(ref)) });
  };
  /** The same choice under a new id, on top of what stands on the server now: the old id was answered already. */
  const chooseAgain = async (ref: RecordRef, { mine, version }: Conflict) => {
    const { at, offsetMs } = momentOf(Date.now(), sight.get().offsetMs, null, outbox.read());
    const expected = 'expected' in mine ? { expected: version } : {};
    await outbox.keep({ ...mine, id: crypto.randomUUID(), at, ref, ...expected }, offsetMs);
  };

  const discard = async (id: string) => {
    await seenToPress();
    await outbox.discard(id);
  };
  const retrying = (id: string, state: Retries[string] | null) => {
    const { [id]: _, ...others } = sight.get().retries;
    sight.set({ retries: state === null ? others : { ...others, [id]: state } });
  };
  const deliverAgain = async (id: string) => {
    const ref = record();
    await seenToPress();
    const connected = await connection.get();
    if (ref === null || connected === null) return;
    retrying(id, { state: 'asking' });
    const result = await createApi(connected).deliverAgain(id);
    if (!result.ok) return retrying(id, { state: 'refused', message: oneLineOnce(result.failure) });
    // Busy until the screen shows what came of it.
    await client.invalidateQueries({ queryKey: leadKey(refKey(ref)) });
    retrying(id, null);
  };

  return {
    choose,
    retry: (id) => void outbox.retry(id).catch(() => undefined),
    deliverAgain: (id) => void deliverAgain(id).catch(() => retrying(id, null)),
    discard: (id) => void discard(id).catch(() => undefined),
    resolve: (answer) => void resolve(answer).catch(() => undefined),
    refresh() {
      const ref = record();
      if (ref !== null) void client.refetchQueries({ queryKey: leadKey(refKey(ref)) });
    },
    copy: (text) => navigator.clipboard.writeText(text),
    linkByEmail(email) {
      const ref = record();
      if (ref === null) return;
      if (!/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(email)) return sight.set({ link: { state: 'failed', message: notAnEmail } });
      const send = async () => {
        await seenToPress();
        sight.set({ link: { state: 'sending' } });
        const connected = await connection.get();
        if (connected === null) return;
        const result = await createApi(connected).link({ ref, email });
        if (record() !== ref) return;
        sight.set({ link: result.ok ? { state: 'idle' } : { state: 'failed', message: oneLine(result.failure) } });
        if (result.ok) await client.resetQueries({ queryKey: leadKey(refKey(ref)) });
      };
      void send().catch(() => undefined);
    },
    connect: () => void browser.runtime.openOptionsPage(),
    collapse: () => link.collapse(),
    dock() {
      if (windowId !== null) void dock(windowId).then(() => link.collapse());
    },
    offForSite: () => link.offForSite(),
    setTab: (tab) => panel.getState().setTab(tab),
    setDraft(draft) {
      const ref = record();
      if (ref === null) return;
      panel.getState().setDraft(refKey(ref), draft);
      drafts.keep(refKey(ref), draft);
    },
    saw(section) {
      const ref = record();
      if (ref !== null) panel.getState().saw(refKey(ref), section);
    },
  };
}
