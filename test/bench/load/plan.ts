/** What is asked of the second process, and what it answers. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RecordRef } from '../../../lib/contract/record.ts';
import type { Waits } from './latencies.ts';

export const refOf = (lead: number | string): RecordRef => ({
  crm: 'custom',
  account: 'bench',
  object: 'lead',
  id: String(lead),
});
export const userOf = (lead: number): string => `person-${lead}`;

export type Plan = {
  url: string;
  ingest: string;
  reps: readonly string[];
  /** Leads 0 to this are read. */
  leads: number;
  /** Leads 0 to this get events; left out, all that are read. */
  eventLeads?: number;
  /** The first lead nobody has decided on yet. */
  freshFrom: number;
  seconds: number;
  eventsPerSecond: number;
  readsPerSecond: number;
  dispositionsPerSecond: number;
  /** Instead of the rest: so many queued dispositions, shared out among the reps, as fast as they are answered. */
  backlog: number;
  ledgers: { events: string; operations: string };
};
/** Waits in ms; those of events are of whole batches. */
export type Offered = { tookMs: number; stored: number; events: Waits; reads: Waits; dispositions: Waits };

export function offerFromOutside(plan: Plan): Promise<Offered> {
  const child = fork(fileURLToPath(new URL('./offer.ts', import.meta.url)), [], { execArgv: ['--import', 'tsx'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The second process ended with ${code}`)));
    child.once('message', ({ offered, failed }: { offered?: Offered; failed?: string }) => {
      child.disconnect();
      if (offered) resolve(offered);
      else reject(new Error(failed));
    });
    child.send(plan);
  });
}
