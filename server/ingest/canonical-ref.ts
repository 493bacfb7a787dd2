import type { RecordRef } from '../../lib/contract/record.ts';
import { adapters } from '../../lib/crm/adapters.ts';

/** A record as the sidebar will ask for it: account and id in the one form its CRM's addresses are read as. */
export function canonicalRef({ crm, account, object, id }: RecordRef): RecordRef {
  // An account that is an origin may end in a folder, whose case counts.
  const tenant = account.includes('://') ? account.replace(/\/+$/, '') : account.toLowerCase();
  // A custom CRM's ids are its own.
  if (crm === 'custom') return { crm, account: tenant, object, id };
  const form = adapters[crm].id;
  return { crm, account: tenant, object, id: form ? (form(id) ?? id) : id.toLowerCase() };
}
