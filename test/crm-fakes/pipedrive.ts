/** A Pipedrive company small enough to read: leads with labels and an archive, notes, activities, people, and its refusals. */
import { Fake, type Json, type Question, type Reply } from './fake.ts';
import { pipedriveDescription } from './pipedrive.openapi.ts';

type Rows = Map<string, Json>;
export type PipedriveCompany = { fake: Fake; rows: Record<string, Rows>; settings: CompanySettings };
type CompanySettings = {
  apiToken: string;
  labels: { id: string; name: string; color: string }[];
  /** Notes and activities a page holds, however many are asked for. */
  pageSize: number;
};

const labelId = (at: number) => `00000000-0000-4000-8000-00000000000${at}`;
const custom = 'a'.repeat(40);
const editable = ['title', 'label_ids', 'is_archived', 'owner_id', custom, 'b'.repeat(40)];
export const no = (status: number, error: string): Reply => ({
  status,
  body: { success: false, error, error_info: 'Please check developers.pipedrive.com' },
});
const yes = (data: unknown, status = 200, more: Json = {}): Reply => ({ status, body: { success: true, data, ...more } });

export function pipedriveCompany(): PipedriveCompany {
  const settings: CompanySettings = {
    apiToken: 'secret-api-token-value',
    labels: ['Hot', 'Accepted', 'Rejected', 'Recycled'].map((name, at) => ({ id: labelId(at), name, color: 'blue' })),
    pageSize: 500,
  };
  const rows: Record<string, Rows> = Object.fromEntries(
    ['leads', 'persons', 'organizations', 'deals', 'stages', 'users', 'notes', 'activities'].map((type) => [type, new Map()]),
  );
  const fake: Fake = new Fake({
    description: pipedriveDescription,
    answer: (question) => answer(question, rows, settings, fake),
    tooMany: (retryAfter) => ({
      ...no(429, 'Request over limit'),
      headers: {
        'x-ratelimit-limit': '80',
        'x-ratelimit-remaining': '0',
        ...(retryAfter === null ? { 'x-ratelimit-reset': '2' } : { 'retry-after': retryAfter }),
      },
    }),
    reads: ({ method }) => method === 'GET',
  });
  return { fake, rows, settings };
}

function answer(question: Question, rows: Record<string, Rows>, settings: CompanySettings, fake: Fake): Reply {
  const { method, segments, query, json, headers } = question;
  if (headers['x-api-token'] !== settings.apiToken) return no(401, 'unauthorized access');
  const [, , type = '', id] = segments;
  if (type === 'leadLabels') return yes(settings.labels);
  if (type.endsWith('Fields'))
    return yes({
      field_code: id,
      options:
        id === 'industry'
          ? [{ id: 5, label: 'Retail' }]
          : [
              { id: 11, label: 'Accepted' },
              { id: 12, label: 'Rejected' },
            ],
    });
  const table = rows[type];
  if (!table) return no(404, 'Unknown method .');
  if (id === 'me') return yes([...table.values()][0]);
  if (method === 'POST') return add(type, json, rows, fake);
  if (id === undefined) return listed(type, query, table, settings);
  const row = table.get(id);
  if (!row) return no(404, type === 'leads' ? 'Lead not found' : `${type} not found`);
  return method === 'PATCH' ? update(type, id, row, json, settings, fake) : yes(row);
}

function update(type: string, id: string, row: Json, json: Json, settings: CompanySettings, fake: Fake): Reply {
  if (type === 'leads') {
    const opening = Object.keys(json).length === 1 && json.is_archived === false;
    if (row.is_archived === true && !opening) return no(403, 'Archived leads cannot be edited. Unarchive the lead first.');
    const unknown = Object.keys(json).find((name) => !editable.includes(name));
    if (unknown !== undefined) return no(400, `"${unknown}" is not allowed`);
    const labels = (json.label_ids ?? []) as string[];
    if (labels.some((label) => settings.labels.every((known) => known.id !== label))) return no(400, 'Invalid label');
    if (typeof json[custom] === 'string' && json[custom].length > 255) return no(400, 'The value is too long.');
  }
  const changed = Object.entries(json).filter(([name, value]) => JSON.stringify(row[name] ?? null) !== JSON.stringify(value));
  const record = `${type}/${id}`;
  const archive = changed.find(([name]) => name === 'is_archived');
  if (archive) fake.ledger.push({ kind: archive[1] === true ? 'archive' : 'unarchive', record, key: null, values: {} });
  const others = changed.filter(([name]) => name !== 'is_archived');
  if (others.length > 0) fake.ledger.push({ kind: 'fields', record, key: null, values: Object.fromEntries(others) });
  Object.assign(row, json, type === 'leads' && json.is_archived === true ? { archive_time: '2026-11-24 12:00:00' } : {});
  return yes(row);
}

const places = { lead_id: 'leads', person_id: 'persons', org_id: 'organizations', deal_id: 'deals' } as const;
const placeOf = (values: Json): string => {
  const [name, type] = Object.entries(places).find(([key]) => values[key] !== undefined) ?? [];
  return name === undefined ? '' : `${type}/${String(values[name])}`;
};

function add(type: string, json: Json, rows: Record<string, Rows>, fake: Fake): Reply {
  const record = placeOf(json);
  const [table = '', place = ''] = record.split('/');
  if (!rows[table]?.has(place)) return type === 'notes' ? no(404, 'Lead not found') : no(404, 'Entity not found');
  const made = rows[type] ?? new Map();
  const id = made.size + 1;
  made.set(String(id), { ...json, id });
  const marker = /Leadside ([0-9a-f-]{36})/.exec(String(json.content ?? json.note));
  fake.ledger.push({ kind: type === 'notes' ? 'note' : 'activity', record, key: marker?.[1] ?? null, values: json });
  return yes({ ...json, id }, type === 'notes' ? 201 : 200);
}

function listed(type: string, query: URLSearchParams, table: Rows, { pageSize }: CompanySettings): Reply {
  if (type === 'users') return yes([...table.values()]);
  const place = placeOf(Object.fromEntries(query));
  if (type === 'persons')
    return yes(
      [...table.values()].filter((row) => String(row.org_id) === query.get('org_id')).slice(0, Number(query.get('limit'))),
      200,
      { additional_data: { next_cursor: null } },
    );
  const all = [...table.values()].filter((row) => placeOf(row) === place).reverse();
  const start = Number(query.get('start') ?? query.get('cursor') ?? 0);
  const end = start + Math.min(Number(query.get('limit') ?? 100), pageSize);
  const more = end < all.length;
  const pagination = { start, limit: end - start, more_items_in_collection: more, ...(more ? { next_start: end } : {}) };
  return yes(all.slice(start, end), 200, {
    additional_data: type === 'notes' ? { pagination } : { next_cursor: more ? String(end) : null },
  });
}
