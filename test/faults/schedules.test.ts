/**
 * F7: the client core under every order its requests and replies can take: two leads, views that change, choices on both,
 * and replies that come late, mixed up, unchanged or not at all.
 */
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import type { Connection } from '../../lib/client/connection.ts';
import { type Area, openCopies } from '../../lib/client/copies.ts';
import { headStart } from '../../lib/client/head-start.ts';
import { type Lead, type LeadParts, leadClient, leadKey, leadQuery, takeFresh } from '../../lib/client/lead.ts';
import type { Operation } from '../../lib/contract/disposition.ts';
import { contextPath, paths, refKey } from '../../lib/contract/wire.ts';
import { buildContext } from '../../lib/handoff/build-context.ts';
import { defaultPolicy } from '../../lib/policy/default.ts';
import { leadsNow, thinLead } from '../fixtures/leads.ts';
import { openDevice } from './device.ts';
import { stops, tell, times } from './figures.ts';
import { call, refOf } from './operations.ts';

const wanted = times('SCHEDULES', 2_000);
const names = ['a', 'b'] as const;
type Name = (typeof names)[number];
const refs = { a: refOf(1), b: refOf(2) };
const base = buildContext(thinLead, defaultPolicy, 1, 1, leadsNow).context;

afterEach(() => {
  vi.unstubAllGlobals();
});

type Fate = 'answered' | 'lost';
const command = fc.oneof(
  fc.record({ does: fc.constantFrom('open' as const, 'choose' as const, 'elsewhere' as const), lead: fc.constantFrom(...names) }),
  fc.constant({ does: 'send' as const, lead: 'a' as Name }),
);

/** A server with two leads; every request reaches it, and every reply comes back, when the scheduler says so. */
function server(scheduler: fc.Scheduler, fates: Fate[]) {
  const stored: Record<Name, string[]> = { a: [], b: [] };
  /** What others did to each lead. */
  const others: Record<Name, number> = { a: 0, b: 0 };
  const versionOf = (lead: Name) => stored[lead].length + others[lead] + 1;
  let asked = 0;
  const contextOf = (lead: Name) => ({
    ...base,
    leadId: `lead-${lead}`,
    version: versionOf(lead),
  });
  const answer = (lead: Name, body: unknown, etag: string | null, status = 200) => {
    let unread = status === 304 ? null : new TextEncoder().encode(JSON.stringify(body));
    const headers = new Headers({ 'content-type': 'application/json', ...(etag ? { etag } : {}) });
    const read = async () => {
      const value = unread;
      unread = null;
      return value === null ? { done: true } : { done: false, value };
    };
    return { status, headers, body: { getReader: () => ({ read, cancel: async () => undefined }) }, lead };
  };
  const handle = (path: string, init: RequestInit) => {
    const lead = names.find((name) => path === contextPath(refs[name]));
    if (lead !== undefined) {
      const etag = `"${lead}${versionOf(lead)}"`;
      const known = new Headers(init.headers).get('if-none-match');
      return known === etag ? answer(lead, null, etag, 304) : answer(lead, contextOf(lead), etag);
    }
    const operation = JSON.parse(init.body as string) as Operation;
    const on = names.find((name) => refs[name].id === operation.ref.id) ?? 'a';
    const duplicate = stored[on].includes(operation.id);
    if (!duplicate) stored[on].push(operation.id);
    return answer(on, { id: operation.id, duplicate, context: contextOf(on) }, null);
  };
  const fetched = async (url: string, init: RequestInit) => {
    const path = url.slice('https://api.example'.length);
    const fate = fates[asked++ % Math.max(fates.length, 1)] ?? 'answered';
    await scheduler.schedule(Promise.resolve(), `arrives ${path}`);
    const reply = handle(path, init);
    await scheduler.schedule(Promise.resolve(), `returns ${path}`);
    if (fate === 'lost' && path !== paths.session) throw new TypeError('Failed to fetch');
    return reply;
  };
  return { stored, others, versionOf, fetched };
}

function memoryArea(): Area {
  const held = new Map<string, unknown>();
  return {
    get: async (keys) => Object.fromEntries(keys.filter((key) => held.has(key)).map((key) => [key, held.get(key)])),
    set: async (items) => {
      for (const [key, value] of Object.entries(items)) held.set(key, value);
    },
    remove: async (keys) => {
      for (const key of keys) held.delete(key);
    },
  };
}

