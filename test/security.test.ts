import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from './house/rules.ts';
import { type LastRun, securityPage } from './security/page.ts';
import { actors, threats } from './security/threats.ts';

/** Rows that still have no test. This list only gets shorter. */
const notYetProved: readonly string[] = [];

/** Whether the file of a test, one that runs, has a test of this name. */
function exists(file: string, name: string): boolean {
  if (!/\.(?:test\.tsx?|e2e\.ts)$/.test(file) || !existsSync(file)) return false;
  if (file === 'test/house.test.ts') return name in rules;
  const source = readFileSync(file, 'utf8');
  return ["'", '"', '`'].some(
    (quote) => source.includes(`(${quote}${name}${quote}`) || source.includes(`  ${quote}${name}${quote},`),
  );
}

describe('every threat has its test', () => {
  test.each(threats.map((threat) => [threat.id, threat] as const))('%s', (id, { proofs, figure, threat, defence }) => {
    for (const [file, name] of proofs) expect(exists(file, name), `${file} has no test "${name}"`).toBe(true);
    expect(proofs.length > 0 ? figure : 'none', 'say how much').not.toBe('');
    expect(proofs.length > 0, 'a row without a test, or one that has one now: look at notYetProved').toBe(
      !notYetProved.includes(id),
    );
    expect(`${threat}${defence}`).not.toMatch(/[.|]$/);
  });

  test('every actor of the model, every row once, in order', () => {
    const wanted = { P: 10, X: 3, L: 8, T: 5, W: 4, S: 2, N: 2, D: 3, R: 3, C: 3 };
    const ids = Object.entries(wanted).flatMap(([actor, count]) => Array.from({ length: count }, (_, at) => `${actor}${at + 1}`));
    expect(threats.map(({ id }) => id)).toEqual(ids);
    expect(Object.keys(actors)).toEqual(Object.keys(wanted));
  });
});

test('SECURITY.md is what the list gives', () => {
  const kept = 'test/security/last-run.json';
  const last = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as LastRun) : null;
  expect(readFileSync('SECURITY.md', 'utf8'), 'npm run security writes it anew').toBe(securityPage(last));
});

test('a test that is not there is noticed', () => {
  expect(exists('lib/client/api-url.test.ts', 'no such test')).toBe(false);
  expect(exists('lib/client/no-such.test.ts', '%s is refused in one sentence')).toBe(false);
  expect(exists('lib/client/api-url.ts', 'ok')).toBe(false);
});
