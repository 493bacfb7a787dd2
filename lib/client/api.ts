import './jitless.ts';
import { type LeadContext, leadContext } from '../contract/context.ts';
import type { Operation } from '../contract/disposition.ts';
import type { RecordRef } from '../contract/record.ts';
import { type LinkRequest, linked, type Saved, saved } from '../contract/routes.ts';
import { type Session, session } from '../contract/session.ts';
import { contextPath, oldestServerContract, paths, retryPath } from '../contract/wire.ts';
import type { Ask, NoReply, Reply, Target } from './exchange.ts';
import { type Result, readReply } from './failure.ts';
import { exchangeSignedIn } from './session/exchange-signed-in.ts';

/** `same` when the copy named by the ETag still stands. `text` is the context as it was sent, already checked. */
export type ContextAnswer = { kind: 'same' } | { kind: 'fresh'; context: LeadContext; text: string; etag: string | null };

export type Api = {
  session(): Promise<Result<Session>>;
  context(ref: RecordRef, etag: string | null, signal?: AbortSignal): Promise<Result<ContextAnswer>>;
  /** Safe to repeat: the server stores an operation once by its id. */
  send(operation: Operation): Promise<Result<Saved>>;
  /** Has the server try again to write a parked operation into the CRM. */
  deliverAgain(operationId: string): Promise<Result<true>>;
  link(request: LinkRequest): Promise<Result<{ leadId: string; created: boolean }>>;
};

type Send = (target: Target, ask: Ask) => Promise<Reply | NoReply>;

/** The typed client of one connection. Never rejects: what goes wrong is a `Failure`. */
export function createApi(target: Target, send: Send = exchangeSignedIn): Api {
  const { apiUrl } = target;
  const post = (path: string, value: unknown) => send(target, { method: 'POST', path, body: JSON.stringify(value) });
  return {
    session: async () =>
      readReply(apiUrl, await send(target, { method: 'GET', path: paths.session }), (json) => fits(session.safeParse(json))),
    context: async (ref, etag, signal) =>
      readContext(apiUrl, await send(target, { method: 'GET', path: contextPath(ref), etag, ...(signal ? { signal } : {}) })),
    send: async (operation) =>
      readReply(apiUrl, await post(routeOf(operation), operation), (json) => fits(saved.safeParse(json))),
    deliverAgain: async (operationId) => readReply(apiUrl, await post(retryPath(operationId), {}), () => true),
    link: async (request) => readReply(apiUrl, await post(paths.links, request), (json) => fits(linked.safeParse(json))),
  };
}

/** Reads the reply to a context request, also one that was sent before this module was loaded. */
export function readContext(apiUrl: string, reply: Reply | NoReply): Result<ContextAnswer> {
  // "Unchanged" from a server that went back to an older contract is no answer: what it keeps next would not be understood.
  const readable = reply.at === 'reply' && (reply.contract ?? oldestServerContract) >= oldestServerContract;
  if (readable && reply.status === 304) return { ok: true, value: { kind: 'same' }, reply };
  return readReply<ContextAnswer>(apiUrl, reply, (json) => {
    const context = fits(leadContext.safeParse(json));
    const sent = reply.at === 'reply' ? reply : null;
    return context === null ? null : { kind: 'fresh', context, text: sent?.text ?? '', etag: sent?.etag ?? null };
  });
}

export function routeOf(operation: Operation): string {
  if (operation.kind === 'attempt') return paths.attempts;
  return 'expected' in operation ? paths.dispositions : paths.feedback;
}

const fits = <T>(parsed: { success: true; data: T } | { success: false }): T | null => (parsed.success ? parsed.data : null);
