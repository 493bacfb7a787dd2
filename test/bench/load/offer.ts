/**
 * The second process: offers a load and measures how it is answered. Requests are sent at their times whether or not earlier ones
 * were answered, and each wait counts from the time it was meant for.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { contextPath, paths } from '../../../lib/contract/wire.ts';
import { type Ledger, openLedger } from '../../faults/ledger.ts';
import { accept } from '../../faults/operations.ts';
import { waits } from './latencies.ts';
import { type Offered, type Plan, refOf, userOf } from './plan.ts';

const perBatch = 20;
const tickMs = 2;
const patienceMs = 60_000;
const agents = { read: new Agent({ keepAlive: true, maxSockets: 256 }), write: new Agent({ keepAlive: true, maxSockets: 256 }) };

type Asked = { url: string; path: string; token: string; body?: string };
type Answer = { status: number; retryAfter: number; text: string };

/** Status 0: no answer came. */
function ask({ url, path, token, body }: Asked): Promise<Answer> {
  return new Promise((resolve) => {
    const none = () => resolve({ status: 0, retryAfter: 1, text: '' });
    const asked = request(
      url + path,
      {
        method: body === undefined ? 'GET' : 'POST',
        agent: body === undefined ? agents.read : agents.write,
        timeout: patienceMs,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          if (body !== undefined) text += part;
        });
        answer.on('error', none);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, retryAfter: Number(answer.headers['retry-after'] ?? 1), text }),
        );
      },
    );
    asked.on('error', none).on('timeout', () => asked.destroy());
    asked.end(body);
  });
}

/** Calls `send` at an even pace and answers when the last one was answered. `send` gets its number and its time. */
async function pace(perSecond: number, seconds: number, send: (n: number, at: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const total = Math.round(perSecond * seconds);
  const open = new Set<Promise<void>>();
  for (let next = 0; next < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * perSecond) / 1000) + 1);
    for (; next < due; next += 1) {
      const one: Promise<void> = send(next, began + (next * 1000) / perSecond).finally(() => open.delete(one));
      open.add(one);
    }
    await wait(tickMs);
  }
  await Promise.all(open);
}

const any = (count: number) => Math.floor(Math.random() * count);

function eventOf(leads: number): Record<string, unknown> & { messageId: string } {
  const page = any(200);
  return {
    type: 'page',
    messageId: randomUUID(),
    userId: userOf(any(leads)),
    timestamp: new Date().toISOString(),
    name: `Page ${page}`,
    properties: { url: `https://www.example.com/page-${page}`, title: `Page ${page}` },
    // Kept with every event of a batch: said here, what is stored is what was sent.
    context: {},
  };
}

async function offer(plan: Plan): Promise<Offered> {
  const { url, seconds, reps, leads } = plan;
  const books = { events: waits(), reads: waits(), dispositions: waits() };
  const ledgers: { events: Ledger; operations: Ledger } = {
    events: openLedger(plan.ledgers.events, { durable: false }),
    operations: openLedger(plan.ledgers.operations, { durable: false }),
  };
  let stored = 0;
  const began = performance.now();

  const batch = async (_n: number, at: number) => {
    const events = Array.from({ length: perBatch }, () => eventOf(plan.eventLeads ?? leads));
    for (const event of events) ledgers.events.submit(event.messageId, event);
    const answer = await ask({ url, path: '/v1/batch', token: plan.ingest, body: JSON.stringify({ batch: events }) });
    books.events.add(performance.now() - at, answer.status);
    if (answer.status !== 200) return;
    stored += (JSON.parse(answer.text) as { stored: number }).stored;
    for (const { messageId } of events) ledgers.events.ack('server', messageId);
  };
  const read = async (n: number, at: number) => {
    const { status } = await ask({ url, path: contextPath(refOf(any(leads))), token: reps[n % reps.length] ?? '' });
    books.reads.add(performance.now() - at, status);
  };
  /** One lead each, so that every choice is the first on its lead. */
  const decide = async (lead: number, token: string, at: number) => {
    const operation = accept(refOf(lead), 0);
    ledgers.operations.submit(operation.id, operation);
    for (let from = at; ; from = performance.now()) {
      const answer = await ask({ url, path: paths.dispositions, token, body: JSON.stringify(operation) });
      books.dispositions.add(performance.now() - from, answer.status);
      if (answer.status === 200) ledgers.operations.ack('server', operation.id);
      // As the extension does: sent again when the server says when.
      if (![0, 429, 503, 507].includes(answer.status)) return;
      await wait(answer.retryAfter * 1000);
    }
  };
  const returning = async (rep: number, each: number) => {
    for (let n = 0; n < each; n += 1) await decide(plan.freshFrom + rep * each + n, reps[rep] ?? '', performance.now());
  };

  const { backlog } = plan;
  if (backlog > 0) {
    let over = false;
    const reading = (async () => {
      // Each rep looks at a lead every two seconds, until the last queue is empty.
      while (!over) await pace(reps.length / 2, 1, read);
    })();
    await Promise.all(reps.map((_, rep) => returning(rep, backlog / reps.length)));
    over = true;
    const drained = performance.now() - began;
    await reading;
    return close(drained);
  }
  await Promise.all([
    pace(plan.eventsPerSecond / perBatch, seconds, batch),
    pace(plan.readsPerSecond, seconds, read),
    pace(plan.dispositionsPerSecond, seconds, (n, at) => decide(plan.freshFrom + n, reps[n % reps.length] ?? '', at)),
  ]);
  return close(performance.now() - began);

  function close(tookMs: number): Offered {
    ledgers.events.close();
    ledgers.operations.close();
    return {
      tookMs,
      stored,
      events: books.events.sum(),
      reads: books.reads.sum(),
      dispositions: books.dispositions.sum(),
    };
  }
}

process.on('message', (plan: Plan) => {
  offer(plan).then(
    (offered) => process.send?.({ offered }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
