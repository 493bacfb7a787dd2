import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing/fake-browser')).fakeBrowser }));
const { fakeBrowser } = await import('wxt/testing/fake-browser');
const { followAdmin, offBy, ownOff, setOff } = await import('./off.ts');
const { siteChoices } = await import('./choices.ts');

const [crm, other] = ['https://crm.example', 'https://other.example'];
beforeEach(() => fakeBrowser.reset());

test('what the organisation sets and takes back leaves the rep’s own list alone', async () => {
  await setOff(other, true);
  await followAdmin([crm, other]);
  expect([await offBy(crm), await offBy(other), await ownOff()]).toEqual(['admin', 'admin', [other]]);
  // The rep cannot turn on what the organisation has turned off.
  await setOff(crm, false);
  expect(await offBy(crm)).toBe('admin');
  await followAdmin([]);
  expect([await offBy(crm), await offBy(other), await ownOff()]).toEqual([null, 'rep', [other]]);
});

test('the popup says who turned it off, and offers the rep only what is theirs', async () => {
  const at = async () => {
    const { sentence, choices } = await siteChoices({ url: `${crm}/lead/1` });
    return [sentence, choices.map(({ label }) => label).filter((label) => label !== 'Settings')];
  };
  await followAdmin([crm]);
  expect(await at()).toEqual(['Your organisation has turned Leadside off for crm.example.', []]);
  await followAdmin([]);
  expect(await at()).toEqual([expect.stringContaining('Open a record'), ['Turn off for crm.example']]);
  await setOff(crm, true);
  expect(await at()).toEqual(['Leadside is off for crm.example.', ['Turn on for crm.example']]);
});

test('nothing is written where nothing changed, so that no page has to look', async () => {
  await followAdmin([crm]);
  const heard = vi.fn();
  fakeBrowser.storage.local.onChanged.addListener(heard);
  await followAdmin([crm]);
  expect(heard).not.toHaveBeenCalled();
});

test('the popup offers to turn nothing off where there is no site', async () => {
  for (const url of [undefined, 'chrome-extension://abcdefghijklmnop/options.html', 'about:blank']) {
    const { sentence, choices } = await siteChoices({ url });
    expect([sentence, choices.map(({ label }) => label)]).toEqual([
      'Leadside has no access to this page. Connect your CRM in the settings.',
      ['Settings'],
    ]);
  }
});
