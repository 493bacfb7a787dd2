import { browser } from 'wxt/browser';

type Lists = { off: string[]; offByAdmin: string[] };

const originsIn = (stored: unknown) => (Array.isArray(stored) ? stored.filter((origin) => typeof origin === 'string') : []);

async function lists(): Promise<Lists> {
  const { off, offByAdmin } = await browser.storage.local.get(['off', 'offByAdmin']);
  return { off: originsIn(off), offByAdmin: originsIn(offByAdmin) };
}

/** Who asked Leadside to stay away from this origin; null when it runs there. What the organisation has set comes first. */
export async function offBy(origin: string): Promise<'admin' | 'rep' | null> {
  const { off, offByAdmin } = await lists();
  if (offByAdmin.includes(origin)) return 'admin';
  return off.includes(origin) ? 'rep' : null;
}

/** The origins the rep has turned it off for. */
export const ownOff = async (): Promise<string[]> => (await lists()).off;

/** Stays away from what the organisation has set now, and no longer from what it has taken back; the rep's own list stays as it is. */
export async function followAdmin(origins: readonly string[]): Promise<void> {
  const { offByAdmin } = await lists();
  if (JSON.stringify(offByAdmin) !== JSON.stringify(origins)) await browser.storage.local.set({ offByAdmin: [...origins] });
}

/** Turns Leadside off or on again for an origin, as the rep wishes; open pages of it follow at once. */
export async function setOff(origin: string, off: boolean): Promise<void> {
  const others = (await ownOff()).filter((other) => other !== origin);
  await browser.storage.local.set({ off: off ? [...others, origin] : others });
}
