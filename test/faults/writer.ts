/** A rep who never stops: chooses, waits for the answer, writes both into the ledger, and sends again what got no answer. */

import { routeOf } from '../../lib/client/api.ts';
import type { Operation } from '../../lib/contract/disposition.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import type { Saved } from '../../lib/contract/routes.ts';
import { contractVersion, headers as names } from '../../lib/contract/wire.ts';
import type { Ledger } from './ledger.ts';
import { accept, call, reopen, step } from './operations.ts';

export type Answer = { status: number; body: unknown };

/** One operation on its way; null when no answer came, whatever became of it. */
export async function post(url: string, token: string, operation: Operation): Promise<Answer | null> {
  try {
    const reply = await fetch(url + routeOf(operation), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        [names.contract]: String(contractVersion),
      },
      body: JSON.stringify(operation),
    });
    return { status: reply.status, body: await reply.json() };
  } catch {
    return null;
  }
}

type Known = { ref: RecordRef; version: number; open: boolean };

export type Writer = {
  /** Chooses until told to stop, or until nobody answers. Throws for an answer no rep should get. */
  write(url: string, token: string, stopped: () => boolean): Promise<void>;
};

/** Leads of this writer alone, so that each of its choices is the next one. */
export function writer(
  refs: readonly RecordRef[],
  ledger: Ledger,
  acked: () => void = () => undefined,
  refused: (status: number) => void = () => undefined,
): Writer {
  const leads: Known[] = refs.map((ref) => ({ ref, version: 0, open: true }));
  let turn = 0;
  let unanswered: Operation | null = null;

  const next = (): Operation => {
    const lead = leads[turn % leads.length] as Known;
    const kind = turn % 4;
    turn += 1;
    if (kind === 3) return step(lead.ref);
    if (kind === 2) return call(lead.ref);
    return lead.open ? accept(lead.ref, lead.version) : reopen(lead.ref, lead.version);
  };
  const heard = (operation: Operation, { context: { disposition } }: Saved) => {
    const lead = leads.find(({ ref }) => ref.id === operation.ref.id);
    if (lead) Object.assign(lead, { version: disposition.version, open: disposition.state === 'open' });
  };

  return {
    async write(url, token, stopped) {
      while (!stopped()) {
        const operation: Operation = unanswered ?? next();
        if (unanswered === null) ledger.submit(operation.id, operation);
        unanswered = operation;
        const answer = await post(url, token, operation);
        if (answer === null) return;
        // Not now (on its way down, or no room): no acknowledgement, and it is sent again.
        if (answer.status === 503 || answer.status === 507) {
          refused(answer.status);
          await new Promise((resolve) => setTimeout(resolve, 20));
          continue;
        }
        if (answer.status !== 200) throw new Error(`Answered ${answer.status}: ${JSON.stringify(answer.body)}`);
        ledger.ack('server', operation.id);
        heard(operation, answer.body as Saved);
        unanswered = null;
        acked();
      }
    },
  };
}
