/** A lead is worked on in the sidebar and erased on the server: the sidebar says so, and the browser's profile holds nothing of what the lead was. */
import { rm } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { findChromium } from '../find-chromium.ts';
import { newMarker, tracesIn } from '../privacy/traces.ts';
import { extensionPath } from './build.ts';
import { connect } from './connect.ts';
import { browserArguments } from './extension.ts';
import { acceptWithNote, expect, newRecord, openRecord, showsLead, stored, test } from './lead-page.ts';

test('an erased lead leaves the sidebar at once and no canary in the profile of the browser', async ({ gate, stack }, info) => {
  const marker = newMarker();
  const canary = (field: string) => `${marker} ${field}`;
  const noteMarker = newMarker();
  const { ref, url } = newRecord();
  const name = canary('name');
  const userId = `${marker}-user`;
  await stack.send([
    {
      type: 'identify',
      userId,
      traits: {
        name,
        email: `${marker}@${marker}.example`,
        title: canary('title'),
        phone: canary('phone'),
        company: canary('company'),
        buyingRole: canary('role'),
        owner: canary('owner'),
        howDidYouHear: canary('heard'),
        problem: canary('problem'),
        shortlist: [canary('competitor')],
        crmRecords: [ref],
      },
    },
    { type: 'page', userId, name: canary('page'), properties: { title: canary('page'), url: `https://site.example/${marker}` } },
    { type: 'track', userId, event: 'Lead Handed Off', properties: { trigger: canary('trigger') } },
  ]);
  const profile = info.outputPath('erased-profile');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    viewport: { width: 1280, height: 800 },
    args: browserArguments([extensionPath]),
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  await connect(context, new URL(worker.url()).host, { apiUrl: gate.url, token: stack.repToken });
  const { frame } = await openRecord(context, url);
  await showsLead(frame, { name });
  await acceptWithNote(frame, `${noteMarker} said on the phone`);
  await expect.poll(async () => (await stored(stack, { ref }, 'accept')).length).toBe(1);

  const admin = await stack.token('admin');
  const { rows } = await stack.pool.query<{ id: string }>('select lead_id as id from links where workspace_id = $1 and id = $2', [
    stack.workspaceId,
    ref.id,
  ]);
  const erased = await fetch(`${stack.url}/v1/leads/${rows[0]?.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${admin.token}` },
  });
  expect(erased.status).toBe(200);
  await expect(frame.getByText('This person was erased')).toBeVisible();
  await expect(frame.getByText(marker)).toHaveCount(0);
  await context.close();
  // That the search would find something: what the rep wrote is kept on the device until a server put back to an earlier day could ask for it.
  expect(tracesIn(profile, noteMarker).length).toBeGreaterThan(0);
  expect(tracesIn(profile, marker)).toEqual([]);
  await rm(profile, { recursive: true, force: true });
});
