/**
 * Long because a CRM's refusals are most of it.
 *
 * A HubSpot portal small enough to read: records, activities, what is associated with what, and its refusals.
 */
import { randomUUID } from 'node:crypto';
import { Fake, type Json, type Question, type Reply } from './fake.ts';
import { hubspotDescription } from './hubspot.openapi.ts';

type Row = { id: string; properties: Record<string, string | null> };
type Link = { to: string; id: string; typeId: number; label: string | null };
export type HubspotPortal = {
  fake: Fake;
  /** By type and id, "leads/7". */
  rows: Map<string, Row>;
  put: (type: string, id: string, properties: Record<string, string>) => void;
  link: (from: string, to: string, typeId: number, label?: string) => void;
  settings: PortalSettings;
};
type PortalSettings = {
  accessToken: string;
  scopes: Set<string>;
  statuses: string[];
  /** Associations a page holds, however many are asked for. */
  pageSize: number;
  /** Records that a batch leaves out, with the category it gives. */
  failing: Map<string, string>;
};

const properties: Record<string, readonly string[]> = {
  leads: [
    'hs_lead_name',
    'hs_pipeline',
    'hs_pipeline_stage',
    'hs_lead_disqualification_reason',
    'reject_reason',
    'hubspot_owner_id',
  ],
  contacts: [
    'firstname',
    'lastname',
    'jobtitle',
    'email',
    'phone',
    'company',
    'hs_lead_status',
    'lifecyclestage',
    'reject_reason',
    'do_not_call',
    'hubspot_owner_id',
  ],
  companies: ['name', 'domain', 'industry', 'country', 'numberofemployees', 'annualrevenue', 'reject_reason', 'hubspot_owner_id'],
  deals: ['dealname', 'dealstage', 'pipeline', 'hubspot_owner_id'],
};
const kinds: Record<string, string> = { notes: 'note', calls: 'call', tasks: 'task' };
const bodies: Record<string, string> = { notes: 'hs_note_body', calls: 'hs_call_body', tasks: 'hs_task_body' };
/** Type ids by pair, some of them as published and none of them to be relied on. */
const typeIds: Record<string, number> = {
  'calls/contacts': 194,
  'notes/contacts': 202,
  'tasks/contacts': 204,
  'calls/leads': 1596,
  'notes/leads': 1855,
  'tasks/leads': 1647,
  'calls/companies': 182,
  'notes/companies': 190,
  'tasks/companies': 192,
};

export function no(status: number, category: string, message: string, errors: Json[] = []): Reply {
  return {
    status,
    body: { status: 'error', message, category, correlationId: randomUUID(), ...(errors.length > 0 ? { errors } : {}) },
  };
}

export function hubspotPortal(): HubspotPortal {
  const settings: PortalSettings = {
    accessToken: 'pat-eu1-secret-value',
    scopes: new Set(['contacts', 'companies', 'leads', 'owners']),
    statuses: ['NEW', 'OPEN', 'IN_PROGRESS', 'UNQUALIFIED', 'BAD_TIMING'],
    pageSize: 500,
    failing: new Map(),
  };
  const rows = new Map<string, Row>();
  const links = new Map<string, Link[]>();
  const add = (from: string, to: string, typeId: number, label: string | null) => {
    const [type = '', id = ''] = to.split('/');
    links.set(from, [...(links.get(from) ?? []), { to: type, id, typeId, label }]);
  };
  const world = { settings, rows, links, add, made: 0 };
  const fake: Fake = new Fake({
    description: hubspotDescription,
    answer: (question) => answer(question, world, fake),
    tooMany: (retryAfter) => ({
      ...no(429, 'RATE_LIMITS', 'You have reached your ten_secondly_rolling limit.'),
      ...(retryAfter === null ? {} : { headers: { 'retry-after': retryAfter } }),
    }),
    reads: ({ method, path }) => method === 'GET' || path.endsWith('/batch/read'),
  });
  return {
    fake,
    rows,
    settings,
    put: (type, id, given) => rows.set(`${type}/${id}`, { id, properties: given }),
    link: (from, to, typeId, label) => add(from, to, typeId, label ?? null),
  };
}

