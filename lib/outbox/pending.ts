/** The sender with its real parts: the device's database, the API, a lock over all pages and the background. */
import { createApi } from '../client/api.ts';
import { type Connection, readConnection } from '../client/connection.ts';
import type { Newsroom } from '../client/news.ts';
import { joinNews } from '../client/news.ts';
import type { Saved } from '../contract/routes.ts';
import type { Entry } from './entry.ts';
import { drain, type Parts } from './sender.ts';
import { deviceStore } from './store.ts';

/** `saved` is called before the entry leaves the device, with the fresh context in the answer. */
export function realParts(
  news: Newsroom,
  saved: (entry: Entry, answer: Saved, connection: Connection) => void | Promise<void>,
): Parts {
  return {
    store: deviceStore,
    connection: readConnection,
    api: createApi,
    alone: (job) => navigator.locks.request('leadside:outbox', job),
    now: () => Date.now(),
    random: () => Math.random(),
    saved: async (entry, answer, connection) => {
      await saved(entry, answer, connection);
      news.tell({ about: 'saved', id: entry.id, key: entry.key, version: answer.context.version });
    },
    changed: () => news.tell({ about: 'outbox' }),
  };
}

/**
 * Sends what is unsent, for the background when no page is open; `woken` as for `drain`; `before` is done before each
 * one is sent. Answers in how many ms there is more to do, or null. Open pages hear of it by the news.
 */
export async function sendPending(woken: boolean, before: () => Promise<void>): Promise<number | null> {
  const news = joinNews(() => undefined);
  const parts = realParts(news, () => undefined);
  const api: Parts['api'] = (connection) => {
    const real = createApi(connection);
    return { send: (operation) => before().then(() => real.send(operation)) };
  };
  try {
    return await drain({ ...parts, api }, woken);
  } finally {
    news.close();
  }
}
