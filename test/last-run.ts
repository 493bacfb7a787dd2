import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';

/** Each test by `file › name`, and how it went: what the table of threats tells the last result from. */
const ran: Record<string, 'passed' | 'failed'> = {};

/** One of a name that failed counts as failed, however the others went. */
export function note(file: string, name: string, passed: boolean): void {
  const test = `${file.split(path.sep).join('/')} › ${name}`;
  ran[test] = passed && ran[test] !== 'failed' ? 'passed' : 'failed';
}

/** Playwright's report: a file holds tests, and groups of tests. */
type Suite = { specs: { title: string; ok: boolean; file: string }[]; suites?: Suite[] | undefined };
export const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    specs: z.array(z.object({ title: z.string(), ok: z.boolean(), file: z.string() })),
    suites: z.array(suite).optional(),
  }),
);

export function noteSuite({ specs, suites }: Suite): void {
  for (const { title, ok, file } of specs) note(path.join('test/e2e', path.basename(file)), title, ok);
  for (const one of suites ?? []) noteSuite(one);
}

/** Kept for `npm run security`. */
export async function keepResults(root: string): Promise<void> {
  await mkdir(path.join(root, '.leadside'), { recursive: true });
  const on = new Date().toISOString().slice(0, 10);
  await writeFile(path.join(root, '.leadside/last-run.json'), JSON.stringify({ on, tests: ran }));
}
