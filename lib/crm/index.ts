import type { CrmId, RecordAt } from '../contract/record.ts';
import type { Registered } from './adapter.ts';
import { adapters } from './adapters.ts';
import { none, readRecord } from './read.ts';

export type { Registered } from './adapter.ts';

/**
 * What an address names: a record, nothing, or "keep the record shown before". Decided from the address alone.
 *
 * Registered origins are asked first, in order, then the CRMs' own hosts. https only, except on an origin that was
 * registered with http; an address with credentials names nothing. Pure, and total: any string has an answer, and no
 * input makes it throw.
 */
export function recordAt(url: string, registered: readonly Registered[] = []): RecordAt {
  try {
    const at = new URL(url);
    const own = (Object.keys(adapters) as CrmId[]).map((crm) => ({ crm }));
    for (const source of [...registered, ...own]) {
      const found = readRecord(adapters[source.crm], at, source);
      if (found !== none) return found;
    }
  } catch {
    // Not an address.
  }
  return none;
}
