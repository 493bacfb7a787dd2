import type { Attempt } from './connector.ts';
import { Failure, later } from './failure.ts';
import { retryAfterMs } from './retry-after.ts';

export type Call = { method: string; url: string; headers: Record<string, string>; body?: string | undefined };
export type Answer = { status: number; headers: Headers; body: string };

/** Bytes of an answer that are read; a record with all its fields is far below. */
const mostBytes = 4_000_000;

/** Before a connection stands nothing can have arrived. */
const neverArrived = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * The network side of one call of a connector: each request of the CRM's own client goes through `send`, which ends it by
 * the attempt's signal, follows no redirect, reads no endless answer, and throws a `Failure` for what every CRM means
 * alike (no answer, a redirect, 408, 425, 429, 5xx). It remembers whether something may have been written.
 */
export class Exchange {
  /** The newest answer with a status below 500, as the clients do not all hand it on. */
  last: Answer | null = null;
  /** Whether a request that writes may have had its effect. */
  written = false;

  readonly #name: string;
  readonly #attempt: Attempt;

  constructor(name: string, attempt: Attempt) {
    this.#name = name;
    this.#attempt = attempt;
  }

  /** `writes` is false for a request that changes nothing although its method says so. */
  async send(call: Call, writes = call.method !== 'GET'): Promise<Answer> {
    const answer = await this.#fetch(call, writes);
    const { status, headers } = answer;
    this.last = answer;
    if (status >= 500) this.written ||= writes;
    if (status >= 300 && status < 400 && headers.has('location'))
      throw later(`${this.#name} sent us to another address, which is not followed: check the address of this connection.`);
    if (status === 429 || status === 408 || status === 425 || status >= 500)
      throw later(this.#pause(status), this.#wait(headers));
    if (status < 300) this.written ||= writes;
    return answer;
  }

  /** What was thrown, as the outcome of the call: a client's or our own failure to read an answer is one to try again. */
  outcomeOf(error: unknown) {
    const failure =
      error instanceof Failure
        ? error
        : later(`${this.#name} answered in a way Leadside does not understand; it is tried again.`);
    return failure.outcome.kind === 'later' ? { ...failure.outcome, unknown: this.written } : failure.outcome;
  }

  #pause(status: number): string {
    return status === 429
      ? `${this.#name} asked for a pause: too many requests.`
      : `${this.#name} has trouble of its own (${status}).`;
  }

  #wait(headers: Headers): number | null {
    return retryAfterMs(headers.get('retry-after') ?? headers.get('x-ratelimit-reset'), this.#attempt.now());
  }

  async #fetch(call: Call, writes: boolean): Promise<Answer> {
    const { signal } = this.#attempt;
    try {
      signal.throwIfAborted();
      const { method, headers, body } = call;
      const response = await fetch(call.url, { method, headers, body: body ?? null, signal, redirect: 'manual' });
      return { status: response.status, headers: response.headers, body: await textOf(response) };
    } catch (error) {
      const code = codeOf(error);
      if (!neverArrived.has(code)) this.written ||= writes;
      if (error instanceof Failure) throw error;
      if (signal.aborted) throw later(`${this.#name} did not answer in time.`);
      if (/CERT|SIGNATURE/.test(code)) throw later(`The certificate of ${this.#name} does not hold (${code}).`);
      throw later(`${this.#name} could not be reached.`);
    }
  }
}

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null;
  return typeof code === 'string' ? code : '';
}

async function textOf(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw later('The CRM sent an answer too large to read.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
