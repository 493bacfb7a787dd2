/** What the sidebar says when the answer is not the lead: one state each, with what to do. */
import { errorTable } from '../../lib/contract/errors.ts';
import type { Fault } from './gate.ts';
import { expect, goTo, handedOff, openLead, picture, refresh, showsLead, test } from './lead-page.ts';

test.describe.configure({ mode: 'default', timeout: 120_000 });

const failed = (status: number, code: 'internal' | 'forbidden' | 'token_expired', requestId: string): Fault => {
  const { message, fix } = errorTable[code];
  return {
    answer: status,
    body: JSON.stringify({ error: { code, message, fix, requestId } }),
    headers: { 'leadside-request-id': requestId },
  };
};

/** Each with no copy on this device (the state that takes the lead's place), and what the bar over a copy says of it. */
const answers: { name: string; fault: Fault; title: string; says: string; bar: string | null }[] = [
  {
    name: 'a web page',
    fault: { answer: 200, body: '<h1>Log in</h1>', headers: { 'content-type': 'text/html' } },
    title: 'This lead could not be loaded',
    says: 'answers with a web page, not as a Leadside API. Check the API address',
    bar: 'Refreshing failed. This copy is from',
  },
  {
    name: 'a failure of the server, with its request id',
    fault: failed(500, 'internal', 'req-7f3a'),
    title: 'This lead could not be loaded',
    says: 'Something failed on the server. Try again; if it stays, send the request id to your admin.',
    bar: 'Refreshing failed. This copy is from',
  },
  {
    name: 'more than any lead can be',
    fault: { answer: 200, body: JSON.stringify({ fill: 'x'.repeat(600 * 1024) }) },
    title: 'This lead could not be loaded',
    says: 'The answer is larger than any lead can be, so it was not read.',
    bar: 'The answer is larger than any lead can be, so it was not read.',
  },
  {
    name: 'JSON that is not the contract',
    fault: { answer: 200, body: '{"lead":"Ines"}' },
    title: 'This lead could not be loaded',
    says: 'The answer does not read as a Leadside answer: check that the address is the one of your Leadside API.',
    bar: 'The answer does not read as a Leadside answer',
  },
  {
    name: 'no right to see it',
    fault: failed(403, 'forbidden', 'req-1'),
    title: 'Not yours to see',
    says: 'This token may not do that. Ask an admin for a token with the right role.',
    bar: null,
  },
  {
    name: 'an older contract',
    fault: { reply: { 'leadside-contract': '0' } },
    title: 'The server is too old',
    says: 'It speaks version 0 and this extension needs version 1.',
    bar: null,
  },
  {
    name: 'that this extension is too old',
    fault: { request: { 'leadside-contract': '0' } },
    title: 'Update the extension',
    says: 'The server no longer serves this version.',
    bar: null,
  },
  {
    name: 'that the token has expired',
    fault: failed(401, 'token_expired', 'req-2'),
    title: 'Signed out',
    says: 'Your token has expired. Ask an admin for a new one. Nothing is waiting to be sent.',
    bar: 'You are signed out. This copy is from',
  },
];

for (const { name, fault, title, says, bar } of answers) {
  test(`the server answers ${name}: a bar over a copy, a state without one, and the lead after`, async ({
    context,
    extensionId,
    gate,
    stack,
  }) => {
    const { lead, page, frame } = await openLead({ context, extensionId, gate, stack });
    gate.fault(() => fault);
    await refresh(frame);
    if (bar === null) await expect(frame.getByRole('heading', { level: 1, name: title })).toBeVisible();
    else {
      await expect(frame.getByText(bar)).toBeVisible();
      await showsLead(frame, lead);
    }
    const other = await handedOff(stack, 'Hanna Vogel');
    await goTo(page, other);
    await expect(frame.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(frame.getByText(says)).toBeVisible();
    if (name.includes('request id')) await expect(frame.getByText('Request req-7f3a')).toBeVisible();
    await picture(page, `answer-${name.replaceAll(/[ ,]+/g, '-')}`);
    gate.heal();
    await refresh(frame);
    await showsLead(frame, other);
    await goTo(page, lead);
    await refresh(frame);
    await showsLead(frame, lead);
    await expect(frame.getByText('This copy is from')).toHaveCount(0);
  });
}
