import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zip } from 'wxt';
import { zipEntries } from '../../build/zip-entries.ts';

export const targets = ['chrome', 'firefox'] as const;
export type Target = (typeof targets)[number];

const run = promisify(execFile);

/** What `npm run zip` made of a target. */
export const zipOf = async (target: Target, folder = '.output'): Promise<Buffer> => {
  const name = (await readdir(folder)).find((file) => file.endsWith(`-${target}.zip`));
  if (!name) throw new Error(`There is no zip for ${target} in ${folder}.`);
  return readFile(join(folder, name));
};

/** Builds and zips both targets, one after the other: two builds at once would take each other's files away. */
export async function zipBoth(): Promise<void> {
  for (const browser of targets) await zip({ browser, manifestVersion: 3, zip: { zipSources: false } });
}

/** The files of a zip, by path. */
export const filesOf = (packed: Buffer): Map<string, string> =>
  new Map(
    zipEntries(packed)
      .filter(({ name }) => !name.endsWith('/'))
      .map((entry) => [entry.name, entry.read().toString('utf8')]),
  );

type Message = { _type: string; code: string; message: string; file?: string; line?: number; instancePath?: string };

/** What `web-ext lint` says of a built target, a line each; errors, warnings and notices alike. */
export async function lintedOf(target: Target): Promise<string[]> {
  const args = ['lint', '--source-dir', `.output/${target}-mv3`, '--warnings-as-errors', '--output', 'json'];
  // It exits with 1 when it found something.
  const { stdout } = await run('node_modules/.bin/web-ext', args, { maxBuffer: 1 << 24 }).catch(
    (error: { stdout: string }) => error,
  );
  const { errors, warnings, notices } = JSON.parse(stdout) as Record<'errors' | 'warnings' | 'notices', Message[]>;
  return [...errors, ...warnings, ...notices]
    .map(({ code, file, line, instancePath }) => [code, file, instancePath ?? line].filter(Boolean).join(' '))
    .sort();
}
