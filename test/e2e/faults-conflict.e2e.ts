/** Two people decide on one lead: both values are shown, and the one the rep keeps stands. */
import type { Frame } from '@playwright/test';
import { paths } from '../../lib/contract/routes.ts';
import { expect, fates, type Lead, openLead, picture, stored, test } from './lead-page.ts';
import type { Stack } from './stack.ts';

test.describe.configure({ mode: 'default' });

/** Somebody else accepts through the API, past the gate. */
async function acceptElsewhere(stack: Stack, { ref }: Lead): Promise<void> {
  const { token } = await stack.token('admin');
  const { version, disposition } = await stack.context(ref);
  const operation = {
    kind: 'accept',
    id: crypto.randomUUID(),
    ref,
    at: new Date().toISOString(),
    note: null,
    expected: disposition.version,
    seen: { contextVersion: version, sections: [], openedAt: null },
  };
  const reply = await fetch(stack.url + paths.dispositions, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  });
  expect(reply.status).toBe(200);
}

async function rejectForBudget(frame: Frame): Promise<void> {
  await frame.getByRole('button', { name: /^Reject/ }).click();
  await frame.getByRole('button', { name: /No budget/ }).click();
}

for (const { answer, state, kinds } of [
  { answer: 'Keep theirs', state: 'accepted', kinds: ['accept'] },
  { answer: 'Use mine instead', state: 'rejected', kinds: ['reject', 'accept'] },
] as const)
  test(`somebody else decided first: both choices are shown, and "${answer}" does that`, async ({
    context,
    extensionId,
    gate,
    stack,
  }) => {
    const { lead, page, frame } = await openLead({ context, extensionId, gate, stack }, 'Diego Fuentes');
    await gate.shut();
    await rejectForBudget(frame);
    await expect(fates(frame)).toContainText('Rejected: No budget, kept on this device, not sent yet');
    await acceptElsewhere(stack, lead);
    await gate.reopen();

    const card = frame.getByRole('group', { name: 'Somebody else decided first' });
    await expect(card).toContainText('Theirs' + 'Accepted by admin');
    await expect(card).toContainText('Yours' + 'Rejected: No budget');
    expect(await stored(stack, lead, 'reject')).toEqual([]);
    await picture(page, `conflict-${state}`);

    await card.getByRole('button', { name: answer }).click();
    await expect(card).toHaveCount(0);
    await expect.poll(async () => (await stack.context(lead.ref)).disposition.state).toBe(state);
    const { history } = (await stack.context(lead.ref)).disposition;
    expect(history.map(({ kind }) => kind)).toEqual(kinds);
    await expect(frame.getByText(state === 'accepted' ? 'Accepted by admin' : 'Rejected: No budget by')).toBeVisible();
    await expect(fates(frame)).toHaveCount(0);
  });
