import * as z from 'zod';
import { problemWithAddress } from './base-url.ts';
import type { Connector } from './connector.ts';
import { asRead } from './failure.ts';
import { Portal } from './hubspot/portal.ts';
import { readHubspot } from './hubspot/read.ts';
import { writeHubspot } from './hubspot/write.ts';

const hosts = /^api(-[a-z]{2}\d)?\.hubapi\.com$/;
const hubspotSecret = z.strictObject({ accessToken: z.string().regex(/^[\x21-\x7e]{8,}$/) });

/**
 * HubSpot through its own client, on the dated paths, with a service key or a private app's token. It has no key of ours on
 * notes, calls and tasks, so each carries the operation's id in its last line, and a second try looks for that first.
 */
export const hubspot: Connector = {
  crm: 'hubspot',

  problemWith({ baseUrl, secret, settings }) {
    const address = problemWithAddress(baseUrl, hosts, 'https://api.hubapi.com');
    if (address !== null) return address;
    if (!hubspotSecret.safeParse(secret).success)
      return 'Give accessToken and nothing else: a service key of this portal, without spaces.';
    const [setting] = Object.keys(settings);
    return setting === undefined ? null : `There is no setting ${setting} for HubSpot; it needs none.`;
  },

  async test(target, attempt) {
    const portal = new Portal(target, attempt);
    try {
      await portal.properties('contacts');
      await portal.owners({ limit: '1' });
      return { kind: 'done', wrote: [], ids: {} };
    } catch (error) {
      return portal.exchange.outcomeOf(error);
    }
  },

  async write(target, write, attempt) {
    const portal = new Portal(target, attempt);
    try {
      return await writeHubspot(portal, write, attempt.look);
    } catch (error) {
      return portal.exchange.outcomeOf(error);
    }
  },

  async read(target, ref, attempt) {
    const portal = new Portal(target, attempt);
    try {
      return { kind: 'found', record: await readHubspot(portal, ref) };
    } catch (error) {
      return asRead(portal.exchange.outcomeOf(error));
    }
  },
};