type World = {
  settings: PortalSettings;
  rows: Map<string, Row>;
  links: Map<string, Link[]>;
  add: (from: string, to: string, typeId: number, label: string | null) => void;
  made: number;
};

function answer(question: Question, world: World, fake: Fake): Reply {
  const { method, segments, query, json, headers } = question;
  const { settings, rows } = world;
  if (headers.authorization !== `Bearer ${settings.accessToken}`)
    return no(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.');
  const [, family, , first = '', second = '', third, fourth] = segments;
  if (family === 'associations') return { status: 200, body: { results: labels(first, second) } };
  if (family === 'owners') return owners(first, query, world);
  if (family === 'pipelines') return { status: 200, body: { results: pipelines } };
  if (family === 'properties') return { status: 200, body: { results: shape(first, settings) } };
  const scope = first in kinds ? 'contacts' : first;
  if (!settings.scopes.has(scope))
    return no(403, 'MISSING_SCOPES', 'This app hasn’t been granted all required scopes to make this call.', [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: [`crm.objects.${scope}.${method === 'GET' ? 'read' : 'write'}`] },
      },
    ]);
  if (second === 'batch') return batch(first, json, world);
  if (method === 'POST') return create(first, json, world, fake);
  const row = rows.get(`${first}/${second}`);
  if (!row) return no(404, 'OBJECT_NOT_FOUND', `Object not found. objectId: ${second}`);
  if (third === 'associations') return associations(`${first}/${second}`, fourth ?? '', query, world);
  if (method === 'PATCH') return update(first, row, json, world, fake);
  const names = query.get('properties')?.split(',') ?? [];
  return { status: 200, body: dressed(row, names) };
}

const dressed = (row: Row, names: readonly string[]) => ({
  id: row.id,
  properties: Object.fromEntries(
    names.filter((name) => name in row.properties).map((name) => [name, row.properties[name] ?? null]),
  ),
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-02T00:00:00.000Z',
  archived: false,
});

const labels = (from: string, to: string) => [
  { category: 'USER_DEFINED', typeId: 7, label: 'Follow-up' },
  { category: 'HUBSPOT_DEFINED', typeId: typeIds[`${from}/${to}`] ?? 1, label: null },
];
const pipelines = [
  {
    id: 'lead-pipeline',
    label: 'Leads',
    stages: [
      { id: 'new-stage', label: 'New' },
      { id: 'disqualified-stage', label: 'Disqualified' },
    ],
  },
];
const shape = (type: string, { statuses }: PortalSettings) =>
  (properties[type] ?? []).map((name) => ({
    name,
    label: name,
    type: name === 'hs_lead_status' ? 'enumeration' : 'string',
    options: name === 'hs_lead_status' ? statuses.map((value) => ({ value, label: value })) : [],
  }));

function owners(id: string, query: URLSearchParams, { rows, settings }: World): Reply {
  if (!settings.scopes.has('owners')) return no(403, 'MISSING_SCOPES', 'This app hasn’t been granted all required scopes.');
  const all = [...rows].filter(([key]) => key.startsWith('owners/')).map(([, row]) => ({ id: row.id, ...row.properties }));
  if (id === '')
    return { status: 200, body: { results: all.filter((owner) => Reflect.get(owner, 'email') === query.get('email')) } };
  const owner = all.find((one) => one.id === id);
  return owner ? { status: 200, body: owner } : no(404, 'OBJECT_NOT_FOUND', 'Owner not found');
}

function associations(from: string, to: string, query: URLSearchParams, { links, settings }: World): Reply {
  const byId = new Map<string, Link[]>();
  for (const link of links.get(from) ?? []) if (link.to === to) byId.set(link.id, [...(byId.get(link.id) ?? []), link]);
  const start = Number(query.get('after') ?? 0);
  const end = start + Math.min(Number(query.get('limit') ?? 500), settings.pageSize);
  const results = [...byId].slice(start, end).map(([toObjectId, types]) => ({
    toObjectId,
    associationTypes: types.map(({ typeId, label }) => ({ category: 'HUBSPOT_DEFINED', typeId, label })),
  }));
  return { status: 200, body: { results, ...(end < byId.size ? { paging: { next: { after: String(end) } } } : {}) } };
}

