import { expect, test } from 'vitest';
import type { Connection } from '../../lib/contract/connection.ts';
import { crmIds } from '../../lib/contract/record.ts';
import { asked } from './connection-form.tsx';
import { notesOf } from './connection-row.tsx';
import { crmNeeds } from './crm-needs.ts';

const empty = { account: '', baseUrl: '', way: 0, secret: {}, settings: {} };

test('an empty form names the first thing that is missing, for each CRM', () => {
  for (const crm of crmIds) {
    expect(asked(crm, empty, false)).toEqual({ problem: `Fill in "${crmNeeds[crm].account.label}".` });
    const [first] = crmNeeds[crm].ways[0].needs;
    const there = { ...empty, account: 'acme', baseUrl: 'https://acme.example' };
    expect(asked(crm, there, false)).toEqual({ problem: `Fill in "${first?.label}".` });
  }
});

test('the address of the API follows from the account unless another is given', () => {
  const typed = { ...empty, account: ' acme ', secret: { apiToken: ' t0ken ' } };
  expect(asked('pipedrive', typed, false)).toEqual({
    set: {
      crm: 'pipedrive',
      account: 'acme',
      baseUrl: 'https://acme.pipedrive.com',
      settings: {},
      secret: { apiToken: 't0ken' },
    },
  });
  expect(asked('pipedrive', { ...typed, baseUrl: 'https://eu.pipedrive.com/' }, false)).toMatchObject({
    set: { baseUrl: 'https://eu.pipedrive.com' },
  });
  expect(asked('custom', { ...empty, account: 'https://crm.example' }, false)).toEqual({ problem: 'Fill in "Webhook address".' });
});

test('a credential that stands may be left empty, but not half filled in', () => {
  const typed = { ...empty, account: 'acme', settings: { taskStatus: 'Done' } };
  expect(asked('salesforce', typed, true)).toEqual({
    set: { crm: 'salesforce', account: 'acme', baseUrl: 'https://acme.my.salesforce.com', settings: { taskStatus: 'Done' } },
  });
  expect(asked('salesforce', { ...typed, secret: { clientId: 'x' } }, true)).toEqual({
    problem: 'Fill in "Consumer secret", or leave the whole credential empty to keep the one that stands.',
  });
});

test('what is typed for one way to sign in does not travel with another', () => {
  const secret = { clientId: 'x', clientSecret: 's', username: 'u', privateKey: 'k' };
  const found = asked('salesforce', { ...empty, account: 'acme', way: 1, secret }, false);
  expect('set' in found && Object.keys(found.set.secret ?? {})).toEqual(['clientId', 'username', 'privateKey']);
});

test('a connection says what is so with it besides its state', () => {
  const now = Date.parse('2026-11-18T13:00:00Z');
  const connection = { provenAt: null, restingUntil: '2026-11-18T13:09:00Z', failures: 6, waiting: 1, parked: 2 } as Connection;
  expect(notesOf(connection, now)).toEqual([
    'Its credential has not signed in yet: press Test.',
    expect.stringMatching(/^It failed 6 times in a row and is left alone until /),
    '1 choice waits to be written.',
    '2 are parked, see below.',
  ]);
  expect(notesOf({ ...connection, failures: 1 }, now)[1]).toMatch(/^It failed once and is left alone until /);
  expect(notesOf({ ...connection, provenAt: '2026-11-01T00:00:00Z', waiting: 0, parked: 0 }, now + 3_600_000)).toEqual([]);
});
