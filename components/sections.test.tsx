// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { baseLead } from '../test/gallery/base-lead.ts';
import { HandoffTab } from './handoff-tab.tsx';
import { NextStepSection } from './next-step.tsx';
import type { Actions } from './view.ts';
import { WhyQualifiedSection } from './why-qualified.tsx';

const heading = (qualified: boolean, crossedAt: string | null) =>
  /<h2[^>]*>(.*?)<\/h2>/.exec(
    renderToStaticMarkup(<WhyQualifiedSection score={{ ...baseLead.score, qualified, crossedAt }} />),
  )?.[1];

test('a score that faded below the threshold is told apart from one that never reached it', () => {
  const crossed = '2026-11-02T10:00:00.000Z';
  expect([heading(true, crossed), heading(false, null), heading(false, crossed)]).toEqual([
    'Why qualified',
    'Why not qualified yet',
    'No longer qualified',
  ]);
});

test('no recommendation is said once, in the words of the rule', () => {
  const none = 'No recommendation: rejected as "Bad fit". Reopen it if that has changed.';
  const actions: Pick<Actions, 'choose' | 'copy'> = { choose: () => Promise.resolve(), copy: () => Promise.resolve() };
  const text = renderToStaticMarkup(
    <NextStepSection nextStep={{ steps: [], none }} asOf={baseLead.asOf} actions={actions as Actions} />,
  );
  expect(text.match(/No recommendation/g)).toHaveLength(1);
});

test('what is named as missing is what the count leaves open: consent is only good to have', () => {
  const page = document.createElement('div');
  page.innerHTML = renderToStaticMarkup(<HandoffTab handoff={baseLead.handoff} />);
  const missing = [...page.querySelectorAll('p')].map((one) => one.textContent).filter((one) => one?.startsWith('Missing: '));
  expect([page.querySelector('h1')?.textContent, ...missing]).toEqual(['9 of 10 required fields', 'Missing: Buying role']);
});
