/** A TCP proxy before Postgres that dies as wires do: nothing comes through any more, and nobody is told. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Wire = {
  /** The same database, over the wire. */
  over: (url: string) => string;
  /** Every connection open now is dead from here on; `all`: those that are opened later too, until `mend`. */
  die: (all?: 'all') => void;
  /** New connections pass again; the dead stay dead. */
  mend: () => void;
  /** How many connections died. */
  died: () => number;
  close: () => Promise<void>;
};

export async function openWire(): Promise<Wire> {
  let upstream = { host: '', port: 0 };
  let broken = false;
  let died = 0;
  const living = new Set<{ dead: boolean }>();
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const life = { dead: broken };
    living.add(life);
    const far = connect(upstream.port, upstream.host);
    const pass = (from: Socket, into: Socket) => {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (bytes) => {
        if (!life.dead) into.write(bytes);
      });
      from.on('error', () => into.destroy());
      from.on('close', () => {
        sockets.delete(from);
        living.delete(life);
        if (!life.dead) into.destroy();
      });
    };
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    over(url) {
      const at = new URL(url);
      upstream = { host: at.hostname, port: Number(at.port || 5432) };
      at.hostname = '127.0.0.1';
      at.port = String((server.address() as AddressInfo).port);
      return at.href;
    },
    die(all) {
      broken = all === 'all';
      for (const life of living) {
        if (!life.dead) died += 1;
        life.dead = true;
      }
    },
    mend() {
      broken = false;
    },
    died: () => died,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
