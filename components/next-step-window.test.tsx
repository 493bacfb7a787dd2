// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NextStep } from '../lib/contract/next-step.ts';
import { baseLead } from '../test/gallery/base-lead.ts';
import { NextStepSection } from './next-step.tsx';
import type { Actions } from './view.ts';

const turn = Date.parse('2026-11-18T13:28:00Z');
const [step] = baseLead.nextStep.steps;
let root: Root;
let box: HTMLElement;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers({ now: turn });
  box = document.body.appendChild(document.createElement('div'));
  root = createRoot(box);
});
afterEach(async () => {
  await act(async () => root.unmount());
  box.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const show = (nextStep: NextStep, asOf: number) =>
  act(async () =>
    root.render(<NextStepSection nextStep={nextStep} asOf={new Date(asOf).toISOString()} actions={{} as Actions} />),
  );
const from = (at: number): NextStep => {
  if (!step) throw new Error('The lead has a step.');
  return { steps: [{ ...step, title: 'Email Ines', from: new Date(at).toISOString() }], none: null };
};

test('a step that holds from the moment a choice was answered is shown at once, in the middle of a minute', async () => {
  await show({ steps: [], none: null }, turn);
  await vi.advanceTimersByTimeAsync(40_000);
  await show(from(turn + 40_000), turn + 40_000);
  expect(box.textContent).toContain('Email Ines');
  expect(box.textContent).not.toContain('Nothing to do until');
});

test('a step comes when its window opens, not at the next turn of the minute', async () => {
  await show(from(turn + 20_000), turn);
  expect(box.textContent).toContain('Nothing to do until');
  await act(async () => void (await vi.advanceTimersByTimeAsync(20_100)));
  expect(box.textContent).not.toContain('Nothing to do until');
});
