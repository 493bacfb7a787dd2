import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, expect } from 'vitest';
import { type Event, ingested } from '../../../lib/contract/event.ts';
import type { RecordRef } from '../../../lib/contract/record.ts';
import { contextPath } from '../../../lib/contract/routes.ts';
import type { Role } from '../../../lib/contract/session.ts';
import { testDatabase } from '../../../test/postgres/database.ts';
import { unlimited } from '../../../test/unlimited.ts';
import { type AppDeps, createApp } from '../../app.ts';
import { createToken } from '../../auth/tokens.ts';
import { readSettings } from '../../settings.ts';
import { createWorkspace } from '../../workspaces/workspaces.ts';

export type Reply = { status: number; headers: Headers; text: string; body: unknown };
/** `from` is the address the request comes from. */
export type Ask = {
  token?: string | undefined;
  body?: unknown;
  raw?: BodyInit;
  headers?: Record<string, string>;
  from?: string;
};

/** A workspace with a token of each role. */
export type TestWorkspace = { id: string } & Record<Role, string>;

/** The real app on a database of its own, with a clock the test sets. One per test file. */
export async function testApp(extra: Partial<AppDeps> = {}) {
  const database = await testDatabase();
  const clock = { now: Date.parse('2026-06-15T12:00:00.000Z') };
  const app = createApp({
    pool: database.pool,
    log: pino({ level: 'silent' }),
    now: () => clock.now,
    random: () => 0.5,
    settings: readSettings({ ...unlimited, LEADSIDE_SECRETS_KEY: Buffer.alloc(32, 7).toString('base64') }),
    ...extra,
  });

  const ask = async (method: string, path: string, { token, body, raw, headers = {}, from }: Ask = {}): Promise<Reply> => {
    const response = await app.fetch(
      new Request(`http://leadside.test${path}`, {
        method,
        headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
        ...(raw !== undefined ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
      { incoming: { socket: { remoteAddress: from } } },
    );
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  };

  const workspace = async (name = 'Acme'): Promise<TestWorkspace> => {
    const { id } = await createWorkspace(database.pool, { name });
    const token = async (role: Role) =>
      (await createToken(database.pool, { workspaceId: id, role, name: role === 'ingest' ? 'site' : `${name} ${role}` })).token;
    return {
      id,
      rep: await token('rep'),
      marketer: await token('marketer'),
      admin: await token('admin'),
      ingest: await token('ingest'),
    };
  };

  /** Sends a batch in which every event has to be good. */
  const send = async (to: TestWorkspace, events: readonly unknown[], extra: object = {}) => {
    const reply = await ask('POST', '/v1/batch', { token: to.ingest, body: { batch: events, ...extra } });
    expect(ingested.parse(reply.body).rejected, reply.text).toEqual([]);
    return ingested.parse(reply.body);
  };
  const read = (to: TestWorkspace, ref: RecordRef, headers: Record<string, string> = {}) =>
    ask('GET', contextPath(ref), { token: to.rep, headers });

  const stop = async () => {
    await app.stop();
    await database.drop();
  };
  return { app, pool: database.pool, url: database.url, clock, ask, workspace, send, read, stop };
}

/** `testApp` that is stopped after the tests of its file. */
export async function fileApp(extra: Partial<AppDeps> = {}) {
  const made = await testApp(extra);
  afterAll(() => made.stop());
  return made;
}

export const hubspot = (id: string): RecordRef => ({ crm: 'hubspot', account: '42', object: 'contact', id });

/** An event of a person, by default a page view an hour before the clock's start. */
export function event(type: Event['type'], fields: object = {}): Record<string, unknown> {
  return { type, messageId: randomUUID(), timestamp: '2026-06-15T11:00:00.000Z', ...fields };
}

/** A person who is linked to a HubSpot contact. */
export const identify = (userId: string, id: string, traits: object = {}, fields: object = {}) =>
  event('identify', {
    userId,
    traits: {
      email: `${userId}@acme.test`,
      name: `Person ${userId}`,
      crm: { crm: 'hubspot', account: '42', object: 'contact', id },
      ...traits,
    },
    ...fields,
  });

export const common = (ref: RecordRef) => ({
  id: randomUUID() as string,
  ref,
  at: '2026-06-15T12:00:00.000Z',
  note: null,
  seen: { contextVersion: 1, sections: ['who'], openedAt: null },
});
