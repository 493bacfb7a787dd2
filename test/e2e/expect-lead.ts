import type { Frame } from '@playwright/test';
import type { RecordRef } from '../../lib/contract/record.ts';
import { formatDuration } from '../../lib/sla/format.ts';
import { tick } from '../../lib/sla/tick.ts';
import type { Sent } from './leads.ts';
import type { Workspace } from './stack.ts';
import { expect } from './workspace.ts';

/** The name, title, score and clock on screen are this lead's, by what was sent and by what the API says. */
export async function expectLead(frame: Frame, workspace: Workspace, lead: Sent, ref: RecordRef): Promise<void> {
  const who = frame.getByRole('region', { name: lead.name });
  await expect(who.getByText(lead.title)).toBeVisible();
  await expect(who.getByText(lead.company)).toBeVisible();

  const { score, clocks } = await workspace.context(ref);
  expect(score.total).not.toBe(0);
  const why = frame.getByRole('region', { name: /^Why/ });
  await expect(why.getByText(`${score.total} / ${score.threshold}`)).toBeVisible();

  // The goal follows from what they did: an hour for a demo request, four for anything else.
  const demo = lead.did === 'Demo Requested';
  const clock = clocks.find(({ id }) => id === 'first_touch');
  expect(clock?.goal).toMatchObject({
    name: demo ? 'Demo or contact request' : 'Other MQL',
    ms: (demo ? 1 : 4) * 3_600_000,
  });
  const shown = frame.getByRole('timer', { name: 'First touch' });
  await expect
    .poll(async () => clock && (await shown.textContent())?.includes(formatDuration(tick(clock, Date.now()).remainingMs)))
    .toBe(true);
  await expect(shown).toContainText('working time left');
}
