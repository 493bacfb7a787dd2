import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import type { LeadContext } from '../contract/context.ts';
import type { RecordRef } from '../contract/record.ts';
import type { LiveUpdate } from '../contract/routes.ts';
import { refKey } from '../contract/wire.ts';
import { createApi, readContext } from './api.ts';
import type { Connection } from './connection.ts';
import type { Copies, Copy } from './copies.ts';
import { clockOffset, type NoReply, type Reply } from './exchange.ts';
import type { Failure } from './failure.ts';
import type { HeadStart } from './head-start.ts';

/** A lead's context as this page holds it. `fetchedAt` is epoch ms by the device. */
export type Lead = Copy;

export const leadKey = (key: string) => ['lead', key] as const;
const freshMs = 60_000;
const afterFailureMs = 20_000;
const tries = 3;
/** A wait the server names that is short enough to sit out before anything is shown. */
const shortMs = 5_000;

/** Failures that may pass without anybody doing anything. */
export function mayPass(failure: Failure): boolean {
  switch (failure.kind) {
    case 'offline':
    case 'unreachable':
    case 'timeout':
    case 'not_json':
    case 'rate_limited':
    case 'server_error':
    case 'bad_reply':
      return true;
    default:
      return false;
  }
}

/** The server says that what this device holds of the lead is not for this person, or not there, any more. */
export function endsCopy(failure: Failure): boolean {
  if (failure.kind === 'signed_out') return failure.because !== 'expired';
  return isNotShown(failure) || failure.kind === 'forbidden' || failure.kind === 'no_lead';
}

/** The person is not to be seen: a copy must not come back when the next question fails for another reason. */
export const isNotShown = (failure: Failure): boolean => failure.kind === 'erased' || failure.kind === 'restricted';

/** Holds the leads of one page, and lets go of what the server no longer shows. */
export function leadClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (failure, query) => {
        if (isNotShown(failure as unknown as Failure)) query.setState({ data: undefined, dataUpdatedAt: 0 });
      },
    }),
  });
}

/** Lets go of the lead the server says there is nothing to show of any more, wherever it lies, and asks again if it is on screen. */
export function letGo(client: QueryClient, copies: Copies, { leadId, refs }: LiveUpdate): void {
  for (const ref of refs) void copies.drop(refKey(ref));
  void client.resetQueries({
    queryKey: ['lead'],
    // One that holds nothing may be this one, restricted and then erased.
    predicate: ({ state }) => (state.data === undefined ? state.error !== null : (state.data as Lead).context.leadId === leadId),
  });
}

/** Asks again for a record that holds another version of its lead than the server has now, or was answered that there is nothing. */
export function catchUp(client: QueryClient, { version, refs }: LiveUpdate): void {
  for (const ref of refs) {
    const state = client.getQueryState<Lead>(leadKey(refKey(ref)));
    const behind = state?.data === undefined ? state?.error !== null : state.data.context.version !== version;
    if (state !== undefined && behind) void client.invalidateQueries({ queryKey: leadKey(refKey(ref)) });
  }
}

export type LeadParts = {
  connection(): Promise<Connection | null>;
  copies: Copies;
  head: HeadStart;
  /** The server's clock minus the device's, in ms. */
  clock(offsetMs: number): void;
  /** Which history the server's database is, and its clock in epoch ms. */
  epoch(epoch: string, serverNow: number): void;
  /** The person of this record was erased: what the device holds of them goes. Never rejects. */
  erased(key: string, failure: Failure): Promise<void>;
  /** The server shows this record's lead: what waited for that may be sent. */
  shows(key: string): void;
};

