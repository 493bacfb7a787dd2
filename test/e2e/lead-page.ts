/** A lead of the real API open in a CRM, with the extension connected through a gate that can misbehave. */
import type { BrowserContext, Frame, Page } from '@playwright/test';
import type { RecordRef } from '../../lib/contract/record.ts';
import { connect } from './connect.ts';
import { test as base, expect, openCrm, sidebarFrame } from './extension.ts';
import { type Gate, openGate } from './gate.ts';
import { type Stack, startStack } from './stack.ts';

export { expect };

export type Lead = { name: string; ref: RecordRef; url: string };

/** One API for all tests of a worker; each test has its own gate and its own leads. */
export const test = base.extend<{ gate: Gate }, { stack: Stack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const stack = await startStack();
      await use(stack);
      await stack.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  gate: async ({ stack }, use) => {
    const gate = await openGate(stack.url);
    await use(gate);
    await gate.shut();
  },
});

let last = 100;

/** A record address that nobody has used before. */
export function newRecord(): Omit<Lead, 'name'> {
  last += 1;
  const ref: RecordRef = { crm: 'hubspot', account: '4711', object: 'contact', id: String(last) };
  return { ref, url: `https://app.hubspot.com/contacts/4711/record/0-1/${ref.id}` };
}

/** A lead marketing has just handed off, with a few touches. */
export async function handedOff(stack: Stack, name: string): Promise<Lead> {
  const { ref, url } = newRecord();
  const userId = `person-${ref.id}`;
  const email = `person${ref.id}@calder-lifts.example`;
  await stack.send([
    {
      type: 'identify',
      userId,
      traits: { name, email, title: 'VP Service Operations', company: 'Calder Lifts', crmRecords: [ref] },
    },
    { type: 'page', userId, name: 'Pricing', properties: { title: 'Pricing', url: 'https://harbourlight.example/pricing' } },
    { type: 'track', userId, event: 'Demo Requested' },
    { type: 'track', userId, event: 'Lead Handed Off', properties: { trigger: 'Demo request' } },
  ]);
  return { name, ref, url };
}

const crm = '<!doctype html><html lang="en"><title>CRM</title><main><h1>Contact</h1></main></html>';

export async function openRecord(context: BrowserContext, url: string): Promise<{ page: Page; frame: Frame }> {
  const page = await openCrm(context, url, crm);
  return { page, frame: await sidebarFrame(page) };
}

/** The sidebar shows this lead. */
export async function showsLead(frame: Frame, lead: Pick<Lead, 'name'>): Promise<void> {
  await expect(frame.getByRole('heading', { level: 1, name: lead.name })).toBeVisible();
  await counts(frame);
}

/** From here on a choice counts: the panel has been in the clear for long enough. */
export async function counts(frame: Frame): Promise<void> {
  await frame.locator('html[data-clear]').waitFor();
}

type Connected = { context: BrowserContext; extensionId: string; gate: Gate; stack: Stack };

/** Connects as a rep and opens a new lead; the sidebar shows it. */
export async function openLead({ context, extensionId, gate, stack }: Connected, name = 'Ines Marchetti') {
  const lead = await handedOff(stack, name);
  await connect(context, extensionId, { apiUrl: gate.url, token: stack.repToken });
  const { page, frame } = await openRecord(context, lead.url);
  await showsLead(frame, lead);
  return { lead, page, frame };
}

/** Chooses through the bar, with a note, as a rep does. */
export async function acceptWithNote(frame: Frame, note: string): Promise<void> {
  await frame.getByRole('button', { name: /^Note/ }).click();
  await frame.getByRole('textbox', { name: /^Note for the next choice/ }).fill(note);
  await frame.getByRole('button', { name: /^Accept/ }).click();
}

/** What became of the rep's choices, as far as it needs a line. */
export const fates = (frame: Frame) => frame.getByRole('list', { name: 'What became of your choices' });

/** Asks the API for the lead again, by the menu. */
export async function refresh(frame: Frame): Promise<void> {
  await frame.getByRole('button', { name: 'More', exact: true }).click();
  await frame.getByRole('menuitem', { name: 'Refresh' }).click();
}

/** The entries of this kind the API holds for the lead, past any gate. */
export async function stored(stack: Stack, { ref }: Pick<Lead, 'ref'>, kind: string) {
  const { disposition } = await stack.context(ref);
  return disposition.history.filter((entry) => entry.kind === kind);
}

/** Moves the CRM on to another record without loading a page. */
export async function goTo(page: Page, { url }: Pick<Lead, 'url'>): Promise<void> {
  await page.evaluate((path) => history.pushState({}, '', path), new URL(url).pathname);
}

/** Keeps a picture of the page as it is in `test-results`, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/states/${name}.png` });
}
