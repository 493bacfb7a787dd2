/**
 * Long because it is one description.
 *
 * The calls made to HubSpot on its dated paths, written from its API reference (CRM objects, associations, owners,
 * pipelines, properties; "Error handling"). Search is left out on purpose: it lags behind writes, so nothing here may use it.
 */
import type { Description, Operation } from './contract.ts';
import {
  atLeast,
  body,
  exactly,
  inPath,
  inQuery,
  instant,
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
  403: error,
  404: error,
  409: error,
  423: error,
  429: error,
};
const id = { type: 'string', pattern: '^[1-9]\\d*$' };
const record = { enum: ['leads', 'contacts', 'companies', 'deals'] };
const activity = { enum: ['notes', 'calls', 'tasks'] };
const anyType = { enum: [...record.enum, ...activity.enum] };
const name = { type: 'string', pattern: '^[a-z][a-z0-9_]*$' };
const object = { description: 'The object', content: json(ref('Object')) };
const batch = { description: 'What was found', content: json(ref('Batch')) };

export const hubspotDescription: Description = {
  openapi: '3.1.0',
  info: { title: 'HubSpot, as Leadside calls it', version: '2026-09', description: 'CRM objects and what stands around them.' },
  security: [{ key: [] }],
  paths: {
    '/crm/objects/2026-09/{type}/batch/read': {
      post: {
        operationId: 'readBatch',
        parameters: [inPath('type', anyType)],
        requestBody: body(exactly({ inputs: list(exactly({ id }), { minItems: 1, maxItems: 100 }), properties: list(name) })),
        responses: { ...refusals, 200: batch, 207: batch },
      },
    },
    '/crm/objects/2026-09/{type}/{id}/associations/{to}': {
      get: {
        operationId: 'listAssociations',
        parameters: [
          inPath('type', record),
          inPath('id', id),
          inPath('to', anyType),
          inQuery('limit', { type: 'integer', minimum: 1, maximum: 500 }),
          inQuery('after', line),
        ],
        responses: {
          ...refusals,
          200: {
            description: 'What is associated',
            content: json(
              atLeast({ results: list(ref('Association')), paging: atLeast({ next: exactly({ after: line }) }) }, ['results']),
            ),
          },
        },
      },
    },
    '/crm/objects/2026-09/{type}/{id}': {
      get: {
        operationId: 'getObject',
        parameters: [
          inPath('type', record),
          inPath('id', id),
          inQuery('properties', { type: 'string', pattern: '^\\w+(,\\w+)*$' }),
        ],
        responses: { ...refusals, 200: object },
      },
      patch: {
        operationId: 'updateObject',
        parameters: [inPath('type', record), inPath('id', id)],
        requestBody: body(
          exactly({ properties: { type: 'object', additionalProperties: text, propertyNames: name, minProperties: 1 } }),
        ),
        responses: { ...refusals, 200: object },
      },
    },
    '/crm/objects/2026-09/{type}': {
      post: {
        operationId: 'createActivity',
        parameters: [inPath('type', activity)],
        requestBody: body(
          exactly({
            properties: atLeast({ hs_timestamp: instant }),
            associations: list(
              exactly({
                to: exactly({ id }),
                types: list(exactly({ associationCategory: { const: 'HUBSPOT_DEFINED' }, associationTypeId: whole }), {
                  minItems: 1,
                }),
              }),
              { minItems: 1 },
            ),
          }),
        ),
        responses: { ...refusals, 201: object },
      },
    },
    '/crm/associations/2026-09/{from}/{to}/labels': {
      get: {
        operationId: 'listAssociationTypes',
        parameters: [inPath('from', activity), inPath('to', record)],
        responses: {
          ...refusals,
          200: { description: 'Types', content: json(atLeast({ results: list(ref('AssociationType')) })) },
        },
      },
    },
    '/crm/owners/2026-09': {
      get: {
        operationId: 'listOwners',
        parameters: [inQuery('email', { type: 'string', format: 'email' }), inQuery('limit', whole)],
        responses: { ...refusals, 200: { description: 'Owners', content: json(atLeast({ results: list(ref('Owner')) })) } },
      },
    },
    '/crm/owners/2026-09/{id}': {
      get: {
        operationId: 'getOwner',
        parameters: [inPath('id', id)],
        responses: { ...refusals, 200: { description: 'The owner', content: json(ref('Owner')) } },
      },
    },
    '/crm/pipelines/2026-09/{type}': {
      get: {
        operationId: 'listPipelines',
        parameters: [inPath('type', { enum: ['leads', 'deals'] })],
        responses: {
          ...refusals,
          200: {
            description: 'Pipelines',
            content: json(
              atLeast({ results: list(atLeast({ id: line, label: line, stages: list(atLeast({ id: line, label: line })) })) }),
            ),
          },
        },
      },
    },
    '/crm/properties/2026-09/{type}': {
      get: {
        operationId: 'listProperties',
        parameters: [inPath('type', record)],
        responses: {
          ...refusals,
          200: {
            description: 'Properties',
            content: json(
              atLeast({
                results: list(atLeast({ name, label: line, type: line, options: list(atLeast({ value: line, label: line })) })),
              }),
            ),
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Error: atLeast(
        {
          status: { const: 'error' },
          message: text,
          category: { type: 'string', pattern: '^[A-Z_]+$' },
          correlationId: { type: 'string', format: 'uuid' },
          errors: list(atLeast({ message: text })),
        },
        ['status', 'message', 'category', 'correlationId'],
      ),
      Object: atLeast({
        id,
        properties: { type: 'object', additionalProperties: orNull(text) },
        createdAt: instant,
        updatedAt: instant,
        archived: truth,
      }),
      Batch: atLeast(
        {
          status: { enum: ['COMPLETE', 'PENDING', 'PROCESSING', 'CANCELED'] },
          results: list(ref('Object')),
          numErrors: whole,
          errors: list(atLeast({ status: { const: 'error' }, category: line, message: text })),
        },
        ['status', 'results'],
      ),
      Association: exactly({ toObjectId: id, associationTypes: list(ref('AssociationType'), { minItems: 1 }) }),
      AssociationType: exactly({ category: { enum: ['HUBSPOT_DEFINED', 'USER_DEFINED'] }, typeId: whole, label: orNull(line) }),
      Owner: atLeast({ id, email: { type: 'string', format: 'email' }, firstName: text, lastName: text }),
    },
  },
};
