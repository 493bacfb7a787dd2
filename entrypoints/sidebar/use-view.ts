import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import type { View } from '../../components/view.ts';
import { viewOf } from '../../components/view-of.ts';
import { leadQuery } from '../../lib/client/lead.ts';
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
    failure: query.error ?? query.failureReason,
    writes: work.writes,
    conflict: work.conflict,
    unsent: box.entries.length + box.parked.length,
    link: seen.link,
  });
  return { view, key, turn: seen.turn, offsetMs: seen.offsetMs };
}
