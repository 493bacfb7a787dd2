import { Socket } from 'node:net';
import pg from 'pg';
import type { Logger } from 'pino';
import * as z from 'zod';
import { recordRef } from '../../lib/contract/record.ts';
import { bounded } from '../db/bounded.ts';
import type { Reader } from '../db/reader.ts';
import { errorForLog } from '../log.ts';
import { readWorkspace } from '../workspaces/in-workspace.ts';
import { contextChannel } from './channel.ts';
import type { Hub } from './hub.ts';

const notice = z.tuple([z.uuid(), z.uuid(), z.int()]);
const firstWaitMs = 200;
const longestWaitMs = 10_000;
/** How often the connection is asked whether it lives: it only listens, and would never notice. */
const askEveryMs = 3_000;

type Deps = {
  pool: pg.Pool;
  reader: Reader;
  log: Logger;
  hub: Hub;
  /** What else is told between servers, by channel; also called after every connect, with null, for what was said meanwhile. */
  others?: Readonly<Record<string, (said: string | null) => void>>;
  now: () => number;
};

export type Listening = {
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Since when the database has not answered here, in epoch ms; null while it does. */
  silentSince: () => number | null;
};

/** One connection per process that hears of new context versions, comes back when it breaks, and then says so to everybody. */
export function listenFor({ pool, reader, log, hub, now, others = {} }: Deps): Listening {
  const patienceMs = pool.options.connectionTimeoutMillis ?? 0;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let silent: number | null = null;
  let stopped = true;

  const hear = async (payload: string | undefined) => {
    const said = notice.safeParse(JSON.parse(payload ?? 'null'));
    if (!said.success) return;
    const [workspaceId, leadId, version] = said.data;
    if (!hub.wanted(workspaceId)) return;
    const rows = await readWorkspace(reader, workspaceId, {
      name: 'live-refs',
      text: 'select crm, account, object, id from links where workspace_id = $1 and lead_id = $2 order by crm, account, object, id limit 20',
      values: [workspaceId, leadId],
    });
    const refs = rows.flatMap(([crm, account, object, id]) => recordRef.safeParse({ crm, account, object, id }).data ?? []);
    hub.publish(workspaceId, { leadId, version, refs });
  };

  const connect = async (wait: number): Promise<void> => {
    const socket = new Socket();
    const own = new pg.Client({ ...pool.options, application_name: 'leadside live', stream: () => socket });
    let asking: NodeJS.Timeout | undefined;
    const again = () => {
      clearTimeout(asking);
      if (client !== own && client !== undefined) return;
      if (!stopped && silent === null) silent = now();
      const delay = client === own ? firstWaitMs : wait;
      client = undefined;
      own.removeAllListeners('notification');
      own.end().catch(() => {});
      // Without a goodbye, which a dead wire would keep.
      socket.destroy();
      if (stopped || timer) return;
      timer = setTimeout(() => {
        timer = undefined;
        void connect(Math.min(delay * 2, longestWaitMs));
      }, delay).unref();
    };
    const ask = () => {
      asking = setTimeout(() => {
        own.query(bounded('select 1', patienceMs)).then(ask, (error: unknown) => {
          if (stopped || client !== own) return;
          log.warn({ error: errorForLog(error) }, 'the database has stopped answering; live updates begin anew');
          again();
        });
      }, askEveryMs).unref();
    };
    own.on('error', again);
    own.on('end', again);
    own.on('notification', ({ channel, payload }) => {
      const other = others[channel];
      if (other) return other(payload ?? null);
      hear(payload).catch((error: unknown) => {
        log.warn({ error: errorForLog(error) }, 'a live update was missed');
        hub.resync();
      });
    });
    try {
      await own.connect();
      for (const channel of [contextChannel, ...Object.keys(others)]) await own.query(`listen ${channel}`);
      if (stopped) {
        await own.end();
        return;
      }
      client = own;
      ask();
      if (silent !== null) log.info({ ms: now() - silent }, 'the database answers again');
      silent = null;
      // Whatever happened while nobody listened is unknown.
      hub.resync();
      for (const hear of Object.values(others)) hear(null);
    } catch (error) {
      log.warn({ error: errorForLog(error) }, 'live updates wait for the database');
      again();
    }
  };

  return {
    async start() {
      stopped = false;
      await connect(firstWaitMs);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      timer = undefined;
      const last = client;
      client = undefined;
      last?.removeAllListeners('end');
      await last?.end().catch(() => {});
    },
    silentSince: () => silent,
  };
}
