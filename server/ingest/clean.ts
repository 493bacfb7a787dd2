import type { Event } from '../../lib/contract/event.ts';
import { cleanAddress, cleanPath } from './address.ts';

const addressKeys = ['url', 'referrer', 'href', 'initial_referrer', 'referring_url'];

function cleanBag(bag: Record<string, unknown> | null | undefined): Record<string, unknown> | undefined {
  if (!bag) return undefined;
  const clean = { ...bag };
  for (const key of addressKeys) if (key in clean) clean[key] = cleanAddress(clean[key]);
  if ('path' in clean) clean.path = cleanPath(clean.path);
  delete clean.search;
  if (typeof clean.userAgent === 'string') clean.userAgent = clean.userAgent.slice(0, 2048);
  return clean;
}

/** The event as it may be kept: addresses cut to what is needed, no network address, no screen, no key that repeats another. */
export function cleanEvent(event: Event): Event {
  const clean: Event = { ...event };
  if (event.properties) clean.properties = cleanBag(event.properties);
  if (event.context) {
    const context = cleanBag(event.context);
    if (context) {
      delete context.ip;
      const page = context.page;
      if (typeof page === 'object' && page !== null) context.page = cleanBag({ ...page });
      clean.context = context;
    }
  }
  delete clean.writeKey;
  delete clean.integrations;
  return clean;
}
