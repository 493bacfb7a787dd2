import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'wxt';
import { tell } from '../faults/figures.ts';

/** Where the built extension is: made by the run itself, or a folder named by `LEADSIDE_EXTENSION`. */
export const extensionPath = process.env.LEADSIDE_EXTENSION ?? '.output/chrome-mv3-e2e';

/**
 * Builds the extension once before the tests. It differs from the shipped one only in the hosts it is granted. After the
 * tests it is told how often their background was stopped.
 */
export default async function buildExtension(): Promise<() => Promise<void>> {
  if (!process.env.LEADSIDE_EXTENSION) await build({ mode: 'e2e' });
  const folder = await mkdtemp(path.join(tmpdir(), 'leadside-stops-'));
  const file = path.join(folder, 'stops');
  process.env.LEADSIDE_STOPS = file;
  return async () => {
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    const counts = lines.map((line) => JSON.parse(line) as [number, number]);
    const [stops, messages] = [0, 1].map((at) => counts.reduce((sum, count) => sum + (count[at] ?? 0), 0)) as [number, number];
    if (stops > 0)
      tell('F10', stops, `background stopped after every waking: ${counts.length} tests, ${stops} stops, ${messages} messages`);
    await rm(folder, { recursive: true, force: true });
  };
}
