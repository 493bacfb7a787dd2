/** What a rep types about a call is theirs until it is saved, whatever the page does to the frame. */
import { sidebarFrames } from './extension.ts';
import { eventsOf, person, practiceRef, type Sent } from './leads.ts';
import { blankPage, expect, sidebarShowing, test } from './workspace.ts';

/** What was typed of the call in the drafts on this device; runs in the extension. */
const keptHeard = () =>
  new Promise<string[]>((resolve, reject) => {
    const opening = indexedDB.open('leadside');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('drafts').objectStore('drafts').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result.map((one: { draft: { heard?: { objections: string } } }) => one.draft.heard?.objections ?? ''));
      };
    };
  });

test('what was heard, half typed, is there after the CRM throws the frame away and after a reload, and is then saved', async ({
  connected,
  practiceCrm,
  workspace,
  worker,
}) => {
  const ref = practiceRef(practiceCrm, 0);
  const lead: Sent = { ...person(0), refs: [ref], did: 'Demo Requested', minutesAgo: 15 };
  await workspace.send(eventsOf(lead));
  const page = await blankPage(connected);
  await page.goto(`${practiceCrm}/leads/${ref.id}`);
  const frame = await sidebarShowing(page, lead.name);
  await frame.getByRole('button', { name: /^Heard/ }).click();
  await frame.getByRole('textbox', { name: 'Objections' }).fill('Too dear for forty seats\nLegal is sl');
  await expect.poll(() => worker.evaluate(keptHeard)).toEqual(['Too dear for forty seats\nLegal is sl']);
  const typed = async () => {
    const box = sidebarFrames(page)[0]?.getByRole('textbox', { name: 'Objections' });
    return (await box?.inputValue({ timeout: 1000 }).catch(() => '')) ?? '';
  };
  await page.evaluate(() => document.documentElement.replaceChildren(document.head, document.createElement('body')));
  await expect.poll(typed).toBe('Too dear for forty seats\nLegal is sl');
  await page.reload();
  await expect.poll(typed).toBe('Too dear for forty seats\nLegal is sl');
  const again = await sidebarShowing(page, lead.name);
  await again.getByRole('textbox', { name: 'Objections' }).fill('Too dear for forty seats\nLegal is slow');
  await again.getByRole('button', { name: 'Save what was heard' }).click();
  await expect
    .poll(async () => (await workspace.context(ref)).heard?.objections.map(({ value }) => value).sort())
    .toEqual(['Legal is slow', 'Too dear for forty seats']);
  await expect.poll(() => worker.evaluate(keptHeard)).not.toContain('Too dear for forty seats\nLegal is slow');
});
