import { browser } from 'wxt/browser';

async function offOrigins(): Promise<string[]> {
  const { off } = await browser.storage.local.get('off');
  return Array.isArray(off) ? off.filter((origin) => typeof origin === 'string') : [];
}

/** Whether the rep asked Leadside to stay away from this origin. */
export async function isOff(origin: string): Promise<boolean> {
  return (await offOrigins()).includes(origin);
}

/** Stays away from these origins too, as the organisation has set; the rep's own stay as they are. */
export async function addOff(origins: readonly string[]): Promise<void> {
  const known = await offOrigins();
  const more = origins.filter((origin) => !known.includes(origin));
  if (more.length > 0) await browser.storage.local.set({ off: [...known, ...more] });
}

/** Turns Leadside off or on again for an origin; open pages of it follow at once. */
export async function setOff(origin: string, off: boolean): Promise<void> {
  const others = (await offOrigins()).filter((other) => other !== origin);
  await browser.storage.local.set({ off: off ? [...others, origin] : others });
}
