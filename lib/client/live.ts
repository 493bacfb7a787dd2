import './jitless.ts';
import { createParser } from 'eventsource-parser';
import { type LiveUpdate, liveUpdate } from '../contract/routes.ts';
import { contractVersion, headers, paths } from '../contract/wire.ts';
import type { Target } from './exchange.ts';

/** One try to listen: resolves when the stream ended or could not be opened; `heard` tells whether anything came. */
export type Listen = (target: Target, signal: AbortSignal, tell: (event: Told) => void) => Promise<{ heard: boolean }>;
/** `refused`: the token does not open the stream any more. */
export type Told = { kind: 'open' } | { kind: 'context'; update: LiveUpdate } | { kind: 'resync' } | { kind: 'refused' };

/** Reads `/v1/live` by fetch, since an EventSource cannot send a token other than in its address. Never rejects. */
export const listen: Listen = async (target, signal, tell) => {
  let heard = false;
  const parser = createParser({
    maxBufferSize: 64 * 1024,
    onEvent({ event, data }) {
      if (event === 'resync') tell({ kind: 'resync' });
      if (event !== 'context') return;
      const update = liveUpdate.safeParse(parseJson(data));
      if (update.success) tell({ kind: 'context', update: update.data });
    },
  });
  try {
    const response = await fetch(target.apiUrl + paths.live, {
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
      headers: {
        authorization: `Bearer ${target.token}`,
        accept: 'text/event-stream',
        [headers.contract]: String(contractVersion),
      },
    });
    if (response.status === 401) tell({ kind: 'refused' });
    if (!response.ok || response.body === null) return { heard };
    tell({ kind: 'open' });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { heard };
      heard = true;
      parser.feed(value);
    }
  } catch {
    return { heard };
  }
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type LiveParts = {
  connection(): Promise<Target | null>;
  tell(event: Exclude<Told, { kind: 'open' }>): void;
  random(): number;
  after(ms: number, job: () => void): () => void;
  listen: Listen;
};

const firstWaitMs = 1000;
const longestWaitMs = 60_000;

/**
 * Keeps one stream open while it is wanted (the document is on screen) and comes back after it ends, waiting longer each
 * time nothing was heard. What was missed meanwhile is asked for: a stream that opens again tells `resync` first.
 */
export function keepListening(parts: LiveParts): { want(on: boolean): void } {
  let stop: AbortController | null = null;
  let cancel: (() => void) | null = null;
  let tries = 0;
  let before = false;
  const open = async () => {
    const mine = new AbortController();
    stop = mine;
    const target = await parts.connection().catch(() => null);
    if (mine.signal.aborted) return;
    if (target !== null) {
      const { heard } = await parts.listen(target, mine.signal, (event) => {
        if (event.kind !== 'open') return parts.tell(event);
        if (before) parts.tell({ kind: 'resync' });
        before = true;
      });
      tries = heard ? 0 : tries + 1;
    } else tries += 1;
    if (mine.signal.aborted) return;
    stop = null;
    const full = Math.min(firstWaitMs * 2 ** tries, longestWaitMs);
    cancel = parts.after(full / 2 + (full / 2) * parts.random(), () => void open());
  };
  return {
    want(on) {
      if (on === (stop !== null || cancel !== null)) return;
      stop?.abort();
      cancel?.();
      stop = null;
      cancel = null;
      if (on) void open();
    },
  };
}
