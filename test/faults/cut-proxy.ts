/** A TCP proxy that breaks what passes through it at a byte of the test's choosing. It knows nothing of HTTP. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * `fin` and `rst` end the connection after `at` bytes of that side; `hole` lets nothing more of that side through and says
 * nothing; `slow` lets one byte a second through after that.
 */
export type Cut = { side: 'request' | 'response'; at: number; how: 'fin' | 'rst' | 'hole' | 'slow' };

export type CutProxy = {
  url: string;
  /** From here on the bytes of both sides are counted anew, and cut by this once; null passes everything. */
  plan(cut: Cut | null): void;
  /** Whether the plan was carried out. */
  done(): boolean;
  /** Bytes of each side since the plan. */
  passed(): { request: number; response: number };
  close(): Promise<void>;
};

export async function openCutProxy(upstream: string): Promise<CutProxy> {
  const to = new URL(upstream);
  let cut: Cut | null = null;
  let done = false;
  let passed = { request: 0, response: 0 };
  const open = new Set<Socket>();
  const dripping = new Set<NodeJS.Timeout>();

  const end = (one: Socket, other: Socket, how: Cut['how']) => {
    for (const socket of [one, other]) {
      if (how === 'rst') socket.resetAndDestroy();
      else socket.end().destroySoon();
    }
  };
  const drip = (bytes: Buffer, into: Socket) => {
    let at = 0;
    const timer = setInterval(() => {
      if (at >= bytes.length || into.destroyed) clearInterval(timer);
      else into.write(bytes.subarray(at, ++at));
    }, 1000);
    dripping.add(timer);
  };
  const pass = (side: Cut['side'], from: Socket, into: Socket) => {
    let stuck = false;
    from.on('data', (bytes: Buffer) => {
      if (stuck) return;
      const before = passed[side];
      passed[side] += bytes.length;
      if (cut === null || done || cut.side !== side || before + bytes.length < cut.at) return void into.write(bytes);
      done = true;
      const [whole, rest] = [bytes.subarray(0, cut.at - before), bytes.subarray(cut.at - before)];
      if (whole.length > 0) into.write(whole);
      const { how } = cut;
      if (how === 'fin' || how === 'rst') return end(into, from, how);
      stuck = true;
      if (how === 'slow') drip(rest, into);
    });
    from.on('error', () => into.destroy()).on('close', () => into.destroy());
  };
  const server = createServer((client) => {
    const onward = connect(Number(to.port), to.hostname);
    for (const socket of [client, onward]) {
      open.add(socket.setNoDelay(true));
      socket.on('close', () => open.delete(socket));
    }
    pass('request', client, onward);
    pass('response', onward, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plan(next) {
      cut = next;
      done = false;
      passed = { request: 0, response: 0 };
    },
    done: () => done,
    passed: () => passed,
    async close() {
      for (const timer of dripping) clearInterval(timer);
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
