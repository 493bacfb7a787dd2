// Long because it holds the table of broken policies.
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { defaultPolicy, defaultPolicyInput } from './default.ts';
import { parsePolicy } from './parse.ts';

const yaml = stringify(defaultPolicyInput);
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a policy that is right', () => {
  test.each([
    ['YAML', yaml],
    ['JSON', JSON.stringify(defaultPolicyInput, null, 2)],
    ['JSON on one line', JSON.stringify(defaultPolicyInput)],
  ])('the default written as %s reads back as itself', (_, text) => {
    expect(parsePolicy(text)).toEqual({ ok: true, policy: defaultPolicy });
  });
});

/** What is broken, how, where the problem stands (path, and text on its line), and a part of the sentence. */
const broken: [string, (text: string) => string, string, string, RegExp][] = [
  [
    'a number as text',
    (t) => t.replace('threshold: 60', 'threshold: "60"'),
    'score.threshold',
    'threshold:',
    /Write a number here, not a text/,
  ],
  ['a part misspelt', (t) => t.replace('hotFor:', 'hotfor:'), 'nextStep.hotfor', 'hotfor:', /no part called "hotfor"/],
  [
    'a kind of rule that is not there',
    (t) => t.replace('on: quiet', 'on: silence'),
    'score.rules.23.on',
    'on: silence',
    /one of field, touch/,
  ],
  ['a duration in words', (t) => t.replace('hotFor: P3D', 'hotFor: 3 days'), 'nextStep.hotFor', 'hotFor: 3', /ISO 8601 duration/],
  [
    'hours where days are counted',
    (t) => t.replace('hotFor: P3D', 'hotFor: PT3H'),
    'nextStep.hotFor',
    'hotFor: PT3H',
    /whole days/,
  ],
  ['an unknown stage', (t) => t.replace('\n  inquiry:', '\n  enquiry:'), 'stages.enquiry', 'enquiry:', /correct its name/],
  [
    'a reason twice',
    (t) => t.replace('code: bad_timing', 'code: bad_fit'),
    'dispositions.reasons.1.code',
    'Bad timing',
    /Use bad_fit once/,
  ],
  [
    'a rule twice',
    (t) => t.replace('id: fit_industry', 'id: fit_size'),
    'score.rules.1.id',
    'Industry in the ideal profile',
    /Use the id fit_size once/,
  ],
  [
    'negative points in a positive group',
    (t) => t.replace('points: 12', 'points: -12'),
    'score.rules.0.points',
    'points: -12',
    /above 0/,
  ],
  [
    'a negative rule that fades',
    (t) => t.replace('points: -8', 'points: -8\n      halfLife: P7D'),
    'score.rules.21.halfLife',
    'halfLife: P7D',
    /does not fade/,
  ],
  ['a criterion without a test', (t) => t.replace('\n      known: true', ''), 'icp.criteria.2', 'id: country', /Give one test/],
  [
    'a criterion on no known field',
    (t) => t.replace('field: account.country', 'field: account.planet'),
    'icp.criteria.2.field',
    'account.planet',
    /Write one of person\.name/,
  ],
  [
    'a range the wrong way round',
    (t) => t.replace('atLeast: 50', 'atLeast: 5000'),
    'icp.criteria.0.atMost',
    'atMost: 1000',
    /as large as atLeast/,
  ],
  [
    'an unknown touch kind',
    (t) => t.replace('Demo Requested: demo_request', 'Demo Requested: demo'),
    'events.Demo Requested',
    'Demo Requested: demo',
    /one of page, form/,
  ],
  [
    'an unknown handoff field',
    (t) => t.replace('id: contact_method', 'id: shoe_size'),
    'handoff.fields.0.id',
    'id: shoe_size',
    /one of contact_method/,
  ],
  [
    'a step that holds back a handoff',
    (t) => t.replace(/(id: next_step\n.*\n\s+tier:) warn/, '$1 block'),
    'handoff.fields.12',
    'id: next_step',
    /warn or inform/,
  ],
  [
    'fewer steps than attempts',
    (t) => t.replace('attemptsAgreed: 6', 'attemptsAgreed: 7'),
    'nextStep.cadence',
    'cadence:',
    /at least 7 steps/,
  ],
  [
    'a page pattern with a query',
    (t) => t.replace('- /pricing*', '- /pricing?x'),
    'content.0.pages.0',
    '/pricing?x',
    /Write a path/,
  ],
  [
    'content to send without a stage',
    (t) => t.replace(/(title: Security overview\n\s+)stage: decision/, '$1kind: page'),
    'content.21',
    'id: send_security',
    /title and a stage/,
  ],
  [
    'a clock with a calendar that is not there',
    (t) => t.replace('calendar: business', 'calendar: holidays'),
    'clocks.0.goals.0.calendar',
    'calendar: holidays',
    /no calendar named "holidays"/,
  ],
  [
    'a domain with a scheme',
    (t) => t.replace('ownDomains: []', 'ownDomains: ["https://a.example"]'),
    'ownDomains.0',
    'https://a.example',
    /domain in lower case/,
  ],
  [
    'a part left out',
    (t) => t.replace(/^persona:[\s\S]*?(?=^stages:)/m, ''),
    'persona',
    'name: B2B SaaS default',
    /missing: write a map/,
  ],
  [
    'a list where a text belongs',
    (t) => t.replace('name: B2B SaaS default', 'name: []'),
    'name',
    'name: []',
    /Write a text here, not a list/,
  ],
  [
    'too many recycle days',
    (t) => t.replace('days: 180', 'days: 1800'),
    'dispositions.recyclePresets.2.days',
    'days: 1800',
    /at most 730/,
  ],
  ['not YAML', (t) => t.replace('threshold: 60', 'threshold: [60'), '', '', /neither YAML nor JSON/],
];

describe('a policy that is wrong is refused with the path, the line and what to do', () => {
  test.each(broken)('%s', (_, change, path, on, message) => {
    const text = change(yaml);
    expect(text).not.toBe(yaml);
    const result = parsePolicy(text);
    const problems = result.ok ? [] : result.problems;
    const problem = problems.find((one) => one.path === path);
    expect(problem?.message).toMatch(message);
    expect(problem?.message.endsWith('.') || path === '').toBe(true);
    if (on !== '') {
      const line = text.split('\n')[(problem?.line ?? 0) - 1] ?? '';
      const near = text
        .split('\n')
        .slice(Math.max(0, (problem?.line ?? 0) - 2), (problem?.line ?? 0) + 2)
        .join('\n');
      expect(`${line}\n${near}`).toContain(on);
    }
  });

  test.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['a list', '- 1\n- 2'],
    ['a million and one characters', 'a'.repeat(1_000_001)],
    [
      'aliases that multiply',
      [
        'a: &a [1,1,1,1,1,1,1,1,1]',
        ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`),
      ].join('\n'),
    ],
  ])('%s gives one sentence', (_, text) => {
    const result = parsePolicy(text);
    expect(result.ok ? 0 : result.problems.length).toBe(1);
  });

  test('each problem has its own line', () => {
    const text = yaml.replace('threshold: 60', 'threshold: none').replace('hotFor: P3D', 'hotFor: soon');
    const result = parsePolicy(text);
    expect(result.ok ? [] : result.problems.map(({ path, line }) => [path, line])).toEqual([
      ['score.threshold', lineOf(text, 'threshold: none')],
      ['nextStep.hotFor', lineOf(text, 'hotFor: soon')],
    ]);
  });
});
