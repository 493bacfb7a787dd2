/** What one extension page tells the others: only what changed; each reads it for itself. `key` is a `refKey`. */
export type News =
  | { about: 'connection' }
  | { about: 'outbox' }
  /** An operation is on the server, and its lead's context has this version now. */
  | { about: 'saved'; id: string; key: string; version: number };

export type Newsroom = { tell: (news: News) => void; close: () => void };

/**
 * Joins the pages of this extension (every sidebar, the options page, the background). The channel is same-origin, so no
 * CRM page can hear it or speak on it; a page does not hear itself.
 */
export function joinNews(hear: (news: News) => void): Newsroom {
  const channel = new BroadcastChannel('leadside');
  channel.onmessage = (event: MessageEvent<News>) => hear(event.data);
  return { tell: (news) => channel.postMessage(news), close: () => channel.close() };
}
