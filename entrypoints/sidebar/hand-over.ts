import { leadKey, leadQuery, paintCopy } from '../../lib/client/lead.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { refKey } from '../../lib/contract/wire.ts';
import type { AppParts } from './parts.ts';

/** The page handed over a record (or none): everything that has to happen, in the order that paints it soonest. */
export function handOver(parts: AppParts, ref: RecordRef | null): void {
  const { client, head, leadParts, sight, panel, deviceDrafts } = parts;
  document.documentElement.removeAttribute('data-unpaired');
  const before = sight.get();
  if (ref === null) {
    sight.set({ record: null });
    return;
  }
  const key = refKey(ref);
  if (before.record !== null && refKey(before.record) === key) return;
  const turn = before.turn + 1;
  performance.mark(`leadside:record:${turn}`);
  const { staleTime } = leadQuery(client, leadParts, ref);
  const updatedAt = client.getQueryState(leadKey(key))?.dataUpdatedAt ?? 0;
  if (typeof staleTime !== 'number' || Date.now() - updatedAt > staleTime)
    void head.begin(ref).copy.then((copy) => copy && paintCopy(client, key, copy));
  panel.getState().opened(key, new Date().toISOString());
  sight.set({ record: ref, turn, link: { state: 'idle' } });
  if (!(key in panel.getState().drafts))
    void deviceDrafts.load(key).then((draft) => draft && panel.getState().restoreDraft(key, draft));
}
