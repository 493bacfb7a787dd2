/**
 * The calls made to Pipedrive, written from its API reference: v1 for leads, lead labels, notes and users, v2 for
 * activities, persons, organizations, deals, stages and fields.
 */
import type { Description, Operation, Schema } from './contract.ts';
import {
  atLeast,
  body,
  date,
  exactly,
  inPath,
  inQuery,
  json,
  line,
  list,
  orNull,
  ref,
  text,
  trouble,
  truth,
  whole,
} from './described.ts';

const error = { description: 'Refused', content: json(ref('Error')) };
const refusals: Operation['responses'] = {
  ...trouble,
  400: error,
  401: error,
  402: error,
  403: error,
  404: error,
  409: error,
  429: error,
};
const uuid = { type: 'string', format: 'uuid' };
const id = { type: 'integer', minimum: 1 };
const numberInPath = inPath('id', { type: 'string', pattern: '^[1-9]\\d*$' });
const answered = (data: ReturnType<typeof ref>, more = {}) => json(atLeast({ success: { const: true }, data, ...more }));
const get = (operationId: string, schema: string, parameters: Operation['parameters'] = [numberInPath]): Operation => ({
  operationId,
  parameters,
  responses: { ...refusals, 200: { description: schema, content: answered(ref(schema)) } },
});
const values = {
  type: 'object',
  additionalProperties: { type: ['string', 'number', 'boolean', 'null', 'array', 'object'] },
  minProperties: 1,
};
const patch = (operationId: string, schema: string): Operation => ({
  operationId,
  parameters: [numberInPath],
  requestBody: body(ref('Values')),
  responses: { ...refusals, 200: { description: schema, content: answered(ref(schema)) } },
});
const place = [inQuery('lead_id', uuid), inQuery('person_id', id), inQuery('org_id', id), inQuery('deal_id', id)];
const onPlace = { lead_id: uuid, person_id: id, org_id: id, deal_id: id };
/** A note or an activity hangs on one record. */
const onOne = (properties: Record<string, Schema>, required: string[]) => ({
  oneOf: Object.entries(onPlace).map(([name, schema]) => exactly({ [name]: schema, ...properties }, [name, ...required])),
});
const cursor = { additional_data: atLeast({ next_cursor: orNull(line) }) };
const field = inPath('code', { const: 'label_ids' });