/** The client core as the sidebar joins it, without a screen. */
function client() {
  const [queries, copies] = [leadClient(), openCopies(memoryArea())];
  const connection = {
    apiUrl: 'https://api.example',
    token: 't',
    fingerprint: 'f',
    who: { workspaceId: 'w', workspace: 'W', name: 'Dana', email: null, role: 'rep' as const },
    expiresAt: null,
  } satisfies Connection;
  const parts: LeadParts = {
    connection: async () => connection,
    copies,
    head: headStart(async () => connection, copies),
    clock: () => undefined,
    epoch: () => undefined,
    erased: async () => undefined,
    shows: () => undefined,
  };
  const device = openDevice(connection.apiUrl, connection.token, {
    saved: (entry, answer, by) => takeFresh(queries, copies, by, entry.key, answer.context),
  });
  return {
    queries,
    device,
    open: async (lead: Name) => {
      parts.head.begin(refs[lead]);
      const query = { ...leadQuery(queries, parts, refs[lead]), retry: false, staleTime: 0 };
      await queries.fetchQuery(query).catch(() => undefined);
    },
  };
}

const rank: Record<string, number> = { keeping: 0, kept: 1, sending: 1, saved: 2 };

test(`${wanted} schedules: the right lead under each key, no version and no state goes backwards`, async () => {
  const did = { done: 0, acts: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(command, { minLength: 3, maxLength: 10 }),
      fc.array(fc.constantFrom<Fate>('answered', 'answered', 'lost'), { maxLength: 8 }),
      async (scheduler, commands, fates) => {
        const { stored, others, versionOf, fetched } = server(scheduler, fates);
        vi.stubGlobal('fetch', fetched);
        const { queries, device, open } = client();
        const versions: Record<Name, number> = { a: 0, b: 0 };
        const ranks = new Map<string, number>();
        const chosen: { id: string; lead: Name }[] = [];
        const look = () => {
          for (const name of names) {
            const context = queries.getQueryData<Lead>(leadKey(refKey(refs[name])))?.context;
            if (context === undefined) continue;
            expect(context.leadId).toBe(`lead-${name}`);
            expect(context.version).toBeGreaterThanOrEqual(versions[name]);
            versions[name] = context.version;
          }
          for (const { id, lead } of chosen) {
            const state = device.stateOf(refKey(refs[lead]), id);
            const now = rank[state ?? ''] ?? 0;
            expect(now, `${state}`).toBeGreaterThanOrEqual(ranks.get(id) ?? 0);
            ranks.set(id, now);
          }
        };
        const stop = queries.getQueryCache().subscribe(look);
        const act = async ({ does, lead }: { does: 'open' | 'choose' | 'elsewhere' | 'send'; lead: Name }) => {
          if (does === 'open') return open(lead);
          if (does === 'send') return device.send();
          if (does === 'elsewhere') {
            others[lead] += 1;
            return;
          }
          const operation = call(refs[lead]);
          await device.keep(operation);
          chosen.push({ id: operation.id, lead });
          await device.send();
        };
        const acts: Promise<void>[] = [];
        for (const one of commands) acts.push(scheduler.schedule(Promise.resolve(), one.does).then(() => act(one)));
        await scheduler.waitFor(Promise.all(acts));
        // The network is back: everything goes, and each lead is read once more.
        fates.length = 0;
        await scheduler.waitFor(
          (async () => {
            for (let left = 0; left <= chosen.length && device.entries().length > 0; left += 1) await device.send();
            // The first may still be handed a reply that was lost before; a second one asks anew, as a retry does.
            for (const name of [...names, ...names]) await open(name);
          })(),
        );
        look();
        stop();
        for (const name of names) {
          const mine = chosen.filter(({ lead }) => lead === name).map(({ id }) => id);
          expect([...stored[name]].sort()).toEqual(mine.sort());
          expect(versions[name]).toBe(versionOf(name));
        }
        queries.clear();
        did.done += 1;
        did.acts += acts.length;
      },
    ),
    { numRuns: wanted, plugins: stops() },
  );
  tell('F7', did.done, `late and mixed-up replies: ${did.done} schedules, ${did.acts} acts`, { ...did, wanted });
});
