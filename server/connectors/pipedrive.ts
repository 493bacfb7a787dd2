import * as z from 'zod';
import { problemWithAddress } from './base-url.ts';
import type { Connector } from './connector.ts';
import { asRead } from './failure.ts';
import { Company } from './pipedrive/company.ts';
import { readPipedrive } from './pipedrive/read.ts';
import { writePipedrive } from './pipedrive/write.ts';

const hosts = /^[\w-]+\.pipedrive\.com$/;
const pipedriveSecret = z.strictObject({ apiToken: z.string().regex(/^[\x21-\x7e]{8,}$/) });

/**
 * Pipedrive through its own client, with an API token. It has no key of ours on notes and activities, so each carries the
 * operation's id in its last line, and a second try looks for that among the record's own first.
 */
export const pipedrive: Connector = {
  crm: 'pipedrive',

  problemWith({ baseUrl, secret, settings }) {
    const address = problemWithAddress(baseUrl, hosts, 'https://yourcompany.pipedrive.com');
    if (address !== null) return address;
    if (!pipedriveSecret.safeParse(secret).success)
      return 'Give apiToken and nothing else: the API token of a Pipedrive user, without spaces.';
    const [setting] = Object.keys(settings);
    return setting === undefined ? null : `There is no setting ${setting} for Pipedrive; it needs none.`;
  },

  async test(target, attempt) {
    const company = new Company(target, attempt);
    try {
      await company.ask('The user', company.users.getCurrentUser());
      await company.ask('The labels', company.leadLabels.getLeadLabels());
      return { kind: 'done', wrote: [], ids: {} };
    } catch (error) {
      return company.exchange.outcomeOf(error);
    }
  },

  async write(target, write, attempt) {
    const company = new Company(target, attempt);
    try {
      return await writePipedrive(company, write, attempt.look);
    } catch (error) {
      return company.exchange.outcomeOf(error);
    }
  },

  async read(target, ref, attempt) {
    const company = new Company(target, attempt);
    try {
      return { kind: 'found', record: await readPipedrive(company, ref) };
    } catch (error) {
      return asRead(company.exchange.outcomeOf(error));
    }
  },
};
