import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

type Answer = { id?: number; result?: unknown; error?: { message: string } };

/** The browser's own protocol. `ask` rejects with the browser's words. */
export type Protocol = {
  ask: <Result = unknown>(method: string, params?: object, sessionId?: string) => Promise<Result>;
  /** The value of an expression in an attached target. */
  evaluate: <Value>(sessionId: string, expression: string) => Promise<Value>;
};

/**
 * Speaks to a browser started with `--remote-debugging-pipe`, whose third and fourth descriptors are pipes. Nothing is
 * attached to but what is asked for: a test driver attaches to every frame and holds each one until it has answered, which
 * makes the frame of an extension later than it is for a rep.
 */
export function speakTo(browser: ChildProcess): Protocol {
  const [, , , ask, answers] = browser.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  let rest = '';
  answers.setEncoding('utf8');
  answers.on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const answer = JSON.parse(part) as Answer;
      if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    }
  });
  const protocol: Protocol = {
    ask<Result>(method: string, params: object = {}, sessionId?: string) {
      last += 1;
      const id = last;
      return new Promise<Result>((resolve, reject) => {
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result as Result);
        });
        ask.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      });
    },
    async evaluate<Value>(sessionId: string, expression: string) {
      const answer = await protocol.ask<{ result: { value: Value } }>(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        sessionId,
      );
      return answer.result.value;
    },
  };
  return protocol;
}
