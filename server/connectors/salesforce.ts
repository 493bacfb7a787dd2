import { problemWithAddress } from './base-url.ts';
import type { Connector } from './connector.ts';
import { asRead, refused } from './failure.ts';
import { readSalesforce } from './salesforce/read.ts';
import { problemWithSettings, salesforceSecret, taskKeyOf } from './salesforce/secret.ts';
import { Session } from './salesforce/session.ts';
import { writeSalesforce } from './salesforce/write.ts';

// The API's hosts, also of the government and the Alibaba clouds; a sandbox has its name before `sandbox.my`.
const hosts = /^[\w-]+(\.[\w-]+)*\.my\.(salesforce\.(com|mil)|sfcrmproducts\.cn)$/;

/**
 * Salesforce through jsforce, signed in as an External Client App (client credentials or JWT bearer). A task is upserted
 * under an external id field that holds the operation's id, so a second sending meets the first.
 */
export const salesforce: Connector = {
  crm: 'salesforce',

  problemWith({ baseUrl, secret, settings }) {
    const address = problemWithAddress(baseUrl, hosts, 'https://yourcompany.my.salesforce.com');
    if (address !== null) return address;
    if (!salesforceSecret.safeParse(secret).success)
      return 'Give clientId with clientSecret, or clientId with username and privateKey (RSA, PEM), of an External Client App.';
    return problemWithSettings(settings);
  },

  async test(target, attempt) {
    const session = new Session(target, attempt);
    const key = taskKeyOf(target.settings);
    try {
      const task = await session.ask('Task', (connection) => connection.describe('Task'));
      const field = task.fields.find(({ name }) => name === key);
      if (!task.createable)
        throw refused('forbidden', 'Leadside may not create tasks in Salesforce: give its user that permission.');
      if (!field)
        throw refused(
          'invalid',
          `Tasks have no field ${key} in Salesforce, or Leadside may not see it: make it as external id, unique.`,
        );
      if (!field.externalId || !field.unique)
        throw refused('invalid', `Make the Salesforce field ${key} of tasks an external id, and unique.`);
      const lead = await session.ask('Lead', (connection) => connection.describe('Lead'));
      if (!lead.updateable)
        throw refused('forbidden', 'Leadside may not edit leads in Salesforce: give its user that permission.');
      return { kind: 'done', wrote: [], ids: {} };
    } catch (error) {
      return { ...session.exchange.outcomeOf(error) };
    }
  },

  async write(target, write, attempt) {
    const session = new Session(target, attempt);
    try {
      return await writeSalesforce(session, target, write, attempt.look);
    } catch (error) {
      return session.exchange.outcomeOf(error);
    }
  },

  async read(target, ref, attempt) {
    const session = new Session(target, attempt);
    try {
      return { kind: 'found', record: await readSalesforce(session, ref) };
    } catch (error) {
      return asRead(session.exchange.outcomeOf(error));
    }
  },
};
