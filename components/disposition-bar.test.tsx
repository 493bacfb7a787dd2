// @vitest-environment happy-dom
import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { baseLead } from '../test/gallery/base-lead.ts';
import { DispositionBar } from './disposition-bar.tsx';
// Loaded ahead: the panels come when they are asked for.
import './disposition-panels.tsx';
import { journeysOf } from './journey.ts';
import type { Actions, Draft, Write } from './view.ts';

const nothing = () => {};
let root: Root;
let box: HTMLElement;
let choose: ReturnType<typeof vi.fn<Actions['choose']>>;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  choose = vi.fn<Actions['choose']>(async () => {});
  box = document.createElement('div');
  document.body.append(box);
  root = createRoot(box);
});
afterEach(async () => {
  await act(async () => root.unmount());
  box.remove();
  vi.unstubAllGlobals();
});

function Host({ writes, note }: { writes: readonly Write[]; note: string }) {
  const [draft, setDraft] = useState<Draft>({ note, open: null, reason: null });
  const actions: Actions = {
    choose,
    setDraft,
    retry: nothing,
    deliverAgain: nothing,
    discard: nothing,
    resolve: nothing,
    refresh: nothing,
    copy: async () => {},
    linkByEmail: nothing,
    connect: nothing,
    collapse: nothing,
    dock: nothing,
    offForSite: nothing,
    setTab: nothing,
    saw: nothing,
  };
  const journeys = journeysOf(baseLead.disposition.history, writes);
  return (
    <DispositionBar
      context={baseLead}
      writes={writes}
      journeys={journeys}
      retries={{}}
      conflict={null}
      draft={draft}
      actions={actions}
    />
  );
}

const show = (note = '', writes: readonly Write[] = []) => act(async () => root.render(<Host writes={writes} note={note} />));
async function press(key: string, over: KeyboardEventInit = {}, on: Element = document.body): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...over });
  await act(async () => on.dispatchEvent(event));
  return event;
}
const noteBox = () => box.querySelector('textarea');

test('1 accepts with the note, and empties its box', async () => {
  await show('  Back on Thursday ');
  await press('1');
  expect(choose).toHaveBeenCalledExactlyOnceWith({ kind: 'accept' }, 'Back on Thursday');
  expect(noteBox()?.value).toBe('');
});

test('what could not be kept stays in its box, with the reason in words', async () => {
  choose.mockRejectedValueOnce(new Error('This device has no room left.'));
  await show('Back on Thursday');
  await press('1');
  await vi.waitFor(() => expect(box.textContent).toContain('This device has no room left.'));
  expect(noteBox()?.value).toBe('Back on Thursday');
});

test('keys with a modifier, held keys and keys in a text box choose nothing', async () => {
  await show('x');
  await press('1', { ctrlKey: true });
  await press('1', { altKey: true });
  await press('1', { repeat: true });
  const note = noteBox();
  if (note) await press('1', {}, note);
  expect(choose).not.toHaveBeenCalled();
});

test('a key that is used is kept from the host, another is not', async () => {
  await show();
  expect((await press('7')).defaultPrevented).toBe(false);
  expect((await press('Escape')).defaultPrevented).toBe(false);
  expect((await press('3')).defaultPrevented).toBe(true);
  expect((await press('Escape')).defaultPrevented).toBe(true);
});

test('an incomplete handoff goes back with the required fields that are missing, and no others', async () => {
  await show();
  await press('2');
  await act(async () => {});
  expect(box.textContent).toContain('Goes back to marketing, missing: Buying role');
  expect(box.textContent).not.toContain('Consent');
  await press('9');
  const choice = { kind: 'reject', reason: 'handoff_incomplete', subReason: null, missing: ['role'] };
  expect(choose).toHaveBeenCalledExactlyOnceWith(choice, null);
});

test('undo lasts as long as its seconds, and U takes the choice back', async () => {
  const accept: Write = {
    operation: {
      kind: 'accept',
      id: 'b1a7c0de-0000-4000-8000-000000000001',
      expected: 0,
      ref: { crm: 'custom', account: 'x', object: 'lead', id: '1' },
      at: new Date().toISOString(),
      note: null,
      seen: { contextVersion: 1, sections: [], openedAt: null },
    },
    state: 'sending',
    because: null,
    undoUntil: Date.now() + 10_000,
  };
  await show('', [accept]);
  expect(box.querySelector('[aria-label="Undo"]')).not.toBeNull();
  await press('u');
  expect(choose).toHaveBeenCalledExactlyOnceWith({ kind: 'undo', undoes: accept.operation.id }, null);
  await show('', [{ ...accept, undoUntil: Date.now() - 1 }]);
  expect(box.querySelector('[aria-label="Undo"]')).toBeNull();
});
