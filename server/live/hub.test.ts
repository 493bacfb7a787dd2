import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hubFor } from './hub.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const workspaceId = 'w';
const read = async (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

test('a stream beats every twenty seconds and ends once its token no longer holds', async () => {
  const hub = hubFor();
  let holds = true;
  const text = read(hub.open({ workspaceId, tokenId: 't', allowed: async () => holds }));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(hub.size()).toBe(1);
  holds = false;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(hub.size()).toBe(0);
  expect(await text).toBe(': \n\n'.repeat(3));
  expect(vi.getTimerCount()).toBe(0);
});

test('a refused token ends the stream, a database that is away does not', async () => {
  const hub = hubFor();
  const refused = hub.open({ workspaceId, tokenId: 't', allowed: async () => false });
  void read(refused);
  void read(hub.open({ workspaceId, tokenId: 't', allowed: () => Promise.reject(new Error('database away')) }));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(hub.size()).toBe(1);
  hub.close();
});

test('a reader that does not read is ended instead of being kept in memory', () => {
  const hub = hubFor();
  hub.open({ workspaceId, tokenId: 't', allowed: async () => true });
  for (let version = 1; version < 1000; version += 1) hub.publish(workspaceId, { leadId: 'l', version, refs: [] });
  expect(hub.size()).toBe(0);
});

test('a reader that leaves is forgotten', async () => {
  const hub = hubFor();
  const stream = hub.open({ workspaceId, tokenId: 't', allowed: async () => true });
  await stream.cancel();
  expect(hub.size()).toBe(0);
  expect(hub.wanted(workspaceId)).toBe(false);
});
