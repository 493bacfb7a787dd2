import { Socket } from 'node:net';
import pg from 'pg';
import { codeOf } from '../startup-error.ts';
import { appRole, workspaceSetting } from './isolate.ts';

/** A prepared statement that reads: the name stands for the text on every connection. */
export type ReadStatement = { name: string; text: string; values: (string | null)[] };
/** Every value as the text Postgres sends. */
export type ReadRow = (string | null)[];

export type Reader = {
  /** Sees the rows of the workspace and no others. Rejects as a pool does. */
  read: (workspaceId: string, statement: ReadStatement) => Promise<ReadRow[]>;
  /** Waits for what is under way, then closes the connections. */
  end: () => Promise<void>;
};

type Line = {
  client: pg.Client;
  socket: Socket;
  ready: Promise<unknown>;
  /** Questions without an answer yet. */
  open: number;
  /** When the oldest of them was asked, or the last answer came. */
  heard: number;
  corked: boolean;
  /** The workspace the connection was told last. */
  workspaceId: string;
  /** Makes room for a new connection. */
  drop: () => void;
};

/** While one is held up by a slow answer the other goes on. */
const usual = { lines: 2, name: 'leadside read' };
/** Questions on one connection before the next one is used. */
const depth = 4;
const watchMs = 1_000;

const told = { name: 'workspace', text: `select set_config('${workspaceSetting}', $1, false)` };
const asText = { getTypeParser: () => (value: unknown) => value };

/**
 * Short reads over connections of their own, with the options of a pool: several questions are under way on one connection at
 * once, and those of one turn of the event loop leave in one packet. Opened when first needed, and again after a break.
 * Writers that have taken every connection of the pool do not hold reads up. Each statement is a transaction of its own.
 */
export function readerFor(options: pg.PoolConfig, { lines, name: applicationName } = usual): Reader {
  // pg's own timer for each question keeps the answer alive for long: one watch here stands for them all.
  const { query_timeout: patience = 0, ...rest } = options;
  const slots: (Line | undefined)[] = Array.from({ length: lines });
  let watch: NodeJS.Timeout | undefined;
  let ended = false;

  const look = () => {
    // A server that has stopped answering: the break fails every question on the line.
    for (const line of slots)
      if (line && line.open > 0 && patience > 0 && performance.now() - line.heard > patience) line.socket.destroy();
  };

  const connect = (slot: number): Line => {
    const socket = new Socket();
    const config = { ...rest, stream: () => socket, types: asText, pipeline: true, application_name: applicationName };
    const client = new pg.Client(config);
    const drop = () => {
      if (slots[slot] === line) slots[slot] = undefined;
    };
    const line: Line = {
      client,
      socket,
      ready: client.connect().then(() => client.query(`set role ${appRole}`)),
      open: 0,
      heard: performance.now(),
      corked: false,
      workspaceId: '',
      drop,
    };
    line.ready.catch(drop);
    client.on('error', drop).on('end', drop);
    slots[slot] = line;
    watch ??= setInterval(look, watchMs).unref();
    return line;
  };

  const choose = (): Line => {
    let best: Line | undefined;
    for (let slot = 0; slot < lines; slot++) {
      const line = slots[slot] ?? connect(slot);
      if (line.open < depth) return line;
      if (best === undefined || line.open < best.open) best = line;
    }
    return best ?? connect(0);
  };

  const cork = (line: Line) => {
    if (line.corked) return;
    line.corked = true;
    line.socket.cork();
    setImmediate(() => {
      line.corked = false;
      line.socket.uncork();
    });
  };

  /** Answers come in the order of questions, so what is said here holds for the next one and until something else is said. */
  const tell = (line: Line, workspaceId: string) => {
    if (line.workspaceId === workspaceId) return;
    line.workspaceId = workspaceId;
    line.client.query({ ...told, values: [workspaceId] }, (error) => {
      // Not heard: the connection would answer for the workspace before. Its policy would show nothing, but nothing is no answer.
      if (error) line.socket.destroy();
    });
  };

  return {
    async read(workspaceId, { name, text, values }) {
      if (ended) throw new Error('Cannot use a pool after calling end on the pool');
      const line = choose();
      if (line.open === 0) line.heard = performance.now();
      line.open += 1;
      try {
        await line.ready;
        return await new Promise<ReadRow[]>((resolve, reject) => {
          cork(line);
          tell(line, workspaceId);
          line.client.query<ReadRow>({ name, text, values, rowMode: 'array' }, (error, result) =>
            error ? reject(error) : resolve(result.rows),
          );
        });
      } catch (error) {
        // Postgres says that it ends a connection before it does: the next question must not meet it.
        if (codeOf(error)?.startsWith('57P')) line.drop();
        throw error;
      } finally {
        line.open -= 1;
        line.heard = performance.now();
      }
    },
    async end() {
      ended = true;
      clearInterval(watch);
      await Promise.all(slots.flatMap((line) => (line ? [line.ready.then(() => line.client.end()).catch(() => {})] : [])));
    },
  };
}
