import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverOf } from './broken-requests.ts';
import { fileApp, hubspot, identify, type TestWorkspace } from './routes/testing/harness.ts';
import { listenerOf } from './start.ts';

const { app, workspace, send, read, pool } = await fileApp();
let acme: TestWorkspace;
/** What a request waits for before its route is looked for. */
let held: (incoming: IncomingMessage) => Promise<unknown> = async () => undefined;
const answers: Promise<Response>[] = [];
const server = serverOf(
  listenerOf({
    direct: () => false,
    fetch(request, env) {
      const { incoming } = env as { incoming: IncomingMessage };
      const answer = held(incoming).then(() => app.fetch(request, env));
      answers.push(answer);
      return answer;
    },
  }),
);
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  acme = await workspace();
});
afterAll(() => server.closeAllConnections());

async function leadCalled(name: string): Promise<string> {
  await send(acme, [identify(name, name)]);
  const { rows } = await pool.query<{ id: string }>('select lead_id as id from links where id = $1', [name]);
  return rows[0]?.id ?? '';
}
const erase = (lead: string, header: string) =>
  `DELETE /v1/leads/${lead} HTTP/1.1\r\nhost: leadside.test\r\nauthorization: Bearer ${acme.admin}\r\n${header}\r\n\r\n`;
const there = async (name: string) => (await read(acme, hubspot(name))).status === 200;

/** The status of everything that is answered until the server hangs up; an empty last piece says that nothing more comes. */
async function said(...pieces: string[]): Promise<number[]> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  await once(socket, 'connect');
  let text = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    text += part;
  });
  const ended = once(socket, 'end');
  for (const piece of pieces)
    if (piece === '') socket.end();
    else await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
  await ended;
  socket.destroy();
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}

test('nothing is done for a request that was cut off before anybody looked at its body', async () => {
  const lead = await leadCalled('cut');
  held = (incoming) => new Promise((resolve) => incoming.on('error', () => undefined).once('close', resolve));
  expect(await said(erase(lead, 'transfer-encoding: chunked'), '2\r\n{}\r\n', '')).toEqual([400]);
  expect((await answers.at(-1))?.status).toBe(400);
  expect(await there('cut')).toBe(true);
});

test('all that came whole is answered before the refusal of what is broken behind it', async () => {
  const [first, second] = [await leadCalled('first'), await leadCalled('second')];
  const broken = once(server, 'clientError');
  held = () => broken;
  const whole = (lead: string) => erase(lead, 'content-length: 0');
  expect(await said(whole(first) + whole(second), 'nonsense\r\n\r\n', 'and more\r\n\r\n')).toEqual([200, 200, 400]);
  expect([await there('first'), await there('second')]).toEqual([false, false]);
});
