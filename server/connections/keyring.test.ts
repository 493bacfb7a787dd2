import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyringFor, keysIn } from './keyring.ts';

const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leadside-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('what is sealed opens for its purpose alone, and not when a bit of it has changed', async () => {
  const ring = keyringFor({ keys: [first], folder: null });
  const sealed = await ring.seal('secret', 'here');
  expect(await ring.unseal(sealed, 'here')).toBe('secret');
  expect((await ring.seal('secret', 'here')).secret).not.toEqual(sealed.secret);
  await expect(ring.unseal(sealed, 'there')).rejects.toThrow('Set it again');
  for (const at of [0, 15, sealed.secret.length - 1]) {
    const changed = Buffer.from(sealed.secret);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(ring.unseal({ ...sealed, secret: changed }, 'here')).rejects.toThrow('Set it again');
  }
});

test('keys are changed one after the other: the new one seals, the old one still opens', async () => {
  const old = await keyringFor({ keys: [first], folder: null }).seal('secret', 'x');
  const both = keyringFor({ keys: [second, first], folder: null });
  expect(await both.unseal(old, 'x')).toBe('secret');
  expect((await both.seal('secret', 'x')).keyId).not.toBe(old.keyId);
  await expect(keyringFor({ keys: [second], folder: null }).unseal(old, 'x')).rejects.toThrow(/The key [0-9a-f]{16}/);
});

test('beside our own database a key file is made once, for this user only', async () => {
  const rings = Array.from({ length: 8 }, () => keyringFor({ keys: [], folder }));
  const sealed = await Promise.all(rings.map((ring) => ring.seal('secret', 'x')));
  expect(new Set(sealed.map(({ keyId }) => keyId)).size).toBe(1);
  const file = path.join(folder, 'secrets-key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(keysIn(await readFile(file, 'utf8'))).toHaveLength(1);
  for (const one of sealed) expect(await keyringFor({ keys: [], folder }).unseal(one, 'x')).toBe('secret');
});

test('without a key or a folder nothing is sealed, and what to do is said', async () => {
  await expect(keyringFor({ keys: [], folder: null }).seal('secret', 'x')).rejects.toThrow('set LEADSIDE_SECRETS_KEY');
});

test.each(['short', 'x'.repeat(44), `${first.toString('base64')},short`, '!'])('%s is no key', (said) => {
  expect(keysIn(said)).toBeNull();
});
