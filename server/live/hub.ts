import type { LiveUpdate } from '../../lib/contract/routes.ts';

/** One open stream. `allowed` is asked again and again: a stream ends when its token does. */
export type Listener = { workspaceId: string; tokenId: string; allowed: () => Promise<boolean> };

/** Hands new context versions to the open streams of their workspace. */
export type Hub = {
  open: (listener: Listener) => ReadableStream<Uint8Array>;
  /** Whether anybody of this workspace is listening: else nothing needs to be looked up. */
  wanted: (workspaceId: string) => boolean;
  publish: (workspaceId: string, update: LiveUpdate) => void;
  /** Tells everybody that updates may have been missed. */
  resync: () => void;
  /** Ends the streams of this token or session, unless it still opens. */
  recheck: (tokenId: string) => void;
  size: () => number;
  close: () => void;
};

const heartbeatMs = 20_000;
/** A reader this many chunks behind is gone or too slow: it is ended and comes back with a fresh start. */
const backlog = 256;

const encoder = new TextEncoder();
const chunk = (text: string) => encoder.encode(text);
const comment = chunk(': \n\n');
const missed = chunk('event: resync\ndata: {}\n\n');

export function hubFor(): Hub {
  type Open = Listener & { controller: ReadableStreamDefaultController<Uint8Array> };
  const streams = new Set<Open>();
  let timer: NodeJS.Timeout | undefined;

  const end = (stream: Open) => {
    if (!streams.delete(stream)) return;
    if (streams.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    try {
      stream.controller.close();
    } catch {
      // The reader was gone already.
    }
  };
  const send = (stream: Open, bytes: Uint8Array) => {
    if ((stream.controller.desiredSize ?? -backlog) <= -backlog) end(stream);
    else stream.controller.enqueue(bytes);
  };
  const check = (stream: Open) => {
    stream.allowed().then(
      (still) => still || end(stream),
      () => {},
    );
  };
  const beat = () => {
    for (const stream of streams) {
      send(stream, comment);
      check(stream);
    }
  };

  return {
    open(listener) {
      let stream: Open | undefined;
      return new ReadableStream<Uint8Array>({
        start(controller) {
          stream = { ...listener, controller };
          streams.add(stream);
          timer ??= setInterval(beat, heartbeatMs).unref();
          controller.enqueue(comment);
        },
        cancel() {
          if (stream) end(stream);
        },
      });
    },
    wanted: (workspaceId) => [...streams].some((stream) => stream.workspaceId === workspaceId),
    publish(workspaceId, update) {
      const bytes = chunk(`event: context\nid: ${update.version}\ndata: ${JSON.stringify(update)}\n\n`);
      for (const stream of streams) if (stream.workspaceId === workspaceId) send(stream, bytes);
    },
    resync() {
      for (const stream of streams) send(stream, missed);
    },
    recheck(tokenId) {
      for (const stream of streams) if (stream.tokenId === tokenId) check(stream);
    },
    size: () => streams.size,
    close() {
      for (const stream of streams) end(stream);
    },
  };
}
