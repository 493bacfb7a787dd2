/** The device itself at its limits: no room left, and the same lead in two tabs. */

import { paths } from '../../lib/contract/routes.ts';
import { atMost, tell, times, watch } from '../faults/figures.ts';
import { clean, judge } from '../faults/judge.ts';
import { openLedger } from '../faults/ledger.ts';
import { acceptWithNote, expect, fates, openLead, openRecord, picture, showsLead, stored, test } from './lead-page.ts';
import { logCall, witnessTo } from './witness.ts';

test.describe.configure({ mode: 'default', timeout: atMost(300_000) });

const fullWanted = times('DEVICE_FULL', 3);
const wanted = times('TWO_TABS', 50);

test('F14: with no room left on the device it says so at once, and the text is still in its box', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const { lead, page, frame } = await openLead({ context, extensionId, gate, stack });
  // What a full disk does to the app: the browser refuses what it is asked to add.
  const fill = (full: boolean) =>
    frame.evaluate((refuse) => {
      const kept = Reflect.get(window, 'addWithRoom') as IDBObjectStore['add'] | undefined;
      const add = kept ?? (Reflect.get(IDBObjectStore.prototype, 'add') as IDBObjectStore['add']);
      Reflect.set(window, 'addWithRoom', add);
      IDBObjectStore.prototype.add = refuse
        ? () => {
            throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
          }
        : add;
    }, full);
  const note = 'Only on Thursdays, before ten';
  const late = watch();
  let fullTimes = 0;
  for (let last = false; !last; ) {
    fullTimes += 1;
    const round = fullTimes;
    last = round === fullWanted || late();
    await fill(true);
    if (round === 1) await acceptWithNote(frame, note);
    else await frame.getByRole('button', { name: /^Accept/ }).click();
    await expect(fates(frame)).toContainText('this device has no room left for the browser');
    await expect(frame.getByRole('textbox', { name: /^Note for the next choice/ })).toHaveValue(note);
    if (round === 1) await picture(page, 'device-full');
    expect(await stored(stack, lead, 'accept')).toEqual([]);
    await fill(false);
    if (!last) await fates(frame).getByRole('button', { name: 'Discard' }).click();
  }
  await fates(frame).getByRole('button', { name: 'Retry' }).click();
  await expect.poll(() => stored(stack, lead, 'accept')).toMatchObject([{ note }]);
  tell('F14', fullTimes, `device without room: ${fullTimes} times said at once`, { done: fullTimes, wanted: fullWanted });
});

test('F8: one lead in two tabs: one row for each choice, sent once, and both tabs say the same', async ({
  context,
  extensionId,
  gate,
  stack,
}, info) => {
  const { lead, frame } = await openLead({ context, extensionId, gate, stack });
  const second = await openRecord(context, lead.url);
  await showsLead(second.frame, lead);
  const book = openLedger(info.outputPath('ledger'));
  const witness = await witnessTo(context, book, () => undefined);
  const frames = [frame, second.frame];
  for (const one of frames) await witness.watch(one);
  let choices = 0;
  const late = watch();
  let interleavings = 0;
  for (; interleavings < wanted && !late(); interleavings += 1) {
    // One, the other, or both at once.
    const acting = frames.filter((_, at) => interleavings % 3 === 2 || interleavings % 3 === at);
    await Promise.all(acting.map(logCall));
    choices += acting.length;
    await expect.poll(witness.kept, { intervals: [5, 10, 20] }).toBe(choices);
  }
  await expect.poll(async () => (await stack.rows(lead.ref)).length).toBe(choices);
  expect(gate.count(`POST ${paths.attempts}`)).toBe(choices);
  const said = (one: (typeof frames)[number]) => one.getByRole('region', { name: 'Disposition' }).textContent();
  await expect
    .poll(async () => {
      const [mine, theirs] = await Promise.all(frames.map(said));
      return mine === theirs;
    })
    .toBe(true);
  expect(judge({ ledger: book.lines(), rows: await stack.rows(lead.ref) })).toEqual(clean);
  book.close();
  tell('F8', choices, `one lead in two tabs: ${interleavings} interleavings, ${choices} choices, each sent once`, {
    done: interleavings,
    wanted,
  });
});