export const pipedriveDescription: Description = {
  openapi: '3.1.0',
  info: { title: 'Pipedrive, as Leadside calls it', version: '1 and 2', description: 'Leads and what stands around them.' },
  security: [{ token: [] }],
  paths: {
    '/api/v1/leads/{id}': {
      get: get('getLead', 'Lead', [inPath('id', uuid)]),
      patch: {
        operationId: 'updateLead',
        parameters: [inPath('id', uuid)],
        requestBody: body({ allOf: [ref('Values'), atLeast({ label_ids: list(uuid), is_archived: truth }, [])] }),
        responses: { ...refusals, 200: { description: 'The lead', content: answered(ref('Lead')) } },
      },
    },
    '/api/v1/leadLabels': {
      get: {
        operationId: 'listLeadLabels',
        responses: {
          ...refusals,
          200: { description: 'Labels', content: answered(list(exactly({ id: uuid, name: line, color: line }))) },
        },
      },
    },
    '/api/v1/notes': {
      get: {
        operationId: 'listNotes',
        parameters: [
          ...place,
          inQuery('start', whole),
          inQuery('limit', { type: 'integer', minimum: 1, maximum: 500 }),
          inQuery('sort', line),
        ],
        responses: {
          ...refusals,
          200: {
            description: 'Notes',
            content: answered(list(ref('Note')), {
              additional_data: atLeast({ pagination: atLeast({ start: whole, limit: whole, more_items_in_collection: truth }) }),
            }),
          },
        },
      },
      post: {
        operationId: 'addNote',
        requestBody: body(onOne({ content: { type: 'string', minLength: 1, maxLength: 100_000 } }, ['content'])),
        responses: { ...refusals, 201: { description: 'The note', content: answered(ref('Note')) } },
      },
    },
    '/api/v1/users/me': { get: get('getCurrentUser', 'User', []) },
    '/api/v1/users/{id}': { get: get('getUser', 'User') },
    '/api/v1/users': {
      get: {
        operationId: 'listUsers',
        responses: { ...refusals, 200: { description: 'Users', content: answered(list(ref('User'))) } },
      },
    },
    '/api/v2/activities': {
      get: {
        operationId: 'listActivities',
        parameters: [
          ...place,
          inQuery('limit', { type: 'integer', minimum: 1, maximum: 500 }),
          inQuery('cursor', line),
          inQuery('sort_by', { enum: ['id', 'update_time', 'add_time', 'due_date'] }),
          inQuery('sort_direction', { enum: ['asc', 'desc'] }),
        ],
        responses: { ...refusals, 200: { description: 'Activities', content: answered(list(ref('Activity')), cursor) } },
      },
      post: {
        operationId: 'addActivity',
        requestBody: body(
          onOne(
            {
              subject: line,
              type: { enum: ['call', 'email', 'task', 'meeting'] },
              done: { const: true },
              due_date: date,
              due_time: { type: 'string', pattern: '^\\d\\d:\\d\\d$' },
              note: text,
              outcome: whole,
              owner_id: id,
            },
            ['subject', 'type', 'done', 'due_date', 'due_time', 'note'],
          ),
        ),
        responses: { ...refusals, 200: { description: 'The activity', content: answered(ref('Activity')) } },
      },
    },
    '/api/v2/persons/{id}': { get: get('getPerson', 'Person'), patch: patch('updatePerson', 'Person') },
    '/api/v2/persons': {
      get: {
        operationId: 'listPersons',
        parameters: [inQuery('org_id', id), inQuery('limit', whole)],
        responses: { ...refusals, 200: { description: 'Persons', content: answered(list(ref('Person')), cursor) } },
      },
    },
    '/api/v2/organizations/{id}': {
      get: get('getOrganization', 'Organization'),
      patch: patch('updateOrganization', 'Organization'),
    },
    '/api/v2/deals/{id}': { get: get('getDeal', 'Deal'), patch: patch('updateDeal', 'Deal') },
    '/api/v2/stages/{id}': { get: get('getStage', 'Stage') },
    '/api/v2/personFields/{code}': { get: get('getPersonField', 'Field', [field]) },
    '/api/v2/organizationFields/{code}': {
      get: get('getOrganizationField', 'Field', [inPath('code', { enum: ['label_ids', 'industry'] })]),
    },
    '/api/v2/dealFields/{code}': { get: get('getDealField', 'Field', [field]) },
  },
  components: {
    securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'x-api-token' } },
    schemas: {
      Error: atLeast({ success: { const: false }, error: line }),
      Values: values,
      Lead: atLeast({
        id: uuid,
        title: line,
        owner_id: id,
        label_ids: list(uuid),
        person_id: orNull(id),
        organization_id: orNull(id),
        is_archived: truth,
        update_time: text,
      }),
      Note: atLeast({ id, content: text }),
      Activity: atLeast({ id, subject: line, done: truth, note: text }),
      User: atLeast({ id, name: line, email: { type: 'string', format: 'email' }, active_flag: truth }),
      Person: atLeast({ id, name: line, emails: list(atLeast({ value: line, primary: truth })), label_ids: list(id) }, [
        'id',
        'name',
      ]),
      Organization: atLeast({ id, name: line }),
      Deal: atLeast({ id, title: line, stage_id: id }),
      Stage: atLeast({ id, name: line }),
      Field: atLeast({ field_code: line, options: list(atLeast({ id, label: line })) }),
    },
  },
};
