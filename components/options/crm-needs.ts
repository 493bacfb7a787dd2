/** What an admin gives to connect each CRM: its names as the server's connectors take them, with one sentence of help each. */
import type { CrmId } from '../../lib/contract/record.ts';

export type Need = {
  /** As the connector names it. */
  name: string;
  label: string;
  help: string;
  /** Several lines, such as a key. */
  long?: true;
  /** Taken when left empty. */
  otherwise?: string;
};
/** One way to sign in to a CRM: all it needs goes into the sealed credential and never comes back. */
export type SignInWay = { name: string; needs: readonly Need[] };
export type CrmNeeds = {
  account: { label: string; help: string };
  baseUrl: { label: string; help: string };
  /** The usual address of the API for an account; empty where there is none. */
  addressOf: (account: string) => string;
  ways: readonly [SignInWay, ...SignInWay[]];
  settings: readonly Need[];
};

const clientId: Need = {
  name: 'clientId',
  label: 'Consumer key',
  help: 'Of the External Client App, under Settings, OAuth Settings.',
};

export const crmNeeds: Record<CrmId, CrmNeeds> = {
  salesforce: {
    account: {
      label: 'My Domain',
      help: 'What stands before .lightning.force.com in the address, such as acme or acme--test.sandbox.',
    },
    baseUrl: { label: 'API address', help: 'The My Domain login address, such as https://acme.my.salesforce.com.' },
    addressOf: (account) => (account === '' ? '' : `https://${account}.my.salesforce.com`),
    ways: [
      {
        name: 'Client credentials',
        needs: [
          clientId,
          {
            name: 'clientSecret',
            label: 'Consumer secret',
            help: 'Beside the consumer key; the app needs the client credentials flow with a run-as user.',
          },
        ],
      },
      {
        name: 'JWT bearer',
        needs: [
          clientId,
          { name: 'username', label: 'User name', help: 'Of the user Leadside writes as, pre-authorised for the app.' },
          {
            name: 'privateKey',
            label: 'Private key',
            help: 'RSA, in PEM form; the app holds its certificate.',
            long: true,
          },
        ],
      },
    ],
    settings: [
      {
        name: 'taskExternalId',
        label: 'Field of Task for the operation',
        help: 'A text field of 36 characters, external id and unique, so that nothing is logged twice.',
        otherwise: 'Leadside_Id__c',
      },
      {
        name: 'taskStatus',
        label: 'Status of a logged task',
        help: 'The value that means a task is done.',
        otherwise: 'Completed',
      },
    ],
  },
  hubspot: {
    account: { label: 'Portal id', help: 'The number after /contacts/ in the address of any record.' },
    baseUrl: { label: 'API address', help: 'As it stands for every portal, unless HubSpot told you another.' },
    addressOf: () => 'https://api.hubapi.com',
    ways: [
      {
        name: 'Service key',
        needs: [
          {
            name: 'accessToken',
            label: 'Service key or private app token',
            help: 'With read and write of contacts, companies, leads and deals, and read of owners.',
          },
        ],
      },
    ],
    settings: [],
  },
  pipedrive: {
    account: { label: 'Company', help: 'What stands before .pipedrive.com in the address, such as acme.' },
    baseUrl: { label: 'API address', help: 'Your own Pipedrive address, such as https://acme.pipedrive.com.' },
    addressOf: (account) => (account === '' ? '' : `https://${account}.pipedrive.com`),
    ways: [
      {
        name: 'API token',
        needs: [
          {
            name: 'apiToken',
            label: 'API token',
            help: 'Of the user Leadside writes as, under Personal preferences, API.',
          },
        ],
      },
    ],
    settings: [],
  },
  custom: {
    account: { label: 'Address of the CRM', help: 'Its origin as reps have it open, such as https://crm.example.com.' },
    baseUrl: {
      label: 'Webhook address',
      help: 'Where each decision is posted, signed by Standard Webhooks; your receiver writes it to the CRM.',
    },
    addressOf: () => '',
    ways: [
      {
        name: 'Signing secret',
        needs: [
          {
            name: 'signingSecret',
            label: 'Signing secret',
            help: 'whsec_ and 24 to 64 random bytes in base64 (openssl rand -base64 32); your receiver checks with the same.',
          },
        ],
      },
    ],
    settings: [],
  },
};
