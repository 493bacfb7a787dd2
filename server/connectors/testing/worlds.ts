/** A fake of each CRM with records in it, and writes to them, each with what the ledger is to hold of it. */
import type { Effect, Fake } from '../../../test/crm-fakes/fake.ts';
import { hubspotPortal } from '../../../test/crm-fakes/hubspot.ts';
import { pipedriveCompany } from '../../../test/crm-fakes/pipedrive.ts';
import { salesforceId, salesforceOrg } from '../../../test/crm-fakes/salesforce.ts';
import type { Connector, CrmTarget, CrmWrite } from '../connector.ts';
import { hubspot } from '../hubspot.ts';
import { pipedrive } from '../pipedrive.ts';
import { salesforce } from '../salesforce.ts';
import { call, type Job, operationId, writeOf } from './drive.ts';

export type World = {
  connector: Connector;
  fake: Fake;
  target: Omit<CrmTarget, 'workspaceId'>;
  jobs: Job[];
  /** Writes this CRM will never take, and why. */
  poison: { write: CrmWrite; code: 'invalid' | 'gone' | 'forbidden' }[];
  /** The credential no longer holds. */
  revoke: () => void;
  /** The ledger as lines, in the words of `Job.effects`. */
  found: () => string[];
};

/** Writes a record gets: several fields and notes, calls, and in Pipedrive the archive and back. */
const perRecord = 8;
const count = (jobs: number) => Array.from({ length: jobs / perRecord }, (_, at) => at);
type Ref = CrmWrite['ref'];
type Given = Partial<CrmWrite>;

/** The jobs of one record: `given` says what the n-th writes, `effects` how the ledger calls that. */
function jobsOf(
  ref: Ref,
  given: (at: number, operation: string) => Given,
  effects: (write: CrmWrite, at: number) => string[],
): Job[] {
  return Array.from({ length: perRecord }, (_, at) => {
    const operation = operationId(`${ref.crm} ${ref.id} ${at}`);
    const write = { ...writeOf(ref, given(at, operation)), operationId: operation };
    return { write, effects: effects(write, at) };
  });
}

/**
 * Fields are known by the one that holds the operation, everything else by its key; the archive and back, which carry neither,
 * by the decision the record held then. So no two lines are alike.
 */
const linesOf = (fake: Fake, mark: string) => () => {
  const decided = new Map<string, string>();
  return fake.ledger.map(({ kind, record, key, values }: Effect) => {
    const named = key ?? values[mark];
    if (kind === 'fields' && typeof named === 'string') decided.set(record, named);
    const operation = typeof named === 'string' ? named : kind.endsWith('archive') ? decided.get(record) : undefined;
    return [kind, record, ...(operation === undefined ? [] : [operation])].join(' ');
  });
};

async function world(
  connector: Connector,
  fake: Fake,
  {
    secret,
    mark,
    account = 'acme',
    ...rest
  }: Pick<World, 'jobs' | 'poison' | 'revoke'> & {
    secret: Record<string, string>;
    mark: string;
    account?: string;
  },
): Promise<World> {
  await fake.start();
  const target = { crm: connector.crm, account, baseUrl: fake.url, secret, settings: {} };
  return { connector, fake, target, ...rest, found: linesOf(fake, mark) };
}

export function salesforceWorld(jobs: number): Promise<World> {
  const { fake, rows, org, expireTokens } = salesforceOrg();
  org.readOnly.add('Title');
  const statuses = ['Open - Not Contacted', 'Working - Contacted', 'Closed - Not Converted'];
  const made = count(jobs).flatMap((at) => {
    const id = salesforceId('00Q', 1000 + at);
    rows.Lead?.set(id, { Id: id, Name: 'L', Status: 'Open - Not Contacted' });
    const given = (nth: number, operation: string): Given => {
      const fields = { Status: statuses[nth % 3] ?? '', Reject_Reason__c: operation };
      return [{ fields }, { activity: call() }, { fields, note: 'No budget' }, { fields, activity: call() }][nth % 4] ?? {};
    };
    return jobsOf(
      { crm: 'salesforce', account: 'acme', object: 'lead', id },
      given,
      ({ operationId: key, fields, activity, note }) => [
        ...(Object.keys(fields).length > 0 ? [`fields ${id} ${key}`] : []),
        ...(activity || note !== null ? [`task ${id} ${key}`] : []),
      ],
    );
  });
  const secret = { clientId: 'client-id', clientSecret: 'client-secret-value' };
  const ref = { crm: 'salesforce', account: 'acme', object: 'lead' } as const;
  const [first, gone, converted] = [salesforceId('00Q', 1), salesforceId('00Q', 2), salesforceId('00Q', 3)];
  for (const id of [first, converted]) rows.Lead?.set(id, { Id: id, Name: 'L', IsConverted: id === converted });
  const poison: World['poison'] = [
    { write: writeOf({ ...ref, id: first }, { fields: { Status: 'Nope' } }), code: 'invalid' },
    { write: writeOf({ ...ref, id: gone }, { fields: { Status: 'Working - Contacted' } }), code: 'gone' },
    { write: writeOf({ ...ref, id: converted }, { note: 'x' }), code: 'gone' },
    { write: writeOf({ ...ref, id: first }, { fields: { Title: 'CFO' } }), code: 'forbidden' },
  ];
  const revoke = () => {
    org.clientSecret = 'another';
    expireTokens();
  };
  return world(salesforce, fake, { secret, jobs: made, poison, revoke, mark: 'Reject_Reason__c' });
}

