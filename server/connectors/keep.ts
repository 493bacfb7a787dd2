import { createHash } from 'node:crypto';
import type { CrmTarget } from './connector.ts';

/** One connection as a key that holds no secret; a changed secret or setting is another connection. */
export function connectionKey({ workspaceId, baseUrl, secret, settings }: CrmTarget): string {
  return createHash('sha256')
    .update(JSON.stringify([workspaceId, baseUrl, secret, settings]))
    .digest('base64url');
}

/** What a CRM said and will say again, in memory alone: the oldest goes when it is full. */
export class Keep<T> {
  readonly #held = new Map<string, T>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    return this.#held.get(key);
  }

  set(key: string, value: T): T {
    const oldest = this.#held.keys().next().value;
    if (this.#held.size >= this.#most && oldest !== undefined) this.#held.delete(oldest);
    this.#held.set(key, value);
    return value;
  }

  /** What is held under `key`, found once. */
  async once(key: string, find: () => Promise<T>): Promise<T> {
    const held = this.#held.get(key);
    return held === undefined ? this.set(key, await find()) : held;
  }
}
