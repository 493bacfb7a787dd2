import { expect, test, vi } from 'vitest';
import { fileApp, hubspot } from '../routes/testing/harness.ts';
import { connectTenant, fakeCrm, readingServer } from './testing/fake-crm.ts';

const crm = fakeCrm();
const { workspace, read, pool, clock } = await fileApp({ reach: crm.reach });
crm.state.pool = pool;

test('a look that is answered late does not keep a record from being read once it is old', async () => {
  const looks: (() => void)[] = [];
  let over = 0;
  // Each look waits for its turn before it gets a connection.
  const connect = async () => {
    await new Promise<void>((resolve) => looks.push(resolve));
    const client = await pool.connect();
    const release = client.release.bind(client);
    client.release = (error) => {
      client.release = release;
      over += 1;
      return client.release(error);
    };
    return client;
  };
  const held = Object.create(pool, { connect: { value: connect } }) as typeof pool;
  const { reader } = readingServer({ pool: held, reach: crm.reach, now: () => clock.now });
  const look = async () => {
    const before = over;
    await vi.waitFor(() => expect(looks).toHaveLength(1), 10_000);
    looks.pop()?.();
    await vi.waitFor(() => expect(over).toBe(before + 1), 10_000);
  };
  const ref = hubspot('1');
  const acme = await workspace();
  await connectTenant(pool, acme.id, 'hubspot', '42', clock.now);
  crm.hold(ref, { person: { name: 'Ines Marchetti' } });
  expect((await read(acme, ref)).status).toBe(200);
  clock.now += 5 * 60_000;
  reader.opened(acme.id, ref);
  // Which CRMs are connected, then when this record was read.
  await look();
  clock.now += 6 * 60_000;
  await look();
  reader.opened(acme.id, ref);
  await look();
  await vi.waitFor(() => {
    looks.pop()?.();
    expect(crm.asked).toHaveLength(2);
  }, 10_000);
  let ended = false;
  void reader.stop().then(() => {
    ended = true;
  });
  await vi.waitFor(() => {
    looks.pop()?.();
    expect(ended).toBe(true);
  }, 10_000);
});
