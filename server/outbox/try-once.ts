import type { Logger } from 'pino';
import type { Keyring } from '../connections/keyring.ts';
import { type ConnectionRow, targetOf } from '../connections/targets.ts';
import type { WriteOutcome } from '../connectors/connector.ts';
import type { Connectors } from '../connectors/index.ts';
import { withoutWebhooks } from '../crm-read/webhooks/index.ts';
import { errorForLog } from '../log.ts';
import { StartupError } from '../startup-error.ts';
import type { Claimed } from './jobs.ts';

export type Means = {
  log: Logger;
  keyring: Keyring;
  connectors: Connectors;
  now: () => number;
  deadlineMs: number;
  /** The server stops. */
  stopping: AbortSignal;
};

/** A call that does not heed its signal is left to itself this long after. */
const graceMs = 2000;

const later = (because: string, unknown: boolean): WriteOutcome => ({ kind: 'later', because, retryAfterMs: null, unknown });

/** One call of a connector, which ends by the deadline whatever the connector does. Never rejects. */
export async function tryOnce(means: Means, job: Claimed, connection: ConnectionRow): Promise<WriteOutcome> {
  const { log, keyring, connectors, now } = means;
  const connector = connectors[job.crm];
  if (!connector) return later(`This server has no connector for ${job.crm}.`, false);
  const signal = AbortSignal.any([AbortSignal.timeout(means.deadlineMs), means.stopping]);
  let grace: NodeJS.Timeout | undefined;
  const late = new Promise<WriteOutcome>((resolve) => {
    signal.addEventListener('abort', () => {
      grace = setTimeout(() => resolve(later('The CRM did not answer in time.', true)), graceMs);
    });
  });
  try {
    const { secret, ...rest } = await targetOf(keyring, connection);
    const target = { ...rest, secret: withoutWebhooks(secret) };
    return await Promise.race([connector.write(target, job.write, { look: job.tries > 1, signal, now }), late]);
  } catch (error) {
    if (error instanceof StartupError) return { kind: 'signed_out', because: error.message };
    log.error({ crm: job.crm, operationId: job.operationId, error: errorForLog(error) }, 'a connector failed');
    return later('Leadside met a fault of its own; it tries again.', true);
  } finally {
    clearTimeout(grace);
  }
}
