import { cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderHeldError, lockFolder } from './embedded-lock.ts';
import { birthOf } from './embedded-process.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leadside-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process id no process has: beyond the largest any system gives. */
const noProcess = 2_147_483_646;

async function leave(
  owner: Partial<{ pid: number; birth: string; host: string; folder: string; released: boolean }>,
  number = 3,
) {
  const { dev, ino } = await stat(folder);
  const since = new Date(0).toISOString();
  const whole = { pid: noProcess, birth: 'x', since, host: hostname(), folder: `${dev}:${ino}`, released: false, ...owner };
  await writeFile(path.join(folder, `owner.${number}`), JSON.stringify(whole));
}

describe('one owner per folder', () => {
  test('the second is told the process and the moment', async () => {
    const lock = await lockFolder(folder);
    const refused = await lockFolder(folder, 0).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FolderHeldError);
    expect(String(refused)).toMatch(new RegExp(`in use by process ${process.pid} since \\d{4}-\\d\\d-\\d\\dT`));
    await lock.release();
    await (await lockFolder(folder, 0)).release();
  });

  test('a holder that is just ending is waited for', async () => {
    const first = await lockFolder(folder);
    const second = lockFolder(folder, 10_000);
    await first.release();
    await (await second).release();
  });

  test.each([
    ['a dead process', {}],
    ['a later process with the same id', { pid: process.pid, birth: 'of another' }],
    ['a process that let go', { pid: process.pid, released: true }],
  ])('the lock of %s is no lock', async (_, owner) => {
    await leave(owner);
    await (await lockFolder(folder, 0)).release();
    expect(await readdir(folder)).toEqual(['owner.4']);
  });

  test('the lock inside a copy of the folder does not hold the copy', async () => {
    const lock = await lockFolder(folder);
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    await (await lockFolder(copy, 0)).release();
    await rm(copy, { recursive: true });
    await lock.release();
  });

  test('a holder on another host counts while it gives signs of life', async () => {
    await leave({ host: 'elsewhere' });
    await expect(lockFolder(folder, 0)).rejects.toThrow(/ on elsewhere /);
  });

  test('of many at once on a stale lock, one wins', async () => {
    await leave({});
    const won = (await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder, 0)))).flatMap((result) =>
      result.status === 'fulfilled' ? [result.value] : [],
    );
    expect(won).toHaveLength(1);
    await won[0]?.release();
  });
});

test('a process has one birth as long as it lives, and none when there is no such process', async () => {
  expect(await birthOf(process.pid)).toBe(await birthOf(process.pid));
  expect(await birthOf(process.pid)).toMatch(/\S/);
  expect(await birthOf(noProcess)).toBeNull();
});
