/** A door in front of the real API, on an address that stays: it passes everything on, and a test makes it misbehave. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault =
  /** Something else answers in the API's place. */
  | { answer: number; body: string; headers?: Record<string, string> }
  /** The API gets the request and acts on it; the connection breaks before the answer is through. */
  | 'lost'
  /** Passed on with other headers. */
  | { request?: Record<string, string>; reply?: Record<string, string> };

export type Gate = {
  url: string;
  /** Asked for each request, until `heal`; null passes it on. */
  fault(decide: (request: { method: string; path: string }) => Fault | null): void;
  heal(): void;
  /** Nothing listens any more, and every open connection breaks. */
  shut(): Promise<void>;
  /** Listens again on the same port. */
  reopen(): Promise<void>;
  /** Requests so far whose `METHOD /path` begins like this. */
  count(start: string): number;
};

export async function openGate(upstream: string): Promise<Gate> {
  let decide: Parameters<Gate['fault']>[0] | null = null;
  const seen: string[] = [];
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const asked = { method: incoming.method ?? '', path: incoming.url ?? '' };
    seen.push(`${asked.method} ${asked.path}`);
    const fault = decide?.(asked) ?? {};
    if (fault !== 'lost' && 'answer' in fault) {
      outgoing.writeHead(fault.answer, { 'content-type': 'application/json', ...fault.headers }).end(fault.body);
      return;
    }
    const changed = fault === 'lost' ? {} : fault;
    const onward = request(
      upstream + asked.path,
      { method: asked.method, headers: { ...incoming.headers, ...changed.request } },
      (reply) => {
        if (fault === 'lost') return void reply.resume().on('end', () => outgoing.destroy());
        outgoing.writeHead(reply.statusCode ?? 502, { ...reply.headers, ...changed.reply });
        reply.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  };
  let server = createServer(serve);
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    fault(next) {
      decide = next;
    },
    heal() {
      decide = null;
    },
    async shut() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    async reopen() {
      server = createServer(serve);
      await listen(port);
    },
    count: (start) => seen.filter((line) => line.startsWith(start)).length,
  };
}
