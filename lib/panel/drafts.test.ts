import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing/fake-browser')).fakeBrowser }));
const { deviceDrafts } = await import('./drafts.ts');

test('what was typed is there again, and no menu of numbers is', async () => {
  await deviceDrafts.save('one', { note: 'Two sites', open: 'attempt', reason: 'call' });
  expect(await deviceDrafts.load('one')).toEqual({ note: 'Two sites', open: null, reason: null });
  await deviceDrafts.save('one', { note: '', open: 'reject', reason: null });
  expect(await deviceDrafts.load('one')).toBeNull();
  const heard = {
    note: '',
    open: 'heard' as const,
    reason: null,
    heard: { objections: 'Price', competitors: '', words: '', claims: '' },
  };
  await deviceDrafts.save('one', heard);
  expect(await deviceDrafts.load('one')).toEqual(heard);
});