/** Asks for one lead. Throws a `Failure`, which is how the query library is told. */
async function ask(client: QueryClient, parts: LeadParts, ref: RecordRef, signal: () => AbortSignal): Promise<Lead> {
  const key = refKey(ref);
  const connection = await parts.connection();
  if (connection === null) throw { kind: 'aborted' } satisfies Failure;
  const api = createApi(connection);
  const started = parts.head.take(key);
  const early = started ? await started.reply : null;
  // What the server compares with: an early request named the device's copy, a later one what is on screen.
  const judged = early && started ? await started.copy : (client.getQueryData<Lead>(leadKey(key)) ?? null);
  let result = early ? readContext(connection.apiUrl, early) : await api.context(ref, judged?.etag ?? null, signal());
  // The copy the server judged is gone meanwhile: ask for all of it.
  if (result.ok && result.value.kind === 'same' && judged === null) result = await api.context(ref, null, signal());
  if (!result.ok) {
    if (endsCopy(result.failure)) await (result.failure.kind === 'signed_out' ? parts.copies.clear() : parts.copies.drop(key));
    if (result.failure.kind === 'erased') await parts.erased(key, result.failure);
    throw result.failure;
  }
  hearClock(parts, result.reply);
  parts.shows(key);
  const { receivedAt: fetchedAt, sentAt } = result.reply;
  // Something newer arrived while this was under way (the answer to a choice): the older answer came too late.
  const held = client.getQueryData<Lead>(leadKey(key));
  const version = result.value.kind === 'same' ? judged?.context.version : result.value.context.version;
  if (held && held.fetchedAt >= sentAt && held.context.version > (version ?? 0)) return held;
  if (result.value.kind === 'same') {
    if (judged === null) throw unchangedOfNothing;
    return { ...judged, fetchedAt };
  }
  const { context, text, etag } = result.value;
  void parts.copies.keep(key, connection.fingerprint, text, etag, fetchedAt);
  return { context, etag, fetchedAt };
}

const unchangedOfNothing: Failure = {
  kind: 'bad_reply',
  message: 'The server answered "unchanged" to a first question.',
  requestId: null,
};

function hearClock(parts: LeadParts, reply: Reply | NoReply): void {
  const offset = reply.at === 'reply' ? clockOffset(reply) : null;
  if (offset !== null) parts.clock(offset);
  if (reply.at === 'reply' && reply.epoch !== null) parts.epoch(reply.epoch, reply.serverNow ?? reply.receivedAt);
}

const toldToWait = (failure: Failure): number => (failure.kind === 'rate_limited' ? (failure.retryAfterMs ?? 0) : 0);

/** When a failure is worth another look, in ms: later for what passes, sooner for a record whose CRM is being asked. */
function askAgainMs(failure: Failure): number | false {
  if (failure.kind === 'no_lead') return failure.retryAfterMs ?? false;
  return mayPass(failure) ? Math.max(toldToWait(failure), afterFailureMs) : false;
}

/** The query of one record. Its key is the record, so an answer can only ever land on the record it was asked for. */
export function leadQuery(client: QueryClient, parts: LeadParts, ref: RecordRef) {
  return queryOptions<Lead, Failure, Lead, ReturnType<typeof leadKey>>({
    queryKey: leadKey(refKey(ref)),
    queryFn: (context) => ask(client, parts, ref, () => context.signal),
    staleTime: freshMs,
    gcTime: 30 * 60_000,
    networkMode: 'always',
    refetchOnWindowFocus: true,
    refetchOnReconnect: 'always',
    retry: (count, failure) => mayPass(failure) && toldToWait(failure) <= shortMs && count < tries,
    retryDelay: (count, failure) => toldToWait(failure) + 1000 * 2 ** count * (0.5 + Math.random() / 2),
    refetchInterval: ({ state }) => (state.error === null ? false : askAgainMs(state.error)),
    structuralSharing: false,
  });
}

/** Shows what the device holds, unless something newer is there already. */
export function paintCopy(client: QueryClient, key: string, copy: Copy): void {
  const held = client.getQueryData<Lead>(leadKey(key));
  if (held === undefined || held.fetchedAt < copy.fetchedAt)
    client.setQueryData<Lead>(leadKey(key), copy, { updatedAt: copy.fetchedAt });
}

/** The fresh context that came back with something the rep did: shown and kept without another request. */
export function takeFresh(client: QueryClient, copies: Copies, connection: Connection, key: string, context: LeadContext): void {
  const held = client.getQueryData<Lead>(leadKey(key));
  if (held && held.context.version > context.version) return;
  // The server names a version by its ETag; the next request asks for all of it, once.
  const lead: Lead = { context, etag: null, fetchedAt: Date.now() };
  client.setQueryData<Lead>(leadKey(key), lead);
  void copies.keep(key, connection.fingerprint, JSON.stringify(context), null, lead.fetchedAt);
}
