// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LeadContext } from '../lib/contract/context.ts';
import type { LeadFacts } from '../lib/contract/facts.ts';
import { buildContext } from '../lib/handoff/build-context.ts';
import { now, ruleLeads } from '../lib/next-step/testing/rule-leads.ts';
import { defaultPolicy } from '../lib/policy/default.ts';
import { leads, leadsNow } from '../test/fixtures/leads.ts';
import { factId } from './fact-id.ts';
// Loaded ahead: with the clock held, a lazy tab would have no time to arrive.
import './handoff-tab.tsx';
import { Sidebar } from './sidebar.tsx';
import type { Actions, Tab } from './view.ts';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** The whole sidebar on screen, with its two tabs working. */
async function shown(context: LeadContext) {
  vi.useFakeTimers({ now: Date.parse(context.asOf) });
  Element.prototype.scrollIntoView = () => {};
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const choose = vi.fn(() => Promise.resolve());
  const draft = { note: '', open: null, reason: null };
  const paint = (tab: Tab) => {
    const actions = new Proxy({} as Actions, {
      get: (_, name) => (name === 'setTab' ? paint : name === 'choose' ? choose : () => Promise.resolve()),
    });
    const view = {
      kind: 'lead' as const,
      context,
      freshness: { kind: 'fresh' as const, since: Date.now() },
      writes: [],
      conflict: null,
      retries: {},
    };
    root.render(<Sidebar view={view} actions={actions} tab={tab} host="frame" draft={draft} offsetMs={0} />);
  };
  await act(async () => paint('brief'));
  const settle = () => act(async () => void (await vi.advanceTimersByTimeAsync(1_500)));
  return { root, paint, settle, choose };
}

const built = (facts: LeadFacts, at: string) => buildContext(facts, defaultPolicy, 1, 1, at).context;
const all: [name: string, facts: LeadFacts, at: string][] = [
  ...ruleLeads.map(([, step, gets]): [string, LeadFacts, string] => [step, gets, now]),
  ...Object.entries(leads).map(([name, facts]): [string, LeadFacts, string] => [name, facts, leadsNow]),
];

test.each(all)('every reason of every step leads to its fact on screen: %s', async (_, facts, at) => {
  const context = built(facts, at);
  const { root, paint, settle } = await shown(context);
  const others = [...document.querySelectorAll('button')].find((button) => /fit$|fits$/.test(button.textContent ?? ''));
  await act(async () => others?.click());
  const open = context.nextStep.steps.filter((step) => step.from <= at && (step.until === null || step.until > at));
  const refs = open.flatMap((step) => step.reasons.map((reason) => reason.ref));
  const buttons = () => [...document.querySelectorAll<HTMLButtonElement>('[data-reason]')];
  expect(buttons().map((button) => button.dataset.reason)).toEqual(refs);
  for (const ref of new Set(refs)) {
    await act(async () => paint('brief'));
    if (buttons().length === 0) throw new Error('The brief is not on screen');
    const again = [...document.querySelectorAll('button')].find((button) => /fit$|fits$/.test(button.textContent ?? ''));
    if (!buttons().some((button) => button.dataset.reason === ref)) await act(async () => again?.click());
    await act(async () =>
      buttons()
        .find((button) => button.dataset.reason === ref)
        ?.click(),
    );
    await settle();
    // Its own place, not only the section it would be in.
    expect(document.activeElement?.id, ref).toBe(factId(ref));
  }
  await act(async () => root.unmount());
});

describe('an answer on a step', () => {
  const [, , gets] = ruleLeads.find(([rule]) => rule === 'follow_up') ?? [];
  const pressed = (name: string) =>
    [...document.querySelectorAll('[aria-label="Was this step useful"] button')].find((one) => one.textContent === name)
      ?.ariaPressed ??
    [...document.querySelectorAll('[aria-label="Was this step useful"] button')]
      .find((one) => one.textContent === name)
      ?.getAttribute('aria-pressed');

  test('is given in one action, and is shown as given', async () => {
    const context = built(gets as LeadFacts, now);
    const { choose, root } = await shown(context);
    expect([pressed('Useful'), pressed('Not useful')]).toEqual(['false', 'false']);
    await act(async () =>
      [...document.querySelectorAll<HTMLButtonElement>('[aria-label="Was this step useful"] button')][1]?.click(),
    );
    expect(choose).toHaveBeenCalledExactlyOnceWith({ kind: 'step', step: context.nextStep.steps[0]?.id, useful: false }, null);
    expect([pressed('Useful'), pressed('Not useful')]).toEqual(['false', 'true']);
    await act(async () => root.unmount());
  });

  test('stands on the step when it comes back from the server, with who gave it', async () => {
    const id = built(gets as LeadFacts, now).nextStep.steps[0]?.id ?? '';
    const stepAnswers = [{ step: id, useful: true, by: 'Dana Okafor', at: now }];
    const { root } = await shown(built({ ...(gets as LeadFacts), stepAnswers }, now));
    expect([pressed('Useful'), pressed('Not useful')]).toEqual(['true', 'false']);
    expect(document.getElementById('section-next')?.textContent).toContain('Dana Okafor');
    await act(async () => root.unmount());
  });
});
