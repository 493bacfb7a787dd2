import { connect, type Socket } from 'node:net';

export type Heard = { status: number; headers: Record<string, string>; text: string };

const patienceMs = 10_000;

/** The answers in what a server has sent, as far as they are whole; `rest` is what is no whole answer yet. */
function answersIn(bytes: Buffer, bodiless: boolean, ended: boolean): { heard: Heard[]; rest: Buffer } {
  const heard: Heard[] = [];
  let rest = bytes;
  for (;;) {
    const head = rest.indexOf('\r\n\r\n');
    if (head < 0) return { heard, rest };
    const [first = '', ...lines] = rest.subarray(0, head).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? Number.NaN);
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const body = rest.subarray(head + 4);
    const done = (text: Buffer, after: Buffer) => {
      if (status >= 200) heard.push({ status, headers, text: text.toString('utf8') });
      rest = after;
    };
    const length = headers['content-length'];
    const none = Buffer.alloc(0);
    if (status < 200 || status === 204 || status === 304 || bodiless) done(none, body);
    else if (headers['content-type']?.startsWith('text/event-stream')) done(none, none);
    else if (length !== undefined) {
      if (body.length < Number(length)) return { heard, rest };
      done(body.subarray(0, Number(length)), body.subarray(Number(length)));
    } else if (headers['transfer-encoding'] === 'chunked') {
      const whole = unchunked(body);
      if (whole === null) return { heard, rest };
      done(whole.text, whole.after);
    } else if (ended) done(body, none);
    else return { heard, rest };
  }
}

function unchunked(body: Buffer): { text: Buffer; after: Buffer } | null {
  const parts: Buffer[] = [];
  let rest = body;
  for (;;) {
    const line = rest.indexOf('\r\n');
    if (line < 0) return null;
    const size = Number.parseInt(rest.subarray(0, line).toString('latin1'), 16);
    if (rest.length < line + 2 + size + 2) return null;
    parts.push(rest.subarray(line + 2, line + 2 + size));
    rest = rest.subarray(line + 2 + size + 2);
    if (size === 0) return { text: Buffer.concat(parts), after: rest };
  }
}

/** Of a connection that may be cut while its request is still worked on: when it begins, and when all of its requests are done. */
export type Rough = { begin: (port: number) => void; done: (port: number) => Promise<unknown> };

export type Line = {
  /** Sends bytes that are one whole request and waits for its answer. */
  ask: (bytes: Buffer, bodiless: boolean) => Promise<Heard[]>;
  /** Sends whatever it is on a connection of its own, piece by piece, hangs up, and waits for all that is answered. */
  shout: (pieces: readonly Buffer[], bodiless: boolean) => Promise<Heard[]>;
  close: () => void;
};

/** Bare sockets to a server: a client that is polite could not say most of what is to be said. */
export function lineTo(port: number, rough: Rough): Line {
  let kept: Socket | null = null;

  const listen = (socket: Socket, bodiless: boolean, untilEnd: boolean) =>
    new Promise<Heard[]>((resolve, reject) => {
      let bytes: Buffer = Buffer.alloc(0);
      const finish = (ended: boolean) => {
        const { heard } = answersIn(bytes, bodiless, ended);
        socket.removeAllListeners();
        socket.on('error', () => socket.destroy());
        socket.setTimeout(0);
        if (
          ended ||
          heard.some(({ headers }) => headers.connection === 'close' || headers['content-type']?.startsWith('text/event'))
        ) {
          socket.destroy();
          if (kept === socket) kept = null;
        }
        resolve(heard);
      };
      socket.on('data', (chunk) => {
        bytes = Buffer.concat([bytes, chunk]);
        const { heard } = answersIn(bytes, bodiless, false);
        const stream = heard.some(({ headers }) => headers['content-type']?.startsWith('text/event'));
        if (stream || (!untilEnd && heard.length > 0)) finish(false);
      });
      socket.on('end', () => finish(true));
      socket.on('close', () => finish(true));
      socket.on('error', () => finish(true));
      socket.setTimeout(patienceMs, () => {
        socket.destroy();
        reject(new Error(`No answer within ${patienceMs} ms; so far: ${bytes.toString('latin1').slice(0, 300)}`));
      });
    });

  return {
    ask(bytes, bodiless) {
      kept = kept === null || kept.destroyed ? connect({ port, host: '127.0.0.1', noDelay: true }) : kept;
      const answer = listen(kept, bodiless, false);
      kept.write(bytes);
      return answer;
    },
    async shout(pieces, bodiless) {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
      await new Promise((resolve) => socket.once('connect', resolve));
      const from = socket.localPort ?? 0;
      rough.begin(from);
      const answer = listen(socket, bodiless, true);
      for (const piece of pieces) await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
      socket.end();
      const heard = await answer;
      await rough.done(from);
      return heard;
    },
    close: () => kept?.destroy(),
  };
}
