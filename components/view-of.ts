/** Which of the sidebar's states is true: from what the ports know to the one view that is drawn. */
import type { Failure } from '../lib/client/failure.ts';
import { sentence } from '../lib/client/sentence.ts';
import type { LeadContext } from '../lib/contract/context.ts';
import type { RecordRef } from '../lib/contract/record.ts';
import type { Conflict, Freshness, Retries, View, Write } from './view.ts';

export type Sight = {
  /** `reading` until the device has said; `broken` when the browser lets nothing be stored. */
  connection: 'reading' | 'none' | 'broken' | 'connected';
  apiUrl: string;
  record: RecordRef | null;
  lead: { context: LeadContext; fetchedAt: number } | null;
  /** A request for the lead is under way. */
  asking: boolean;
  /** What the last answer was, when it was not the lead. */
  failure: Failure | null;
  writes: readonly Write[];
  conflict: Conflict | null;
  retries: Retries;
  /** What the rep did anywhere and the server does not have yet. */
  unsent: number;
  link: { state: 'idle' } | { state: 'sending' } | { state: 'failed'; message: string };
};

export function viewOf(sight: Sight): View {
  if (sight.connection === 'broken')
    return {
      kind: 'error',
      message: 'The browser does not let Leadside store anything on this device.',
      fix: 'Allow site data for extensions, or use another browser profile.',
      requestId: null,
    };
  if (sight.connection === 'none') return { kind: 'first_run', unsent: sight.unsent };
  if (sight.record === null) return { kind: 'no_record' };
  if (sight.connection === 'reading') return { kind: 'loading' };
  const { failure, lead } = sight;
  if (failure === null || failure.kind === 'aborted') {
    if (lead === null) return { kind: 'loading' };
    return leadView(sight, lead, { kind: sight.asking ? 'refreshing' : 'fresh', since: lead.fetchedAt });
  }
  const final = finalView(sight, failure, sight.record);
  if (final !== null) return final;
  if (lead === null) return failedView(sight, failure);
  const because = staleBecause(failure);
  const { message, fix } = sentence(failure);
  // The bar begins with being offline itself.
  const told = because === 'offline' ? fix : `${message} ${fix}`;
  return leadView(sight, lead, { kind: 'stale', since: lead.fetchedAt, because, message: told });
}

function leadView(sight: Sight, lead: { context: LeadContext }, freshness: Freshness): View {
  const { writes, conflict, retries } = sight;
  return { kind: 'lead', context: lead.context, freshness, writes, conflict, retries };
}

/** What was chosen on this record and is not on the server. One that met another's choice is answered when there is a lead again. */
function unsaved({ writes, conflict }: Sight): Write[] {
  const because = 'Somebody else decided on this lead too. You choose once it is shown again.';
  const waiting: Write[] = conflict === null ? [] : [{ operation: conflict.mine, state: 'failed', because, undoUntil: null }];
  return [...writes.filter(({ state }) => state !== 'saved'), ...waiting];
}

/** Failures that end what is on screen, whatever copy there is: it is not for this person, not there, or not readable. */
function finalView(sight: Sight, failure: Failure, ref: RecordRef): View | null {
  switch (failure.kind) {
    case 'signed_out':
      if (failure.because === 'expired' && sight.lead !== null) return null;
      return { kind: 'signed_out', because: failure.because, why: failure.why, unsent: sight.unsent };
    case 'forbidden':
      return { kind: 'forbidden', message: failure.message };
    case 'no_lead':
      return { kind: 'unknown_record', ref, because: failure.because, link: sight.link };
    case 'erased':
      return { kind: 'erased', writes: unsaved(sight) };
    case 'restricted':
      return { kind: 'restricted', writes: unsaved(sight) };
    case 'server_too_old':
      return { kind: 'server_too_old', server: failure.server, needs: failure.needs };
    case 'client_too_old':
      return { kind: 'client_too_old' };
    default:
      return null;
  }
}

function failedView(sight: Sight, failure: Failure): View {
  const { message, fix } = sentence(failure);
  if (failure.kind === 'offline') return { kind: 'offline' };
  if (failure.kind === 'unreachable' || failure.kind === 'timeout') return { kind: 'unreachable', apiUrl: sight.apiUrl, message };
  const requestId = 'requestId' in failure ? failure.requestId : null;
  return { kind: 'error', message, fix, requestId };
}

function staleBecause(failure: Failure): 'offline' | 'unreachable' | 'signed_out' | 'error' {
  if (failure.kind === 'timeout') return 'unreachable';
  if (failure.kind === 'offline' || failure.kind === 'unreachable' || failure.kind === 'signed_out') return failure.kind;
  return 'error';
}
