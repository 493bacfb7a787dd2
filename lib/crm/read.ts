import type { RecordAt } from '../contract/record.ts';
import type { Adapter, Found, Source } from './adapter.ts';

export const none: RecordAt = { kind: 'none' };

/**
 * One adapter's answer for an address: on the CRM's own hosts, or, when an origin is given, on that origin alone.
 * Never throws: what cannot be read names nothing.
 */
export function readRecord(adapter: Adapter, url: URL, { crm, origin, ...described }: Source): RecordAt {
  try {
    let at = url;
    const host = adapter.hosts?.exec(at.host);
    let account = host?.groups?.account;
    if (at.username || at.password) return none;
    if (origin === undefined) {
      if (!host || at.protocol !== 'https:') return none;
    } else {
      const base = new URL(origin);
      const folder = base.pathname.replace(/\/+$/, '');
      if (!/^https?:$/.test(at.protocol) || base.origin !== at.origin || !`${at.pathname}/`.startsWith(`${folder}/`)) return none;
      at = new URL(url);
      at.pathname = at.pathname.slice(folder.length);
      account ??= base.origin + folder;
    }
    if (adapter.keep?.test(at.pathname)) return { kind: 'keep' };
    if (/\/(new|create|clone|duplicate)\/?$/i.test(at.pathname)) return none;

    const found = adapter.read?.(at, described) ?? readForms(adapter, at);
    const id = found?.id;
    account = found?.account ?? account;
    // The contract's limits; a control character could not be stored.
    if (found?.object && id && account && id.length <= 200 && account.length <= 200 && !/\p{Cc}/u.test(id))
      return { kind: 'record', ref: { crm, account, object: found.object, id } };
  } catch {
    // Broken percent-encoding, or an origin that is none.
  }
  return none;
}

function readForms({ forms, objects, id }: Adapter, at: URL): Found | undefined {
  for (const { match, part } of forms) {
    const said = match.exec(part ? part(at) : at.pathname)?.groups;
    if (said) {
      const raw = `${said.id}`;
      return { account: said.account, object: objects[`${said.object}`], id: id ? id(raw) : raw.toLowerCase() };
    }
  }
  return undefined;
}
