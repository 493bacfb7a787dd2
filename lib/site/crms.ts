import { browser } from 'wxt/browser';
import type { RegisteredCrm } from '../contract/session.ts';
import { adapters } from '../crm/adapters.ts';

let cached: Promise<RegisteredCrm[]> | undefined;

/** Light on purpose: it runs before a record is painted. The options page has checked what it stored. */
function isRegistered(one: Partial<RegisteredCrm> | null): one is RegisteredCrm {
  return typeof one?.origin === 'string' && typeof one.crm === 'string' && Object.hasOwn(adapters, one.crm);
}

/** The same, read from the device now. */
export async function readStoredCrms(): Promise<RegisteredCrm[]> {
  const { crms } = await browser.storage.local.get<{ crms?: unknown }>('crms');
  return Array.isArray(crms) ? crms.filter(isRegistered) : [];
}

/** The CRMs registered on this device, read once for each page and kept up to date. */
export function storedCrms(): Promise<RegisteredCrm[]> {
  if (!cached) {
    cached = readStoredCrms();
    browser.storage.local.onChanged.addListener((changes) => {
      if (changes.crms) cached = readStoredCrms();
    });
  }
  return cached;
}

/** Replaces the registered CRMs; open pages follow at once. Throws a sentence on an entry that names no origin or CRM. */
export async function storeCrms(crms: readonly RegisteredCrm[]): Promise<void> {
  if (!crms.every(isRegistered)) throw new Error('Each registered CRM needs an origin and one of the CRMs Leadside knows.');
  await browser.storage.local.set({ crms: [...crms] });
  cached = readStoredCrms();
}
