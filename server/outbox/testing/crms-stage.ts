import { randomUUID } from 'node:crypto';
import { keyringFor } from '../../connections/keyring.ts';
import { setConnection } from '../../connections/store.ts';
import type { Connector, CrmWrite } from '../../connectors/connector.ts';
import { hubspot } from '../../connectors/hubspot.ts';
import { pipedrive } from '../../connectors/pipedrive.ts';
import { salesforce } from '../../connectors/salesforce.ts';
import type { World } from '../../connectors/testing/worlds.ts';
import { fileApp, type TestWorkspace } from '../../routes/testing/harness.ts';
import { inWorkspace } from '../../workspaces/in-workspace.ts';
import { replay } from '../by-hand.ts';
import { enqueue, nextDue } from '../jobs.ts';
import type { Oracle } from './oracle.ts';

const quarter = 15 * 60 * 1000;

/** The real app over fakes of the CRMs, and the outbox brought to its end. */
export async function crmsStage() {
  /** What stands between the outbox and a fake, by where that answers; else the connector itself. */
  const ways = new Map<string, Connector>();
  const connectors = Object.fromEntries(
    [salesforce, hubspot, pipedrive].map((connector): [string, Connector] => [
      connector.crm,
      { ...connector, write: (target, ...rest) => (ways.get(target.baseUrl) ?? connector).write(target, ...rest) },
    ]),
  );
  const made = await fileApp({ connectors });
  const { app, pool, clock } = made;
  const keyring = keyringFor({ keys: [Buffer.alloc(32, 7)], folder: null });

  async function connect(to: TestWorkspace, { target: { crm, account, baseUrl, secret, settings } }: World, as = account) {
    await setConnection({ pool, keyring, connectors, now: clock.now }, to.id, { crm, account: as, baseUrl, secret, settings });
  }

  /** One lead a record, and its writes in order, due now. */
  async function queue(to: TestWorkspace, writes: readonly CrmWrite[], account: string) {
    const leads = new Map<string, string>();
    await inWorkspace(pool, to.id, async (db) => {
      for (const write of writes) {
        const known = leads.get(write.ref.id);
        const leadId = known ?? randomUUID();
        leads.set(write.ref.id, leadId);
        if (!known) await db.query('insert into leads (workspace_id, id) values ($1, $2)', [to.id, leadId]);
        const mine = { ...write, ref: { ...write.ref, account } };
        await enqueue(db, { workspaceId: to.id, leadId, kind: 'accept', write: mine, runAt: clock.now, now: clock.now });
      }
    });
  }

  /** Rounds until nothing waits. Ten tries that all met a fault end with a person, who sends it again; answers what was. */
  async function untilDone(to: TestWorkspace, oracles: readonly Oracle[]): Promise<Set<string>> {
    const resent = new Set<string>();
    for (;;) {
      await app.outbox.round();
      const { rows } = await pool.query<{ id: string }>(
        `select operation_id as id from crm_jobs where state = 'parked' and workspace_id = $1`,
        [to.id],
      );
      for (const { id } of rows) {
        resent.add(id);
        for (const oracle of oracles) oracle.sentAgain(id);
        await replay(pool, to.id, id, 'an admin', clock.now);
      }
      const due = await nextDue(pool);
      if (due === null) return resent;
      clock.now = Math.max(due, clock.now + quarter);
    }
  }

  async function states(to: TestWorkspace) {
    const { rows } = await pool.query<{ state: string; n: number }>(
      'select state, count(*)::int as n from crm_jobs where workspace_id = $1 group by state',
      [to.id],
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  }

  return { ...made, ways, connect, queue, untilDone, states };
}
