import { hash } from 'node:crypto';
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
  { tokenId, name }: Principal,
  at: number,
  { leadId, record, purpose, result }: Pick<View, 'leadId' | 'record' | 'purpose' | 'result'>,
): View {
  return { at, viewer: tokenId, viewerName: name, leadId, record, purpose, result };
}

/** A place in a chain: the number of a row and its hash in hex. */
export type Link = { sequence: number; hash: string };

/** What the first row of a workspace is chained to. */
export function origin(workspaceId: string): Link {
  return { sequence: 0, hash: hash('sha256', workspaceId, 'hex') };
}

/** The link after `before`: SHA-256 over the hash before and every field of the row. JSON, so that no field can run into the next. */
export function next(before: Link, { at, viewer, viewerName, leadId, record, purpose, result }: View): Link {
  const sequence = before.sequence + 1;
  const text = JSON.stringify([before.hash, sequence, at, viewer, viewerName, leadId, record, purpose, result]);
  return { sequence, hash: hash('sha256', text, 'hex') };
}
