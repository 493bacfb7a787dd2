/**
 * Long because a CRM's refusals are most of it.
 *
 * A Salesforce org small enough to read: leads and what stands around them, tasks under an external id, and its refusals.
 */
import { randomBytes, verify } from 'node:crypto';
import { Fake, type Json, type Question, type Reply } from './fake.ts';
import { salesforceDescription } from './salesforce.openapi.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** An id of 18 characters with its checksum, as the org makes them. */
export function salesforceId(prefix: string, number: number): string {
  const base = `${prefix}${number.toString(36).toUpperCase().padStart(12, '0')}`;
  const sums = base
    .match(/.{5}/g)
    ?.map((five) => letters[five.split('').reduce((bits, letter, at) => bits | (Number(/[A-Z]/.test(letter)) << at), 0)]);
  return base + (sums ?? []).join('');
}

type Rows = Map<string, Json>;
export type SalesforceOrg = { fake: Fake; rows: Record<string, Rows>; org: OrgSettings; expireTokens: () => void };
type OrgSettings = {
  clientId: string;
  clientSecret: string;
  /** Verifies a JWT bearer assertion; the audience it must name. */
  publicKey: string | null;
  audience: string;
  statuses: string[];
  readOnly: Set<string>;
  externalId: { externalId: boolean; unique: boolean } | null;
  hasHistory: boolean;
};

const fields: Record<string, readonly string[]> = {
  Lead: [
    'Name',
    'Title',
    'Company',
    'Email',
    'Phone',
    'Status',
    'OwnerId',
    'Website',
    'Industry',
    'NumberOfEmployees',
    'Country',
    'AnnualRevenue',
    'Reject_Reason__c',
    'Recycle_Until__c',
    'Do_Not_Call__c',
    'IsConverted',
    'ConvertedDate',
    'ConvertedAccountId',
    'LastModifiedDate',
  ],
  Contact: ['Name', 'Title', 'Email', 'Phone', 'AccountId', 'OwnerId', 'Reject_Reason__c', 'LastModifiedDate'],
  Account: ['Name', 'Website', 'Industry', 'NumberOfEmployees', 'BillingCountry', 'AnnualRevenue', 'OwnerId', 'LastModifiedDate'],
  Opportunity: ['Name', 'AccountId', 'StageName', 'LastStageChangeDate', 'OwnerId', 'LastModifiedDate'],
  Task: [
    'WhoId',
    'WhatId',
    'OwnerId',
    'Subject',
    'Status',
    'TaskSubtype',
    'ActivityDate',
    'Description',
    'CallType',
    'CallDisposition',
    'Leadside_Id__c',
  ],
};
const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
const usage = { 'sforce-limit-info': 'api-usage=18/100000' };
const no = (status: number, errorCode: string, message: string): Reply => ({
  status,
  body: [{ errorCode, message }],
  headers: usage,
});
const missing = no(404, 'NOT_FOUND', 'The requested resource does not exist');

