import { actors, type Threat, threats } from './threats.ts';

/** What a whole run said: each test by `file › name`, and the day it ran. */
export type LastRun = { on: string; tests: Record<string, 'passed' | 'failed'> };

/** The name a run gives a test, for one the source writes with gaps: `%s is refused`, `the zip for ${target}`. */
function named(name: string): RegExp {
  const parts = name.split(/%[sdifjo#]|\$\{[^}]*\}|\$\w+/);
  return new RegExp(`(?:^| )${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*')}$`);
}

/** In the run: how many tests stand behind the threat, and how they went. */
function resultOf({ proofs }: Threat, last: LastRun | null): string {
  if (last === null) return 'not run yet';
  const found = proofs.map(([file, name]) => {
    const wanted = name in houseRules ? houseRules[name] : named(name);
    return Object.entries(last.tests).filter(
      ([test]) => test.startsWith(`${file} › `) && wanted?.test(test.slice(file.length + 3)),
    );
  });
  const ran = found.flat();
  if (found.some((one) => one.length === 0)) return `not all run on ${last.on}`;
  const failed = ran.filter(([, how]) => how === 'failed').length;
  return failed === 0 ? `${ran.length} passed, ${last.on}` : `${failed} of ${ran.length} failed, ${last.on}`;
}

/** Tests that are named by a rule of the house rather than by the source of a test. */
const houseRules: Readonly<Record<string, RegExp>> = {
  oneSinkForText: /(?:^| )oneSinkForText$/,
  nobodyOutsideIsHeard: /(?:^| )nobodyOutsideIsHeard$/,
};

const cell = (text: string) => text.replaceAll('|', '\\|');
const proofOf = ({ proofs }: Threat) => proofs.map(([file, name]) => `[${cell(name)}](${file})`).join('<br>');

function tableOf(actor: string, last: LastRun | null): string {
  const rows = threats.filter(({ id, proofs }) => id.replace(/\d+$/, '') === actor && proofs.length > 0);
  return [
    `### ${actors[actor]}`,
    '',
    '|  | Threat | Defence | Test | In every run | Last result |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      (one) =>
        `| ${one.id} | ${cell(one.threat)} | ${cell(one.defence)} | ${proofOf(one)} | ${cell(one.figure)} | ${resultOf(one, last)} |`,
    ),
    '',
  ].join('\n');
}

const unproved = threats.filter(({ proofs }) => proofs.length === 0);

/** The whole of `SECURITY.md`. */
export function securityPage(last: LastRun | null): string {
  return `# Security

What Leadside defends against, how, and the test that shows it. The table is written by \`npm run security\` from
\`test/security/threats.ts\`, with the results of the last whole \`npm test\`; a row without a test fails the build.

## Report a weakness

Report it privately to the maintainers through the repository’s security advisories ("Report a vulnerability"), not in a public
issue. Say what an attacker gains, the version, and the steps. Leave out real people’s data: a made-up lead shows the same.

You hear back within three working days, and within ten whether we see it as you do. We tell you when it is mended, and name you
if you wish. Looking for weaknesses in your own installation, without touching other people’s data or service, is welcome.

## Out of scope

- An operating system or a browser that is taken over.
- Another extension that holds \`debugger\` or native messaging: it can do all a person can.
- A picture of the tab, which another extension that may see every page (\`<all_urls>\`) can take of anything on screen.
- An admin of the workspace who acts within their rights.

## Threats

${Object.keys(actors)
  .map((actor) => tableOf(actor, last))
  .join('\n')}
## Not yet proved

${unproved.length === 0 ? 'Nothing: every threat has a test.' : 'Defended as said, but without a test of its own in this repository.'}
${unproved.length === 0 ? '' : `\n${unproved.map(({ id, threat, defence }) => `- **${id}** ${threat}. ${defence}.`).join('\n')}\n`}`;
}
