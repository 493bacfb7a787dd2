import { expect, test } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import { event, fileApp, hubspot, identify } from '../routes/testing/harness.ts';

const { workspace, send, read } = await fileApp();

test('a colleague’s request is known by what its event name means, though they have read something since', async () => {
  const acme = await workspace();
  const at = (time: string) => ({ timestamp: `2026-06-15T${time}:00.000Z` });
  await send(acme, [
    identify('ines', '1', { title: 'VP Service' }),
    event('track', { userId: 'ines', event: 'demo-requested', ...at('10:30') }),
    event('track', { userId: 'ines', event: 'Video Played', ...at('10:40') }),
    event('page', { userId: 'ines', properties: { path: '/pricing', url: 'https://x.test/pricing' }, ...at('10:45') }),
    identify('tom', '2', { title: 'Head of IT' }),
    event('page', { userId: 'tom', properties: { path: '/docs', url: 'https://x.test/docs' }, ...at('09:00') }),
  ]);
  const tom = leadContext.parse((await read(acme, hubspot('2'))).body);
  const [ines] = tom.account?.people ?? [];
  expect([ines?.request, ines?.touches, ines?.lastAt]).toEqual([
    { kind: 'demo_request', at: '2026-06-15T10:30:00.000Z' },
    3,
    '2026-06-15T10:45:00.000Z',
  ]);
  expect(tom.nextStep.steps[0]).toMatchObject({
    id: 'colleague_request',
    title: 'Leave Person for now and go through Person ines',
    reasons: [
      {
        text: 'Person ines, VP Service, of the same company asked for a demo today',
        ref: `account:person:${ines?.leadId}`,
      },
    ],
  });
  const herself = leadContext.parse((await read(acme, hubspot('1'))).body);
  expect(herself.account?.people[0]?.request).toBeUndefined();
  expect(herself.nextStep.steps.map(({ id }) => id)).not.toContain('colleague_request');
});
