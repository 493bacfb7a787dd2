import type { QueryConfig } from 'pg';

/** A question with a patience of its own, in ms, in place of its pool's; 0 leaves that. pg knows it, its types do not. */
export function bounded(text: string, patienceMs: number): QueryConfig {
  const patience = patienceMs > 0 ? { query_timeout: patienceMs } : {};
  return { text, ...patience };
}
