/** A lead is worked on in the sidebar, restricted on the server and given back: it is hidden at once, and nothing the rep wrote is lost. */
import type { Page } from '@playwright/test';
import { newMarker } from '../privacy/traces.ts';
import { connect } from './connect.ts';
import { counts, expect, fates, handedOff, openRecord, showsLead, stored, test } from './lead-page.ts';
import type { Stack } from './stack.ts';

declare const chrome: typeof import('wxt/browser').browser;

/** The copies of leads in the browser's memory, as JSON. */
const copies = (own: Page): Promise<string> => own.evaluate(async () => JSON.stringify(await chrome.storage.session.get()));

/** What an admin does about the lead of a record. */
async function asAdmin(stack: Stack, id: string) {
  const { token } = await stack.token('admin');
  const { rows } = await stack.pool.query<{ id: string }>('select lead_id as id from links where workspace_id = $1 and id = $2', [
    stack.workspaceId,
    id,
  ]);
  return async (action: 'restrict' | 'lift') => {
    const reply = await fetch(`${stack.url}/v1/leads/${rows[0]?.id}/${action}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(action === 'restrict' ? { body: JSON.stringify({ because: 'Says that the number is wrong.' }) } : {}),
    });
    expect(reply.status, await reply.text()).toBe(200);
  };
}

test('a restricted lead is hidden at once while it is open, and what was not sent waits and goes when it is lifted', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const marker = newMarker();
  const lead = await handedOff(stack, `${marker} Marchetti`);
  const admin = await asAdmin(stack, lead.ref.id);
  await connect(context, extensionId, { apiUrl: gate.url, token: stack.repToken });
  const own = await context.newPage();
  await own.goto(`chrome-extension://${extensionId}/options.html`);
  const { frame } = await openRecord(context, lead.url);
  await showsLead(frame, lead);
  await expect.poll(() => copies(own)).toContain(marker);
  const hidden = frame.getByRole('heading', { name: 'This lead is restricted' });

  await admin('restrict');
  await expect(hidden).toBeVisible();
  await expect(frame.getByText(marker)).toHaveCount(0);
  expect(await frame.content()).not.toContain(marker);
  await expect.poll(() => copies(own)).not.toContain(marker);
  await admin('lift');
  await showsLead(frame, lead);

  await gate.shut();
  const note = frame.getByRole('textbox', { name: /^Note for the next choice/ });
  await frame.getByRole('button', { name: /^Note/ }).click();
  await note.fill('Asked for the price list');
  await frame.getByRole('button', { name: /^Log/ }).click();
  await frame.getByRole('button', { name: 'Call: No answer' }).click();
  await expect(fates(frame)).toContainText('kept on this device');
  await frame.getByRole('button', { name: /^Note/ }).click();
  await note.fill('Call again in');
  await admin('restrict');
  await gate.reopen();
  await expect(hidden).toBeVisible();
  await expect(frame.getByRole('list', { name: 'Waits on this device' })).toContainText('Call: no answer, with your note');
  await expect(frame.getByText('Asked for the price list')).toHaveCount(0);

  await admin('lift');
  await showsLead(frame, lead);
  await expect
    .poll(async () => (await stored(stack, lead, 'attempt')).map((entry) => entry.note))
    .toEqual(['Asked for the price list']);
  await counts(frame);
  await expect(note).toHaveValue('Call again in');
});
