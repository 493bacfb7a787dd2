// Long because it is a table of what an admin can meet.
/** The options page as a person can meet it, above all for an admin: what is written to which CRM, and what is parked. */
import type { OptionsState, Unsent } from '../../components/options/view.ts';
import type { Connection, ParkedJob } from '../../lib/contract/connection.ts';
import type { Operation } from '../../lib/contract/disposition.ts';
import type { SignInMethods } from '../../lib/contract/sign-in.ts';
import { ago, unit } from './base-lead.ts';

const { minute, hour, day } = unit;

export type OptionsShown = {
  name: string;
  options: OptionsState;
  /** Names of buttons pressed one after another once the state is shown. */
  press?: string[];
  /** What every ask answers; null is success. */
  answer?: string;
  /** What asks answer that come after the workspace has said what it offers. */
  refuse?: string;
  /** What the workspace offers when asked; `northbeam` when left out. */
  methods?: SignInMethods;
};

export const northbeam: SignInMethods = {
  workspace: { id: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7a00', name: 'Northbeam' },
  oidc: {
    issuer: 'https://login.northbeam.example',
    clientId: 'leadside',
    authorizationEndpoint: 'https://login.northbeam.example/auth',
    scope: 'openid email profile',
  },
};

const rep: OptionsState = {
  connection: {
    apiUrl: 'https://context.northbeam.example',
    name: 'Dana Okafor',
    email: 'dana@northbeam.example',
    workspace: 'Northbeam',
    workspaceId: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7a00',
    session: null,
    ended: false,
    endedWhy: null,
    role: 'rep',
    expiresAt: null,
  },
  preset: { apiUrl: null, workspace: null, off: [] },
  switching: null,
  notice: null,
  crms: [
    { crm: 'salesforce', name: 'Salesforce', hosts: ['https://*.lightning.force.com/*'], granted: true },
    { crm: 'hubspot', name: 'HubSpot', hosts: ['https://*.hubspot.com/*'], granted: false },
    { crm: 'pipedrive', name: 'Pipedrive', hosts: ['https://*.pipedrive.com/*'], granted: false },
  ],
  own: [],
  off: [],
  unsent: [],
  parked: 0,
  writeBack: null,
};
const admin: OptionsState = {
  ...rep,
  connection: { ...(rep.connection as object), name: 'Ida Lund', role: 'admin' } as OptionsState['connection'],
};

const connection = (over: Partial<Connection>): Connection => ({
  crm: 'salesforce',
  account: 'halden',
  baseUrl: 'https://halden.my.salesforce.com',
  settings: {},
  state: 'on',
  because: null,
  provenAt: ago(40 * day),
  failures: 0,
  restingUntil: null,
  waiting: 0,
  parked: 0,
  createdAt: ago(40 * day),
  changedAt: ago(40 * day),
  ...over,
});

const job = (n: number, over: Partial<ParkedJob> = {}): ParkedJob => ({
  operationId: `6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7b0${n}`,
  leadId: 'lead_priya',
  ref: { crm: 'salesforce', account: 'halden', object: 'lead', id: '00Q5g00000AbCdEFGH' },
  kind: 'accept',
  code: 'invalid',
  because:
    'Salesforce refused the value "SAL" for Lead.Status. Add it to the picklist or change the mapping in the policy, then replay.',
  tries: 5,
  since: ago(3 * hour),
  ...over,
});

const jobs = [
  job(1),
  job(2, {
    kind: 'reject',
    code: 'gone',
    because: 'The record was merged into another one in Salesforce. Link the lead to the record that remains, then replay.',
    tries: 1,
    since: ago(26 * hour),
  }),
];

const common: Pick<Operation, 'ref' | 'at' | 'seen'> = {
  ref: { crm: 'salesforce', account: 'halden', object: 'lead', id: '00Q5g00000AbCdEFGH' },
  at: ago(20 * minute),
  seen: { contextVersion: 41, sections: [], openedAt: null },
};
const unsent: Unsent[] = [
  {
    id: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7c01',
    operation: {
      kind: 'reject',
      id: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7c01',
      expected: 0,
      reason: 'no_budget',
      subReason: null,
      missing: [],
      note: 'Frozen until the new fiscal year, asked to be called in February.',
      ...common,
    },
    state: 'kept',
    because: 'This computer is offline. It goes on by itself when the connection is back.',
    lead: 'Priya Raman',
    did: 'Rejected: No budget',
  },
  {
    id: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7c02',
    operation: {
      kind: 'attempt',
      id: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7c02',
      channel: 'call',
      outcome: 'voicemail',
      note: null,
      ...common,
    },
    state: 'failed',
    because: "No lead is linked to this record. Link it by the lead's email.",
    lead: null,
    did: 'Call: voicemail',
  },
];

const out: OptionsState = { ...rep, connection: null };
const managed: OptionsState = {
  ...out,
  preset: {
    apiUrl: 'https://context.northbeam.example',
    workspace: northbeam.workspace.id,
    off: ['https://sandbox.northbeam.example'],
  },
  off: ['https://sandbox.northbeam.example', 'https://app.hubspot.com'],
};
const signedIn: OptionsState = {
  ...rep,
  connection: { ...(rep.connection as object), session: { endsAt: ago(-28 * day) } } as OptionsState['connection'],
};
const ended: OptionsState = {
  ...rep,
  connection: {
    ...(rep.connection as object),
    session: null,
    ended: true,
    endedWhy: 'An admin ended this session.',
  } as OptionsState['connection'],
  unsent,
};
const closed = 'The sign-in window was closed before it was done. Press the button again; nothing has changed.';

const none = { jobs: [], total: 0 };
const read = (connections: Connection[], parked = none as { jobs: ParkedJob[]; total: number }): OptionsState => ({
  ...admin,
  writeBack: { state: 'read', connections, parked },
});
const pipedrive = connection({
  crm: 'pipedrive',
  account: 'halden-inbound',
  baseUrl: 'https://halden-inbound.pipedrive.com',
  state: 'signed_out',
  because: 'Pipedrive no longer accepts the API token: press Change and give a new one. Nothing is lost meanwhile.',
  changedAt: ago(50 * minute),
  waiting: 12,
});

export const optionsStates: OptionsShown[] = [
  { name: 'options-sign-in', options: out },
  { name: 'options-sign-in-managed', options: managed },
  { name: 'options-sign-in-no-workspace', options: out, press: ['Continue'] },
  { name: 'options-sign-in-offered', options: managed, press: ['Continue'] },
  {
    name: 'options-sign-in-only-codes',
    options: managed,
    press: ['Continue'],
    methods: { ...northbeam, oidc: null },
  },
  {
    name: 'options-sign-in-older-server',
    options: managed,
    press: ['Continue'],
    answer: 'This server does not know how to sign people in: ask an admin to update it, or paste a token your admin gave you.',
  },
  {
    name: 'options-sign-in-closed',
    options: managed,
    press: ['Continue', 'Sign in with login.northbeam.example'],
    refuse: closed,
  },
  { name: 'options-sign-in-code', options: managed, press: ['Enter a pairing code'] },
  {
    name: 'options-sign-in-token',
    options: managed,
    press: ['Paste a token', 'Connect'],
    answer: 'Paste the token your admin gave you.',
  },
  { name: 'options-signed-in', options: signedIn },
  { name: 'options-signed-in-other', options: signedIn, press: ['Sign in as somebody else'] },
  { name: 'options-session-ended', options: ended },
  { name: 'options-session-ended-forget', options: ended, press: ['Forget this account'] },
  {
    name: 'options-signed-out-not-told',
    options: {
      ...out,
      notice:
        'Signed out on this device. context.northbeam.example could not be told, so the session ends there by itself within 12 hours; an admin can end it sooner.',
    },
  },
  {
    name: 'options-switch',
    options: {
      ...signedIn,
      unsent,
      switching: { from: 'Dana Okafor, Northbeam', to: 'Ida Lund, Halden', unsent, canSend: true },
    },
  },
  { name: 'options-rep', options: { ...rep, unsent } },
  { name: 'options-sign-out', options: { ...rep, unsent }, press: ['Sign out'] },
  {
    name: 'options-sign-out-refused',
    options: { ...rep, unsent },
    press: ['Sign out', 'Send now, then sign out'],
    answer: '2 are still not sent. This computer is offline. It goes on by itself when the connection is back.',
  },
  { name: 'options-write-back-none', options: read([]) },
  { name: 'options-write-back-form', options: read([]), press: ['Connect a CRM'] },
  {
    name: 'options-write-back-form-problem',
    options: read([]),
    press: ['Connect a CRM', 'Connect and test'],
  },
  { name: 'options-write-back-reading', options: { ...admin, writeBack: { state: 'reading' } } },
  {
    name: 'options-write-back-failed',
    options: {
      ...admin,
      writeBack: {
        state: 'failed',
        message: 'context.northbeam.example took longer than 5 seconds. Try again; if it stays, tell your admin.',
      },
    },
  },
  {
    name: 'options-write-back',
    options: read(
      [
        connection({ waiting: 1, parked: 2 }),
        pipedrive,
        connection({
          crm: 'custom',
          account: 'https://crm.halden.example',
          baseUrl: 'https://hooks.halden.example/leadside',
          state: 'paused',
          because: 'An admin has paused this connection.',
          changedAt: ago(2 * day),
          provenAt: null,
        }),
        connection({
          crm: 'hubspot',
          account: '4711',
          baseUrl: 'https://api.hubapi.com',
          failures: 6,
          restingUntil: ago(-9 * minute),
          waiting: 3,
        }),
      ],
      { jobs, total: 2 },
    ),
  },
  { name: 'options-write-back-change', options: read([pipedrive]), press: ['Change Pipedrive halden-inbound'] },
  { name: 'options-write-back-remove', options: read([pipedrive]), press: ['Remove Pipedrive halden-inbound'] },
  { name: 'options-write-back-tested', options: read([connection({})]), press: ['Test Salesforce halden'] },
  {
    name: 'options-write-back-test-failed',
    options: read([connection({})]),
    press: ['Test Salesforce halden'],
    answer: 'Tasks have no field Leadside_Id__c in Salesforce, or Leadside may not see it: make it as external id, unique.',
  },
  {
    name: 'options-write-back-discard',
    options: read([connection({ parked: 2 })], { jobs, total: 240 }),
    press: ['Discard: Reject on lead 00Q5g00000AbCdEFGH', 'Discard it'],
  },
];
