/** `npm run security`: writes `SECURITY.md`, with the results of the last whole `npm test` where there was one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type LastRun, securityPage } from './page.ts';
import { threats } from './threats.ts';

const [made, kept] = ['.leadside/last-run.json', 'test/security/last-run.json'];
if (existsSync(made)) {
  const { on, tests } = JSON.parse(readFileSync(made, 'utf8')) as LastRun;
  const files = new Set(threats.flatMap(({ proofs }) => proofs.map(([file]) => file as string)));
  const ours = Object.entries(tests).filter(([test]) => files.has(test.split(' › ')[0] ?? ''));
  writeFileSync(
    kept,
    `${JSON.stringify({ on, tests: Object.fromEntries(ours.sort(([one], [other]) => (one < other ? -1 : 1))) }, null, 2)}\n`,
  );
}
const last = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as LastRun) : null;
writeFileSync('SECURITY.md', securityPage(last));
process.stdout.write(
  `SECURITY.md: ${threats.length} threats, results ${last ? `of ${last.on}` : 'not known yet: run npm test'}\n`,
);
