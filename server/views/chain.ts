import { createHash, hash } from 'node:crypto';
import type { ViewPurpose } from '../../lib/contract/privacy.ts';
import type { Principal } from '../auth/authenticate.ts';

/** One time somebody was shown a lead. `at` is epoch ms; `record` is `links.view_key`, null where no record was named. */
export type View = {
  at: number;
  viewer: string;
  viewerName: string;
  leadId: string;
  record: string | null;
  purpose: ViewPurpose;
  /** The HTTP status. */
  result: number;
};

/** The row for what somebody is about to be shown. */
export function viewBy(
  { tokenId, name }: Pick<Principal, 'tokenId' | 'name'>,
  at: number,
  { leadId, record, purpose, result }: Pick<View, 'leadId' | 'record' | 'purpose' | 'result'>,
): View {
  return { at, viewer: tokenId, viewerName: name, leadId, record, purpose, result };
}

/** How a row begins in its page, as JSON without the bracket before it: when, and who. */
export function entryHead({ at, viewer, viewerName }: Pick<View, 'at' | 'viewer' | 'viewerName'>): string {
  return `${at},"${viewer}",${JSON.stringify(viewerName)}`;
}

/** A row in its page, as JSON: `[at, viewer, viewerName, leadId, record, purpose, result]`. */
export function entryOf(view: View): string {
  const { leadId, record, purpose, result } = view;
  return `[${entryHead(view)},"${leadId}",${record === null ? 'null' : `"${record}"`},"${purpose}",${result}]`;
}

/** A place in a chain: the number of the last row of a page, and the page's hash in hex. */
export type Link = { sequence: number; hash: string };

/** What the first page of a workspace is chained to. */
export function origin(workspaceId: string): Link {
  return { sequence: 0, hash: hash('sha256', workspaceId, 'hex') };
}

/** A page of the log: its rows from `first` to `last` as the JSON that is stored, and when it was written, epoch ms. */
export type Page = { first: number; last: number; at: number; entries: string };

/** The link after `before`: SHA-256 over the hash before and all of the page. The numbers first, so that no field can run into the next. */
export function next(before: Link, { first, last, at, entries }: Page): Link {
  const text = `${first} ${last} ${at} ${entries}`;
  return { sequence: last, hash: createHash('sha256').update(before.hash, 'hex').update(text).digest('hex') };
}
