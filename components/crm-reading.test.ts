import { expect, test } from 'vitest';
import type { CrmReading } from '../lib/contract/context.ts';
import { unreadWords } from './crm-reading.tsx';

const now = Date.parse('2026-11-18T13:00:00Z');
const reading: CrmReading = { crm: 'hubspot', readAt: null, failingSince: '2026-11-18T12:00:00Z', because: null };

test('only what comes from the CRM that cannot be read is marked', () => {
  expect(unreadWords(reading, 'HubSpot', now)).toMatch(/^HubSpot cannot be read since \d?\d:\d\d/);
  expect(unreadWords(reading, ' hubspot ', now)).not.toBeNull();
  expect(unreadWords(reading, 'Clearbit', now)).toBeNull();
  expect(unreadWords(reading, null, now)).toBeNull();
  expect(unreadWords({ ...reading, failingSince: null }, 'HubSpot', now)).toBeNull();
  expect(unreadWords(undefined, 'HubSpot', now)).toBeNull();
});