export function salesforceOrg(): SalesforceOrg {
  const org: OrgSettings = {
    clientId: 'client-id',
    clientSecret: 'client-secret-value',
    publicKey: null,
    audience: 'https://login.salesforce.com',
    statuses: ['Open - Not Contacted', 'Working - Contacted', 'Closed - Not Converted'],
    readOnly: new Set(),
    externalId: { externalId: true, unique: true },
    hasHistory: true,
  };
  const rows: Record<string, Rows> = Object.fromEntries(
    ['Lead', 'Contact', 'Account', 'Opportunity', 'User', 'Group', 'Task', 'LeadHistory', 'OpportunityContactRole'].map(
      (type) => [type, new Map()],
    ),
  );
  const tokens = new Set<string>();
  const answer = (question: Question): Reply => {
    if (question.path === '/services/oauth2/token') return signIn(question, org, tokens);
    const token = /^Bearer (.+)$/.exec(question.headers.authorization ?? '')?.[1];
    if (token === undefined || !tokens.has(token)) return no(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    const [, , , resource, type, id, key] = question.segments;
    if (resource === 'query') return query(question.query.get('q') ?? '', rows, org);
    if (type === undefined) return missing;
    if (id === 'describe') return shape(type, org);
    if (key !== undefined) return upsert(fake, rows, org, id ?? '', key, question.json);
    return question.method === 'GET'
      ? get(rows, type, id ?? '', question.query.get('fields'))
      : update(fake, rows, org, type, id ?? '', question.json);
  };
  const fake = new Fake({
    description: salesforceDescription,
    answer,
    tooMany: (retryAfter) =>
      retryAfter === null
        ? no(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')
        : { ...no(429, 'REQUEST_LIMIT_EXCEEDED', 'Too many requests.'), headers: { 'retry-after': retryAfter } },
    reads: ({ method, path }) => method === 'GET' || path === '/services/oauth2/token',
  });
  return { fake, rows, org, expireTokens: () => tokens.clear() };
}

function signIn({ form }: Question, org: OrgSettings, tokens: Set<string>): Reply {
  const refuse = (error: string, error_description: string): Reply => ({ status: 400, body: { error, error_description } });
  if (form.get('client_id') !== org.clientId) return refuse('invalid_client_id', 'client identifier invalid');
  if (form.get('grant_type') === 'client_credentials') {
    if (form.get('client_secret') !== org.clientSecret) return refuse('invalid_client', 'invalid client credentials');
  } else {
    const [head, claims, signature] = (form.get('assertion') ?? '').split('.');
    const signed = Buffer.from(`${head}.${claims}`);
    const good = org.publicKey !== null && verify('sha256', signed, org.publicKey, Buffer.from(signature ?? '', 'base64url'));
    const { aud, iss } = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString());
    if (!good || iss !== org.clientId) return refuse('invalid_grant', 'invalid assertion');
    if (aud !== org.audience) return refuse('invalid_grant', 'audience is invalid');
  }
  const token = `00D${randomBytes(24).toString('hex')}`;
  tokens.add(token);
  const id = 'https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA';
  return { status: 200, body: { access_token: token, instance_url: 'https://elsewhere.invalid', id, token_type: 'Bearer' } };
}

const dressed = (type: string, row: Json): Json => ({
  attributes: { type, url: `/services/data/v62.0/sobjects/${type}/${text(row.Id)}` },
  ...row,
});

function get(rows: Record<string, Rows>, type: string, id: string, only: string | null): Reply {
  const row = rows[type]?.get(id);
  if (!row) return missing;
  const names = only?.split(',') ?? Object.keys(row);
  const unknown = names.find((name) => name !== 'Id' && !(fields[type] ?? names).includes(name));
  if (unknown !== undefined) return no(400, 'INVALID_FIELD', `No such column '${unknown}' on sobject of type ${type}`);
  const picked = Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
  return { status: 200, body: dressed(type, { ...picked, Id: id }), headers: usage };
}

function update(fake: Fake, rows: Record<string, Rows>, org: OrgSettings, type: string, id: string, values: Json): Reply {
  const row = rows[type]?.get(id);
  if (!row) return missing;
  if (row.IsDeleted === true) return no(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  if (row.IsConverted === true) return no(400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  for (const [name, value] of Object.entries(values)) {
    if (!fields[type]?.includes(name)) return no(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${type}`);
    if (org.readOnly.has(name))
      return no(
        400,
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${name}. Please check the security settings of this field`,
      );
    if (name === 'Status' && !org.statuses.includes(text(value)))
      return no(
        400,
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `Status: bad value for restricted picklist field: ${text(value)}`,
      );
    if (name === 'Reject_Reason__c' && value === 'needs a date' && !values.Recycle_Until__c)
      return no(400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Enter a date until which the lead rests.');
  }
  const changed = Object.entries(values).filter(([name, value]) => (row[name] ?? null) !== value);
  if (changed.length > 0) fake.ledger.push({ kind: 'fields', record: id, key: null, values: Object.fromEntries(changed) });
  Object.assign(row, values);
  return { status: 204, headers: usage };
}

function upsert(fake: Fake, rows: Record<string, Rows>, org: OrgSettings, field: string, key: string, values: Json): Reply {
  if (field !== 'Leadside_Id__c' || !org.externalId)
    return no(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${field}`);
  const who = String(values.WhoId ?? values.WhatId);
  const record = ['Lead', 'Contact', 'Account', 'Opportunity']
    .map((type) => rows[type]?.get(who))
    .find((row) => row !== undefined);
  if (!record || record.IsDeleted === true) return no(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (record.IsConverted === true) return no(400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  const tasks = rows.Task ?? new Map();
  const held = [...tasks.values()].find((task) => task[field] === key);
  const kind = held ? 'task again' : 'task';
  fake.ledger.push({ kind, record: who, key, values });
  const id = held ? String(held.Id) : salesforceId('00T', tasks.size + 1);
  tasks.set(id, { ...held, ...values, Id: id, [field]: key });
  return { status: held ? 200 : 201, body: { id, success: true, created: !held, errors: [] }, headers: usage };
}

function shape(type: string, org: OrgSettings): Reply {
  const plain = (fields[type] ?? []).map((name) => ({
    name,
    type: name === 'Status' ? 'picklist' : 'string',
    externalId: false,
    unique: false,
    picklistValues:
      name === 'Status' && type === 'Lead' ? org.statuses.map((value) => ({ value, label: value, active: true })) : [],
  }));
  const shown = plain
    .filter(({ name }) => name !== 'Leadside_Id__c' || org.externalId !== null)
    .map((field) => (field.name === 'Leadside_Id__c' ? { ...field, ...org.externalId } : field));
  const body = { name: type, createable: !org.readOnly.has('Task'), updateable: !org.readOnly.has('Lead'), fields: shown };
  return { status: 200, body, headers: usage };
}

/** As much SOQL as is asked: conditions of equality joined by AND, an order by one field, a limit. */
function query(soql: string, rows: Record<string, Rows>, org: OrgSettings): Reply {
  const { names, type, where, order, limit } =
    /^SELECT (?<names>.+) FROM (?<type>\w+) WHERE (?<where>.+?)( ORDER BY (?<order>\w+( DESC)?))? LIMIT (?<limit>\d+)$/.exec(soql)
      ?.groups ?? {};
  if (type === undefined || !rows[type]) return no(400, 'MALFORMED_QUERY', 'unexpected token');
  if (type === 'LeadHistory' && !org.hasHistory) return no(400, 'INVALID_TYPE', "sObject type 'LeadHistory' is not supported.");
  const conditions = (where ?? '')
    .split(' AND ')
    .map((condition) => /^(\w+) (!?=) (?:'((?:[^'\\]|\\.)*)'|(true|false))$/.exec(condition));
  if (conditions.some((condition) => condition === null)) return no(400, 'MALFORMED_QUERY', 'unexpected token');
  const matches = (row: Json) =>
    conditions.every((condition) => {
      const [, name = '', sign, literal, boolean] = condition ?? [];
      const wanted = literal === undefined ? boolean === 'true' : literal.replace(/\\(.)/g, '$1');
      return (row[name] === wanted) === (sign === '=');
    });
  const found = [...(rows[type]?.values() ?? [])].filter((row) => row.IsDeleted !== true && matches(row));
  const [by = '', down] = (order ?? '').split(' ');
  found.sort((a, b) => text(a[by]).localeCompare(text(b[by])) * (down ? -1 : 1));
  const records = found
    .slice(0, Number(limit))
    .map((row) => dressed(type, Object.fromEntries((names ?? '').split(', ').map((name) => [name, row[name] ?? null]))));
  return { status: 200, body: { totalSize: records.length, done: true, records }, headers: usage };
}
