import { beforeAll, expect, test } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import { common, event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';

const { workspace, send, read, ask } = await fileApp();
let acme: TestWorkspace;
beforeAll(async () => {
  acme = await workspace();
  const properties = { title: 'Demo', message: 'Does it text customers?' };
  await send(acme, [
    identify('ada', '1', { title: 'VP Sales', phone: '+1', company: 'Acme' }),
    event('track', { userId: 'ada', event: 'Demo Requested', properties }),
  ]);
});

test('what the buyer wrote with a request is the first thing the rep answers', async () => {
  const { heard, nextStep } = leadContext.parse((await read(acme, hubspot('1'))).body);
  expect(heard?.question).toMatchObject({ value: 'Does it text customers?' });
  expect(nextStep.steps[0]?.opener).toContain('You wrote: "Does it text customers?" Let me answer that first.');
});

test('what was heard reaches the context and its next step, and an answer on a step is shown as given', async () => {
  const heard = await ask('POST', '/v1/feedback', {
    token: acme.rep,
    body: {
      ...common(hubspot('1')),
      kind: 'heard',
      objections: ['Too expensive'],
      competitors: ['Syncari'],
      words: ['We do it by phone'],
      claims: [],
    },
  });
  expect(heard.status, heard.text).toBe(200);
  await ask('POST', '/v1/attempts', {
    token: acme.rep,
    body: { ...common(hubspot('1')), kind: 'attempt', channel: 'call', outcome: 'connected' },
  });
  const shown = leadContext.parse((await read(acme, hubspot('1'))).body);
  expect(shown.heard).toMatchObject({
    objections: [{ value: 'Too expensive', source: 'Acme rep' }],
    competitors: [{ value: 'Syncari' }],
    words: [{ value: 'We do it by phone' }],
    notes: [],
  });
  expect(shown.nextStep.steps.map(({ id }) => id)).toContain('objection:price');
  const said = await ask('POST', '/v1/feedback', {
    token: acme.rep,
    body: { ...common(hubspot('1')), kind: 'step', step: 'objection:price', useful: false },
  });
  const { nextStep: after } = leadContext.parse((said.body as { context: unknown }).context);
  expect(after.answers).toEqual([{ step: 'objection:price', useful: false, by: 'Acme rep', at: '2026-06-15T12:00:00.000Z' }]);
  expect(after.steps.at(-1)?.id).toBe('objection:price');

  const { text } = await ask('GET', '/metrics');
  expect(text).toMatch(/leadside_step_answers_total\{rule="objection",useful="false"\} 1\n/);
});
