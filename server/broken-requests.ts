import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { headers as names } from '../lib/contract/routes.ts';
import { ApiError } from './routes/api-error.ts';
import { writeDirect } from './routes/direct.ts';
import { baseHeaders, type Reply, refusal } from './routes/reply.ts';

/** What is wrong with what never became a request, by the code of Node's HTTP parser. */
const sentences: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'The headers of the request are too long.',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'The chunks of the request have too many extensions.',
  ERR_HTTP_REQUEST_TIMEOUT: 'The request took too long to arrive.',
};

/** The contract's refusal of a request that cannot be read as one. It is asked before anybody is known, and no route is. */
export function brokenRequest(message = 'This is not a request of HTTP/1.1.'): Reply {
  const requestId = randomUUID();
  // No word on the time: the app's clock is not ours to read.
  const { [names.now]: _now, ...base } = baseHeaders(requestId, 0);
  return refusal(new ApiError('bad_request', { message }), requestId, base);
}

/**
 * How long an idle connection is held, in ms. Longer than those who ask hold theirs, load balancers first of all (60 s by default in
 * front of most servers): else a request goes out on a connection that is being closed, and no answer comes. Node's own is 5 s.
 */
const heldIdleMs = 75_000;

/** A server that says what was wrong, as the contract words it, where Node would answer a number without a word. */
export function serverOf(listener: RequestListener): Server {
  const refuse = (outgoing: ServerResponse, message: string) => {
    outgoing.setHeader('connection', 'close');
    writeDirect(outgoing, brokenRequest(message));
  };
  const server = createServer(
    { requireHostHeader: false, keepAliveTimeout: heldIdleMs },
    (incoming: IncomingMessage, outgoing: ServerResponse) => {
      const { host } = incoming.headers;
      if (host === undefined) refuse(outgoing, 'The request does not say for which host it is.');
      else if (!URL.canParse(`http://${host}`)) refuse(outgoing, 'The host of the request is none.');
      else listener(incoming, outgoing);
    },
  );
  server.on('checkExpectation', (_incoming, outgoing) => refuse(outgoing, 'Only "100-continue" can be expected.'));
  const broken = new WeakSet<Duplex>();
  server.on('clientError', (error: Error & { code?: string }, socket) => {
    const end = () => {
      const answer = answerUnderWay(socket);
      // What came whole before it is being done: whoever sent it must not hear the refusal of what came behind as its answer.
      if (error.code?.startsWith('HPE_') && answer?.req.complete && (answer.writableEnded || !answer.headersSent))
        return void answer.once('close', end);
      if (error.code !== 'ECONNRESET' && socket.writable)
        socket.write(wholeOf(brokenRequest(sentences[error.code ?? '']), socket));
      socket.destroy(error);
    };
    // More of the same is broken as well, and waits already.
    if (broken.has(socket)) return;
    broken.add(socket);
    end();
  });
  return server;
}

/** Node keeps it here, and has no other way to tell. */
const answerUnderWay = (socket: Duplex) => (socket as { _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;

/** An answer as it goes over a socket that has no response to write it to; nothing where another answer was begun. */
function wholeOf({ status, headers, body }: Reply, socket: Duplex): string {
  if (answerUnderWay(socket)?.headersSent) return '';
  const text = typeof body === 'string' ? body : '';
  const all = { ...headers, 'content-length': String(Buffer.byteLength(text)), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`;
}