export function hubspotWorld(jobs: number): Promise<World> {
  const { fake, put, settings } = hubspotPortal();
  settings.scopes.delete('companies');
  const statuses = ['OPEN', 'IN_PROGRESS', 'UNQUALIFIED'];
  const made = count(jobs).flatMap((at) => {
    const id = String(70_000 + at);
    put('contacts', id, { hs_lead_status: 'NEW' });
    const given = (nth: number, operation: string): Given => {
      const fields = { hs_lead_status: statuses[nth % 3] ?? '', reject_reason: operation };
      return (
        [{ fields }, { activity: call() }, { fields, note: 'No budget' }, { activity: call(), note: 'Later' }][nth % 4] ?? {}
      );
    };
    return jobsOf(
      { crm: 'hubspot', account: '123', object: 'contact', id },
      given,
      ({ operationId: key, fields, activity, note }) => [
        ...(Object.keys(fields).length > 0 ? [`fields contacts/${id} ${key}`] : []),
        ...(activity ? [`call contacts/${id} ${key}`] : []),
        ...(note === null ? [] : [`note contacts/${id} ${key}`]),
      ],
    );
  });
  const ref = { crm: 'hubspot', account: '123', object: 'contact' } as const;
  put('contacts', '1', {});
  const poison: World['poison'] = [
    { write: writeOf({ ...ref, id: '1' }, { fields: { hs_lead_status: 'NOPE' } }), code: 'invalid' },
    { write: writeOf({ ...ref, id: '2' }, { note: 'x' }), code: 'gone' },
    { write: writeOf({ ...ref, object: 'account', id: '3' }, { fields: { reject_reason: 'x' } }), code: 'forbidden' },
  ];
  const revoke = () => {
    settings.accessToken = 'another';
  };
  const secret = { accessToken: 'pat-eu1-secret-value' };
  return world(hubspot, fake, { secret, jobs: made, poison, revoke, mark: 'reject_reason', account: '123' });
}

/** Accepted, called, rejected with a call, a note and the archive, then called and noted; and opened again by the next accept. */
export function pipedriveWorld(jobs: number): Promise<World> {
  const { fake, rows, settings } = pipedriveCompany();
  const reason = 'a'.repeat(40);
  const among = ['Accepted', 'Rejected', 'Recycled'];
  const made = count(jobs).flatMap((at) => {
    const id = operationId(`lead ${at}`);
    const row = {
      id,
      title: 'L',
      owner_id: 31,
      label_ids: [],
      person_id: null,
      organization_id: null,
      is_archived: false,
      update_time: '',
    };
    rows.leads?.set(id, row);
    const given = (nth: number, operation: string): Given => {
      const fields = { [reason]: operation };
      const rejected = { fields, label: { label: 'Rejected', among }, activity: call(), note: 'No budget', archive: true };
      const accepted = { fields, label: { label: 'Accepted', among } };
      return [accepted, { activity: call() }, rejected, { activity: call(), note: 'Later' }][nth % 4] ?? {};
    };
    return jobsOf(
      { crm: 'pipedrive', account: 'acme', object: 'lead', id },
      given,
      ({ operationId: key, fields, activity, note, archive }, nth) => [
        ...(Object.keys(fields).length > 0 ? [`fields leads/${id} ${key}`] : []),
        ...(activity ? [`activity leads/${id} ${key}`] : []),
        ...(note === null ? [] : [`note leads/${id} ${key}`]),
        ...(archive ? [`archive leads/${id} ${key}`] : []),
        // Opened again by the next accept, where there is one.
        ...(archive && nth + 2 < perRecord ? [`unarchive leads/${id} ${key}`] : []),
      ],
    );
  });
  const ref = { crm: 'pipedrive', account: 'acme', object: 'lead', id: operationId('lead 0') } as const;
  const poison: World['poison'] = [
    { write: writeOf(ref, { fields: { [reason]: 'x'.repeat(300) } }), code: 'invalid' },
    { write: writeOf(ref, { label: { label: 'Nope', among } }), code: 'invalid' },
    { write: writeOf({ ...ref, id: operationId('gone') }, { note: 'x' }), code: 'gone' },
  ];
  const revoke = () => {
    settings.apiToken = 'another';
  };
  return world(pipedrive, fake, { secret: { apiToken: 'secret-api-token-value' }, jobs: made, poison, revoke, mark: reason });
}
