/** The HTTP side every fake CRM shares: one server, its faults, its ledger, and each request and answer held to the description. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answered, type Asked, Contract, type Description } from './contract.ts';
import { type Fault, noFaults } from './faults.ts';

/** One thing that changed in the CRM. `key` is the operation it carries, as external id or marker, where it carries one. */
export type Effect = { kind: string; record: string; key: string | null; values: Readonly<Record<string, unknown>> };

export type Json = Record<string, unknown>;
export type Reply = { status: number; body?: unknown; headers?: Record<string, string>; type?: string };
export type Question = {
  method: string;
  path: string;
  segments: string[];
  query: URLSearchParams;
  headers: Record<string, string>;
  /** The JSON of the body; an empty object where there is none. */
  json: Json;
  form: URLSearchParams;
};

export type Behaviour = {
  description: Description;
  answer: (question: Question) => Reply;
  /** How this CRM says that there were too many requests. */
  tooMany: (retryAfter: string | null) => Reply;
  /** Requests that change nothing although their method says so. */
  reads: (question: Question) => boolean;
};

export class Fake {
  readonly ledger: Effect[] = [];
  /** What was asked or answered against the description; empty when all is well. */
  readonly problems: string[] = [];
  readonly used = new Set<string>();
  readonly seen: { method: string; path: string; query: string; status: number | null }[] = [];
  /** Answers for the next requests in place of the CRM's own, for one class of errors at a time. */
  readonly next: (Reply | 'hang' | 'endless')[] = [];
  faults: (writes: boolean) => Fault = noFaults;
  /**
   * Told of a request that is left hanging, with all its text: whoever waits for it gives up then, so that no test waits
   * for a clock. Without it, or where it answers false, the connection is dropped instead.
   */
  onHang: ((text: string) => boolean) | null = null;
  url = '';
  readonly contract: Contract;
  readonly #behaviour: Behaviour;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
    this.contract = new Contract(behaviour.description);
    this.#server.keepAliveTimeout = 60_000;
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await askedBy(request);
    if (!asked) return;
    const question = questionOf(asked);
    const { operationId, problems } = this.contract.request(asked);
    this.problems.push(...problems);
    if (operationId !== null) this.used.add(operationId);
    const scripted = this.next.shift();
    const fault: Fault = scripted === undefined ? this.faults(!this.#behaviour.reads(question)) : { kind: 'none' };
    const note = (status: number | null) =>
      this.seen.push({ method: asked.method, path: asked.path, query: asked.query.toString(), status });
    if (scripted === 'hang') return void note(null);
    if (scripted === 'endless') return endless(response);
    if (fault.kind === 'reset') {
      note(null);
      request.socket.destroy();
      return;
    }
    const reply = scripted ?? this.#reply(question, fault);
    if (fault.kind === 'commit_then_silence') {
      note(null);
      if (!fault.hangs || !this.onHang?.(`${request.url} ${asked.body}`)) request.socket.destroy();
      return;
    }
    const answered = answeredBy(reply);
    note(answered.status);
    this.problems.push(...this.contract.answer(asked, answered));
    response.writeHead(answered.status, answered.headers).end(answered.body);
  }

  #reply(question: Question, fault: Fault): Reply {
    if (fault.kind === 'too_many') return this.#behaviour.tooMany(fault.retryAfter);
    if (fault.kind !== 'server_error') return this.#behaviour.answer(question);
    if (fault.after) this.#behaviour.answer(question);
    return { status: fault.status, type: 'text/html', body: '<html><body>upstream trouble</body></html>' };
  }
}

async function askedBy(request: IncomingMessage): Promise<Asked | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  const url = new URL(request.url ?? '/', 'http://fake');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks).toString(),
  };
}

function questionOf({ method, path, query, headers, body }: Asked): Question {
  const json = /json/.test(headers['content-type'] ?? '') && body !== '' ? JSON.parse(body) : {};
  const segments = path.split('/').slice(1).map(decodeURIComponent);
  return { method, path, segments, query, headers, json, form: new URLSearchParams(body) };
}

function answeredBy({ status, body, headers, type }: Reply): Answered {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const typed = body === undefined ? {} : { 'content-type': type ?? 'application/json;charset=UTF-8' };
  return { status, headers: { ...typed, ...headers }, body: text };
}

/** More than anybody should read, until the caller hangs up. */
function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = () => {
    while (!response.destroyed && response.write(' '.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}
