// @vitest-environment happy-dom
import { act, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import type { OriginConfirmation } from '../lib/contract/origin.ts';
import { baseLead, fact } from '../test/gallery/base-lead.ts';
import { HeardForm } from './heard-form.tsx';
import { HowTheyFoundUsSection } from './how-they-found-us.tsx';
import type { Actions, Draft } from './view.ts';
import { WhatTheySaidSection } from './what-they-said.tsx';

const empty: Draft = { note: '', open: null, reason: null };
const actionsWith = (over: Partial<Actions>): Actions =>
  ({ choose: vi.fn(async () => {}), setDraft: vi.fn(), ...over }) as unknown as Actions;
const correction: OriginConfirmation = {
  by: 'Dana Okafor',
  at: '2026-11-18T13:00:00.000Z',
  confirmed: false,
  channel: 'word_of_mouth',
  assistant: null,
  note: 'A peer told her',
};

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
let root: ReturnType<typeof createRoot> | null = null;
afterEach(() => act(() => root?.unmount()));
async function show(node: React.ReactNode): Promise<HTMLElement> {
  const box = document.body.appendChild(document.createElement('div'));
  root = createRoot(box);
  await act(async () => root?.render(node));
  return box;
}

test('a correction stands in front, with our own reading and its evidence beside it', async () => {
  const origin = { ...baseLead.origin, evidenceClass: 'rep_confirmed' as const, confirmation: correction };
  const box = await show(<HowTheyFoundUsSection origin={origin} draft={empty} actions={actionsWith({})} />);
  expect(box.textContent).toContain('Word of mouthcorrected by a rep');
  expect(box.textContent).toContain('Corrected by Dana Okafor');
  expect(box.querySelector('s')?.textContent).toBe('ChatGPT');
  expect(box.textContent).toContain('Rests onreferrer chatgpt.com');
});

test('confirming is one action and sends the reading as it stands', async () => {
  const choose = vi.fn(async () => {});
  const box = await show(<HowTheyFoundUsSection origin={baseLead.origin} draft={empty} actions={actionsWith({ choose })} />);
  const button = [...box.querySelectorAll('button')].find((one) => one.textContent === 'Confirm');
  await act(async () => button?.click());
  expect(choose).toHaveBeenCalledWith({ kind: 'origin', confirmed: true, channel: 'ai_assistant', assistant: 'chatgpt' }, null);
});

function Typing({ choose, tell }: { choose: Actions['choose']; tell: (draft: Draft) => void }) {
  const heard = { objections: 'Price', competitors: '', words: '', claims: '' };
  const [draft, setDraft] = useState<Draft>({ ...empty, open: 'heard', heard });
  useEffect(() => tell(draft), [draft, tell]);
  return <HeardForm draft={draft} actions={actionsWith({ choose, setDraft })} closed={() => {}} />;
}

test('what was heard is typed into the draft, and leaves it once it is kept', async () => {
  const choose = vi.fn(async () => {});
  const tell = vi.fn<(draft: Draft) => void>();
  const box = await show(<Typing choose={choose} tell={tell} />);
  expect(box.querySelector('textarea')?.value).toBe('Price');
  const form = box.querySelector('form');
  await act(async () => form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  expect(choose).toHaveBeenCalledWith({ kind: 'heard', objections: ['Price'], competitors: [], words: [], claims: [] }, null);
  expect(tell.mock.lastCall?.[0].heard).toBeUndefined();
});

test('what was heard is shown, and nothing while nothing was', async () => {
  const none = await show(<WhatTheySaidSection heard={undefined} />);
  expect(none.textContent).toBe('');
  const one = fact('Price per record', 'Dana Okafor', 1000);
  const box = await show(
    <WhatTheySaidSection heard={{ question: null, objections: [one], competitors: [], words: [], notes: [] }} />,
  );
  expect(box.textContent).toContain('ObjectionsPrice per record');
  expect(box.textContent).not.toContain('Competitors');
});
