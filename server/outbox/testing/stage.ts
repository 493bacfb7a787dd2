import { expect } from 'vitest';
import { leadContext } from '../../../lib/contract/context.ts';
import type { DispositionEntry } from '../../../lib/contract/disposition.ts';
import type { RecordRef } from '../../../lib/contract/record.ts';
import { saved } from '../../../lib/contract/routes.ts';
import { keyringFor } from '../../connections/keyring.ts';
import { setConnection } from '../../connections/store.ts';
import { common, fileApp, hubspot, identify, type TestWorkspace } from '../../routes/testing/harness.ts';
import { scripted } from './scripted.ts';

export const second = 1000;

/** The real app with a scripted HubSpot, one workspace that is connected to it, and the few things a rep does. */
export async function outboxStage() {
  const crm = scripted();
  const made = await fileApp({ connectors: { hubspot: crm.connector } });
  const { app, ask, pool, clock, send, read } = made;
  const keyring = keyringFor({ keys: [Buffer.alloc(32, 7)], folder: null });
  let people = 0;

  const connect = (to: TestWorkspace, account = '42') =>
    setConnection({ pool, keyring, connectors: { hubspot: crm.connector }, now: clock.now }, to.id, {
      crm: 'hubspot',
      account,
      baseUrl: 'https://api.hubapi.com',
      secret: { token: 'canary-secret' },
      settings: {},
    });
  const acme = await made.workspace();
  await connect(acme);

  const lead = async (to = acme, account = '42') => {
    people += 1;
    const ref = { ...hubspot(String(people)), account };
    await send(to, [identify(`p${people}`, ref.id, { crm: ref })]);
    return ref;
  };
  const at = () => new Date(clock.now).toISOString();
  async function post(path: string, body: object, to = acme) {
    const reply = await ask('POST', path, { token: to.rep, body });
    expect(reply.status, reply.text).toBe(200);
    return saved.parse(reply.body);
  }
  const accept = async (ref: RecordRef, to = acme) =>
    (await post('/v1/dispositions', { ...common(ref), at: at(), kind: 'accept', expected: 0 }, to)).id;
  const attempt = async (ref: RecordRef, to = acme) =>
    (await post('/v1/attempts', { ...common(ref), at: at(), kind: 'attempt', channel: 'call', outcome: 'no_answer' }, to)).id;
  const history = async (ref: RecordRef, to = acme): Promise<DispositionEntry[]> =>
    leadContext.parse((await read(to, ref)).body).disposition.history;
  const way = async (ref: RecordRef, id: string, to = acme) =>
    (await history(ref, to)).find((entry) => entry.id === id)?.delivery;
  /** Passes the time in which a choice can be taken back. */
  const settle = async () => {
    clock.now += 10 * second;
    return app.outbox.round();
  };
  return { ...made, crm, keyring, acme, connect, lead, at, post, accept, attempt, history, way, settle };
}
