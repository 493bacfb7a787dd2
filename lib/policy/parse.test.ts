import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { broken } from './broken.cases.ts';
import { defaultPolicy, defaultPolicyInput } from './default.ts';
import { parseNewPolicy, parsePolicy } from './parse.ts';

const yaml = stringify(defaultPolicyInput);
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a policy that is right', () => {
  test.each([
    ['YAML', yaml],
    ['JSON', JSON.stringify(defaultPolicyInput, null, 2)],
    ['JSON on one line', JSON.stringify(defaultPolicyInput)],
  ])('the default written as %s reads back as itself', (_, text) => {
    expect(parsePolicy(text)).toEqual({ ok: true, policy: defaultPolicy });
    expect(parseNewPolicy(text)).toEqual({ ok: true, policy: defaultPolicy });
  });
});

const doing = /\b(write|give|name|use|make|correct|put|take|choose|let|must)\b/i;

describe('a policy that is wrong is refused with the path, the line and what to do', () => {
  test('in at least forty ways, each its own', () => {
    expect(broken.length).toBeGreaterThanOrEqual(40);
    expect(new Set(broken.map(({ what }) => what)).size).toBe(broken.length);
  });

  test.each(broken)('$what', ({ from, to, path, line, says }) => {
    const text = yaml.replace(from, to);
    expect(text).not.toBe(yaml);
    const result = parseNewPolicy(text);
    const problems = result.ok ? [] : result.problems;
    const found = problems.find((one) => one.path === path);
    expect([found?.path, text.split('\n')[(found?.line ?? 0) - 1]?.trim()], JSON.stringify(problems)).toEqual([path, line]);
    expect(found?.message).toMatch(says);
    expect(found?.message).toMatch(doing);
    expect(found?.message).toMatch(/[.]$/);
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

  test('prose gives a few faults of the notation, none at the length of the prose', () => {
    const prose = 'We sell to companies.\n\nHow it goes (in short: a call):\n\n'.repeat(40);
    const result = parsePolicy(prose);
    const problems = result.ok ? [] : result.problems;
    expect(problems.length).toBeGreaterThan(1);
    expect(problems.length).toBeLessThanOrEqual(10);
    for (const { path } of problems) expect(path).toMatch(/^[^\n]{0,60}$/);
  });

  test('a file of holidays that is none is told once, where it stands', () => {
    const text = yaml.replace('timeZone: UTC', 'timeZone: UTC\n    ics: none');
    const result = parseNewPolicy(text);
    expect(result.ok ? [] : result.problems.map(({ path, line }) => [path, line])).toEqual([
      ['calendars.business.ics', lineOf(text, 'ics: none')],
    ]);
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
