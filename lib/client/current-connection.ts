import { type Connection, readConnection } from './connection.ts';

/** The connection as one page knows it: read once, and again when another page changed it. */
export type CurrentConnection = {
  get(): Promise<Connection | null>;
  renew(): void;
};

export function currentConnection(read: () => Promise<Connection | null> = readConnection): CurrentConnection {
  let current = read();
  // Whoever asks handles the failure; nobody may have asked yet.
  current.catch(() => undefined);
  return {
    get: () => current,
    renew() {
      current = read();
      current.catch(() => undefined);
    },
  };
}
