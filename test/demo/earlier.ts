/** What a rep had already done with two of the leads, through the same routes the sidebar uses. */
import { randomUUID } from 'node:crypto';
import { paths } from '../../lib/contract/routes.ts';

type Op = { route: string; record: string; daysAgo: number; body: Record<string, unknown> };

const seen = { contextVersion: 0, sections: [], openedAt: null };
const attempt = (record: string, daysAgo: number, channel: string, outcome: string): Op => ({
  route: paths.attempts,
  record,
  daysAgo,
  body: { kind: 'attempt', channel, outcome },
});

const earlier: readonly Op[] = [
  { route: paths.dispositions, record: 'L-1008', daysAgo: 2.9, body: { kind: 'accept', expected: 0 } },
  attempt('L-1008', 2.9, 'call', 'no_answer'),
  attempt('L-1008', 2.8, 'email', 'sent'),
  attempt('L-1008', 1.2, 'linkedin', 'sent'),
  {
    route: paths.dispositions,
    record: 'L-1009',
    daysAgo: 60,
    body: { kind: 'recycle', expected: 0, reason: 'bad_timing', until: isoDate(30) },
  },
];

function isoDate(daysFromNow: number): string {
  return new Date(Date.now() + daysFromNow * 86_400_000).toISOString().slice(0, 10);
}

export async function recordEarlier(api: string, token: string, account: string): Promise<void> {
  for (const { route, record, daysAgo, body } of earlier) {
    const reply = await fetch(`${api}${route}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: randomUUID(),
        ref: { crm: 'custom', account, object: 'lead', id: record },
        at: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
        note: null,
        seen,
        ...body,
      }),
    });
    if (!reply.ok) throw new Error(`${route} for ${record} answered ${reply.status}: ${await reply.text()}`);
  }
}
