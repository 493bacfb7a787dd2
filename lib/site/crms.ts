import { browser } from 'wxt/browser';
import * as z from 'zod';
import { type RegisteredCrm, registeredCrm } from '../contract/session.ts';

const crmList = z.array(registeredCrm);
let cached: Promise<RegisteredCrm[]> | undefined;

async function read(): Promise<RegisteredCrm[]> {
  const { crms } = await browser.storage.local.get('crms');
  const parsed = crmList.safeParse(crms ?? []);
  return parsed.success ? parsed.data : [];
}

/** The CRMs registered on this device, read once for each page and kept up to date. */
export function storedCrms(): Promise<RegisteredCrm[]> {
  if (!cached) {
    cached = read();
    browser.storage.onChanged.addListener((changes, area) => {
      if (area === 'local' && changes.crms) cached = read();
    });
  }
  return cached;
}

/** Replaces the registered CRMs; open pages follow at once. Throws a zod error on a malformed entry. */
export async function storeCrms(crms: readonly RegisteredCrm[]): Promise<void> {
  await browser.storage.local.set({ crms: crmList.parse(crms) });
}
