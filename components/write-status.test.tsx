// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Operation } from '../lib/contract/disposition.ts';
import { AnnounceContext } from './announce.tsx';
import { journeysOf } from './journey.ts';
import type { Actions, Write, WriteState } from './view.ts';
import { StatusLines } from './write-status.tsx';

const accept: Operation = {
  id: '0191d3a0-0000-7000-8000-000000000001',
  ref: { crm: 'hubspot', account: '4711', object: 'contact', id: '1' },
  at: '2026-11-02T09:00:00.000Z',
  kind: 'accept',
  note: null,
  seen: { contextVersion: 1, sections: [], openedAt: null },
  expected: 3,
};
const unused = new Proxy({} as Actions, { get: () => () => undefined });
let root: Root;
let said: string[];

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  said = [];
  root = createRoot(document.createElement('div'));
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

async function show(...states: [WriteState, string | null][]): Promise<void> {
  for (const step of [null, ...states]) {
    const writes: Write[] = step ? [{ operation: accept, state: step[0], because: step[1], undoUntil: null }] : [];
    await act(async () =>
      root.render(
        <AnnounceContext value={(sentence) => said.push(sentence)}>
          <StatusLines journeys={journeysOf([], writes)} label={() => 'Accepted'} retries={{}} actions={unused} />
        </AnnounceContext>,
      ),
    );
  }
}

test('a choice that goes through is heard once, when it is saved', async () => {
  await show(['keeping', null], ['kept', null], ['sending', null], ['saved', null]);
  expect(said).toEqual(['Accepted, saved']);
});

test('a choice that stays on this device is heard with the reason, once however often it is tried', async () => {
  const why = 'The server cannot be reached.';
  await show(
    ['keeping', null],
    ['kept', null],
    ['sending', null],
    ['kept', why],
    ['sending', null],
    ['kept', why],
    ['saved', null],
  );
  expect(said).toEqual([`Accepted, kept on this device, not sent yet, ${why}`, 'Accepted, saved']);
});

test('what was already so when the lead was opened is not read out', async () => {
  await act(async () =>
    root.render(
      <AnnounceContext value={(sentence) => said.push(sentence)}>
        <StatusLines
          journeys={journeysOf([], [{ operation: accept, state: 'failed', because: 'No such reason.', undoUntil: null }])}
          retries={{}}
          label={() => 'Accepted'}
          actions={unused}
        />
      </AnnounceContext>,
    ),
  );
  expect(said).toEqual([]);
});
