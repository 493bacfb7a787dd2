import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { View } from '../../components/view.ts';
import { viewOf } from '../../components/view-of.ts';
import type { Failure } from '../../lib/client/failure.ts';
import { isNotShown, leadQuery } from '../../lib/client/lead.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { refKey } from '../../lib/contract/wire.ts';
import { writesOf } from '../../lib/outbox/writes.ts';
import type { AppParts } from './parts.ts';

const noRecord: RecordRef = { crm: 'custom', account: '-', object: 'lead', id: '-' };

/** Everything the sidebar is drawn from, as one view. */
export function useView(parts: AppParts) {
  const { client, leadParts, outbox, sight } = parts;
  const seen = useSyncExternalStore(sight.subscribe, sight.get);
  const box = useSyncExternalStore(outbox.subscribe, outbox.read);
  const { record, connection } = seen;
  const connected = connection === 'reading' || connection === 'broken' ? null : connection;
  const key = record === null ? null : refKey(record);
  const query = useQuery({
    ...leadQuery(client, leadParts, record ?? noRecord),
    // What the device holds is painted before it is known who is connected; asking waits for it.
    enabled: record !== null && (connected !== null || connection === 'reading'),
  });
  const unknown = useUnknown(key, query.error, query.data !== undefined);
  const work = useMemo(
    () => (key === null ? { writes: [], conflict: null } : writesOf(key, box.entries, box.passing)),
    [key, box],
  );
  const view: View = viewOf({
    connection:
      connected === null ? (connection === null ? 'none' : connection === 'broken' ? 'broken' : 'reading') : 'connected',
    apiUrl: connected?.apiUrl ?? '',
    record,
    lead: query.data ?? null,
    asking: query.isFetching,
    // Between two tries the last reason stands: a skeleton for as long as a server is down would say nothing.
    failure: query.error ?? query.failureReason ?? (query.data === undefined ? unknown : null),
    writes: work.writes,
    conflict: work.conflict,
    retries: seen.retries,
    unsent: box.entries.length + box.parked.length,
    link: seen.link,
  });
  return { view, key, turn: seen.turn, offsetMs: seen.offsetMs };
}

/**
 * The last answer "no lead is linked", "erased" or "restricted", for as long as nothing else was answered. The query forgets an error as soon as it
 * asks again (the window was focused, a stream came back), and the form the rep is typing an email in would go with it.
 */
function useUnknown(key: string | null, error: Failure | null, hasLead: boolean): Failure | null {
  const [last, setLast] = useState<{ key: string; failure: Failure } | null>(null);
  const kept = hasLead || last?.key !== key ? null : last;
  const next =
    error === null || key === null ? kept : error.kind === 'no_lead' || isNotShown(error) ? { key, failure: error } : null;
  // Kept while drawing, not after it: the screen in between would be the skeleton.
  if (next?.failure !== last?.failure || next?.key !== last?.key) setLast(next);
  return next?.failure ?? null;
}
