import { EventSourceParserStream } from 'eventsource-parser/stream';
import { beforeAll, expect, test, vi } from 'vitest';
import { liveUpdate } from '../../lib/contract/routes.ts';
import { event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';

const { app, workspace, send, pool } = await fileApp();
let acme: TestWorkspace;
let other: TestWorkspace;
beforeAll(async () => {
  acme = await workspace('Acme');
  other = await workspace('Other');
  await app.start();
});

/** An open stream; `seen` fills as events come. */
async function listen(token: string) {
  const response = await app.fetch(new Request('http://x/v1/live', { headers: { authorization: `Bearer ${token}` } }));
  expect(response.headers.get('content-type')).toMatch('text/event-stream');
  const seen: { event?: string | undefined; id?: string | undefined; data: string }[] = [];
  void response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .pipeTo(new WritableStream({ write: (message) => void seen.push(message) }));
  return { seen };
}

test('a new version reaches the streams of its workspace and no other', async () => {
  const [mine, theirs] = await Promise.all([listen(acme.rep), listen(other.rep)]);
  await send(acme, [identify('ann', '1')]);
  await vi.waitFor(() => expect(mine.seen.length).toBeGreaterThan(0), 10_000);
  const [message] = mine.seen;
  const update = liveUpdate.parse(JSON.parse(message?.data ?? ''));
  expect(message).toMatchObject({ event: 'context', id: String(update.version) });
  expect(update.refs).toEqual([hubspot('1')]);
  await send(other, [identify('bob', '2')]);
  await vi.waitFor(() => expect(theirs.seen.length).toBeGreaterThan(0), 10_000);
  expect(theirs.seen.map(({ data }) => liveUpdate.parse(JSON.parse(data)).refs[0]?.id)).not.toContain('1');
});

test('when the listening connection breaks, streams are told to ask again, and updates go on', async () => {
  const stream = await listen(acme.rep);
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'leadside live' and datname = current_database()`,
  );
  await vi.waitFor(() => expect(stream.seen.map(({ event }) => event)).toContain('resync'), 10_000);
  await send(acme, [event('page', { userId: 'ann', name: 'Back' })]);
  await vi.waitFor(() => expect(stream.seen.at(-1)?.event).toBe('context'), 10_000);
});
