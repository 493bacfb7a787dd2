import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules, type Tree } from './house/rules.ts';
import { sources } from './sources.ts';

const tree: Tree = new Map(sources().map((path) => [path, readFileSync(path, 'utf8')]));

describe('the house stands', () => {
  test.each(Object.entries(rules))('%s', (_name, rule) => {
    expect(tree.size).toBeGreaterThan(20);
    expect(rule(tree)).toEqual([]);
  });
});

/** Each rule, and a file that breaks it: a rule nobody has seen fail holds nothing. */
const planted: Record<string, Tree> = {
  floorsHold: new Map([
    ['lib/sla/clocks.ts', "import { api } from '../client/api.ts';"],
    ['lib/contract/clock.ts', "export type { X } from '../sla/clocks.ts';"],
    ['server/app.ts', "import { outbox } from '../lib/outbox/outbox.ts';"],
    ['components/who.tsx', "const x = await import('../entrypoints/sidebar/app.tsx');"],
  ]),
  nothingImportsAnEntrypoint: new Map([['entrypoints/popup/main.tsx', "import { app } from '../sidebar/app.tsx';"]]),
  rulesArePure: new Map([
    ['lib/sla/clocks.ts', 'const now = Date.now();'],
    ['lib/score/index.ts', 'const id = crypto.randomUUID();'],
  ]),
  contractIsZodOnly: new Map([['lib/contract/clock.ts', "import { Temporal } from 'temporal-polyfill';"]]),
  componentsNeverFetch: new Map([['components/who.tsx', "await fetch('/v1/context');"]]),
  filesAreShort: new Map([['lib/sla/clocks.ts', 'x\n'.repeat(201)]]),
  nothingForbidden: new Map([
    ['lib/sla/clocks.ts', 'const x = y as any;'],
    ['lib/sla/goals.ts', '// TODO'.replace('//', 'later();')],
  ]),
  oneSinkForText: new Map([
    ['components/who.tsx', 'box.innerHTML = name;'],
    ['components/note.tsx', '<p dangerouslySetInnerHTML={{ __html: note }} />'],
    ['components/page.tsx', '<a href={page.url}>{page.title}</a>'],
    ['components/face.tsx', '<img src={lead.photo} />'],
    ['entrypoints/popup/main.ts', 'window.open(url);'],
    ['lib/frame/watch.ts', 'location.href = url;'],
    ['lib/frame/panel.ts', 'frame.srcdoc = text;'],
    ['lib/panel/read.ts', "new DOMParser().parseFromString(text, 'text/html');"],
    ['lib/panel/run.ts', 'new Function(text)();'],
    ['lib/panel/load.ts', 'await import(address);'],
    ['server/routes/page.ts', 'range.createContextualFragment(name);'],
  ]),
  textIsLegible: new Map([['components/who.tsx', '<bdi>{who.name.value}</bdi>']]),
  testsRun: new Map([
    ['lib/sla/clocks.test.ts', `${'test'}.skip('later', () => {});`],
    ['test/e2e/a.e2e.ts', `await page.${'waitFor'}Timeout(100);`],
  ]),
  oneMessageListener: new Map([
    ['lib/outbox/a.ts', 'browser.runtime.onMessage.addListener(f)'],
    ['entrypoints/background.ts', 'browser.runtime.onMessage.addListener(f)'],
  ]),
  nobodyOutsideIsHeard: new Map([['entrypoints/background.ts', 'browser.runtime.onMessageExternal.addListener(f)']]),
  storesHoldNoServerState: new Map([
    ['lib/panel/store.ts', "import { create } from 'zustand';\nimport type { LeadContext } from '../contract/context.ts';"],
  ]),
};

describe('each rule refuses what it forbids', () => {
  test.each(Object.entries(rules))('%s', (name, rule) => {
    const broken = planted[name];
    expect(broken, `plant a violation for ${name}`).toBeDefined();
    for (const [path, source] of broken ?? [])
      expect(rule(name === 'oneMessageListener' ? (broken ?? new Map()) : new Map([[path, source]])), path).not.toEqual([]);
  });
});
