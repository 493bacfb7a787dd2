/** The server is killed while eight reps read: every answer they got is a row of the view log, and without a kill rows are exactly the answers. */
import type { Pool } from 'pg';
import { expect, test } from 'vitest';
import { contextPath } from '../../lib/contract/routes.ts';
import { listViews } from '../../server/views/list.ts';
import { verifyViews } from '../../server/views/verify.ts';
import { tell, times } from './figures.ts';
import { killedServer } from './killed-server.ts';
import { refOf } from './operations.ts';

const kills = times('READ_KILLS', 5);
const answersEach = 400;
const readers = 8;
const leads = 12;

const { desk, up, last: lastStart } = killedServer('read-kills', leads);

/** Answers read to their end, by the lead's record and the status. */
type Answers = Map<string, number>;

/** Reads on until the server is gone or `most` answers are there; `count` is told of each. */
async function reading(url: string, answers: Answers, count: () => boolean): Promise<void> {
  const known = new Map<string, string>();
  for (let turn = 0; ; turn += 1) {
    const id = String((turn * 5) % leads);
    // Half of the reads ask whether what they hold is still right.
    const etag = turn % 2 === 0 ? undefined : known.get(id);
    const headers = { authorization: `Bearer ${desk().token}`, ...(etag === undefined ? {} : { 'if-none-match': etag }) };
    try {
      const reply = await fetch(`${url}${contextPath(refOf(Number(id)))}`, { headers });
      await reply.arrayBuffer();
      if (reply.status !== 200 && reply.status !== 304) throw new Error(`A read was answered ${reply.status}`);
      known.set(id, reply.headers.get('etag') ?? '');
      const key = `${id} ${reply.status}`;
      answers.set(key, (answers.get(key) ?? 0) + 1);
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
    if (!count()) return;
  }
}

/** Rows of the view log, counted the same way. */
async function rowsOf(pool: Pool): Promise<Answers> {
  const rows: Answers = new Map();
  for (let before: number | null = null; ; ) {
    const { views, next } = await listViews(pool, desk().workspaceId, { viewer: null, before, limit: 500 });
    for (const { record, result } of views) {
      const key = `${record?.id} ${result}`;
      rows.set(key, (rows.get(key) ?? 0) + 1);
    }
    if (next === null) return rows;
    before = next;
  }
}
const sum = (counts: Answers) => [...counts.values()].reduce((all, one) => all + one, 0);

test(`${kills} kills under ${readers} readers, then none`, async () => {
  const answers: Answers = new Map();
  for (let kill = 1; kill <= kills; kill += 1) {
    const { url, server } = await up();
    const wanted = answersEach * kill;
    let struck = false;
    const count = () => {
      // In the midst of reading: the others have questions under way.
      if (sum(answers) >= wanted && !struck) {
        struck = true;
        server.child.kill('SIGKILL');
      }
      return true;
    };
    await Promise.all(Array.from({ length: readers }, () => reading(url, answers, count)));
    await server.ended;
  }
  const last = await lastStart();
  try {
    const before = await rowsOf(last.pool);
    const short = [...answers].filter(([key, count]) => (before.get(key) ?? 0) < count);
    expect(short, 'answers without a row').toEqual([]);
    const more: Answers = new Map();
    await Promise.all(Array.from({ length: readers }, () => reading(last.url, more, () => sum(more) < answersEach)));
    const after = await rowsOf(last.pool);
    const added = new Map([...after].map(([key, count]) => [key, count - (before.get(key) ?? 0)] as const));
    expect(new Map([...added].filter(([, count]) => count > 0))).toEqual(more);
    expect(await verifyViews(last.pool, desk().workspaceId)).toMatchObject({ kind: 'whole', rows: sum(after) });
    const unanswered = sum(before) - sum(answers);
    tell(
      'T-AUD',
      sum(answers) + sum(more),
      `reads: ${kills} kills, ${unanswered} rows whose answer was cut off, 0 answers without a row`,
    );
  } finally {
    await last.close();
  }
}, 600_000);