function batch(type: string, json: Json, { rows, settings }: World): Reply {
  const { inputs, properties: names } = json as { inputs: { id: string }[]; properties: string[] };
  const errors = inputs.flatMap(({ id }) => {
    const category = settings.failing.get(`${type}/${id}`) ?? (rows.has(`${type}/${id}`) ? null : 'OBJECT_NOT_FOUND');
    return category === null
      ? []
      : [{ status: 'error', category, message: 'Could not get some objects', context: { ids: [id] } }];
  });
  const results = inputs.flatMap(({ id }) => {
    const row = settings.failing.has(`${type}/${id}`) ? undefined : rows.get(`${type}/${id}`);
    return row ? [dressed(row, names)] : [];
  });
  const partial = errors.length > 0 ? { numErrors: errors.length, errors } : {};
  return { status: errors.length > 0 ? 207 : 200, body: { status: 'COMPLETE', results, ...partial } };
}

function update(type: string, row: Row, json: Json, { settings }: World, fake: Fake): Reply {
  const { properties: values } = json as { properties: Record<string, string> };
  for (const [name, value] of Object.entries(values)) {
    const wrong = (message: string, code: string) =>
      no(400, 'VALIDATION_ERROR', 'Property values were not valid', [{ message, code, context: { propertyName: [name] } }]);
    if (!properties[type]?.includes(name)) return wrong(`Property "${name}" does not exist`, 'PROPERTY_DOESNT_EXIST');
    if (name === 'hs_lead_status' && value !== '' && !settings.statuses.includes(value))
      return wrong(`${value} was not one of the allowed options: ${settings.statuses.join(', ')}`, 'INVALID_OPTION');
    if (name === 'reject_reason' && value.length > 60) return wrong('must be at most 60 characters', 'VALIDATION_RULE');
  }
  const changed = Object.entries(values).filter(([name, value]) => (row.properties[name] ?? '') !== value);
  if (changed.length > 0)
    fake.ledger.push({ kind: 'fields', record: `${type}/${row.id}`, key: null, values: Object.fromEntries(changed) });
  Object.assign(row.properties, values);
  return { status: 200, body: dressed(row, Object.keys(values)) };
}

type Association = { to: { id: string }; types: { associationTypeId: number }[] };
function create(type: string, json: Json, world: World, fake: Fake): Reply {
  const { properties: values, associations: to } = json as { properties: Record<string, string>; associations: Association[] };
  const places: { key: string; typeId: number }[] = [];
  for (const { to: other, types } of to) {
    const typeId = types[0]?.associationTypeId ?? 0;
    const pair = Object.keys(typeIds).find((name) => name.startsWith(`${type}/`) && typeIds[name] === typeId);
    if (pair === undefined) return no(400, 'VALIDATION_ERROR', `Invalid association type ${typeId}`);
    const key = `${pair.split('/')[1]}/${other.id}`;
    if (!world.rows.has(key)) return no(404, 'OBJECT_NOT_FOUND', `Object not found. objectId: ${other.id}`);
    places.push({ key, typeId });
  }
  world.made += 1;
  const id = String(9000 + world.made);
  world.rows.set(`${type}/${id}`, { id, properties: values });
  for (const { key, typeId } of places) world.add(key, `${type}/${id}`, typeId, null);
  const marker = /Leadside ([0-9a-f-]{36})/.exec(values[bodies[type] ?? ''] ?? '');
  fake.ledger.push({ kind: kinds[type] ?? type, record: places[0]?.key ?? '', key: marker?.[1] ?? null, values });
  return { status: 201, body: dressed({ id, properties: values }, Object.keys(values)) };
}
