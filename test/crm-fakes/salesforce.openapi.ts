/**
 * The calls made to Salesforce, written from its REST API Developer Guide ("sObject Rows", "sObject Rows by External ID",
 * "Query", "Status Codes and Error Responses") and its OAuth guide (client credentials, JWT bearer).
 */
import type { Description, Operation } from './contract.ts';
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

const errors = { description: 'Refused', content: json(ref('Errors')) };
const refusals: Operation['responses'] = {
  ...trouble,
  400: errors,
  401: errors,
  403: errors,
  404: errors,
  429: errors,
};
const id = { type: 'string', pattern: '^[0-9A-Za-z]{18}$' };
const field = { type: 'string', pattern: '^[A-Za-z]\\w{0,79}$' };
const type = { enum: ['Lead', 'Contact', 'Account', 'Opportunity', 'User'] };
const value = { type: ['string', 'number', 'boolean', 'null'] };

export const salesforceDescription: Description = {
  openapi: '3.1.0',
  info: { title: 'Salesforce, as Leadside calls it', version: '62.0', description: 'REST API, sObjects and query.' },
  security: [{ token: [] }],
  paths: {
    '/services/oauth2/token': {
      post: {
        operationId: 'signIn',
        security: [],
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                oneOf: [
                  exactly({ grant_type: { const: 'client_credentials' }, client_id: line, client_secret: line }),
                  exactly({
                    grant_type: { const: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
                    client_id: line,
                    assertion: { type: 'string', pattern: '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$' },
                  }),
                ],
              },
            },
          },
        },
        responses: {
          ...trouble,
          200: {
            description: 'A token',
            content: json(atLeast({ access_token: line, instance_url: line, id: line, token_type: { const: 'Bearer' } })),
          },
          400: { description: 'Refused', content: json(exactly({ error: line, error_description: text })) },
          403: errors,
          429: errors,
        },
      },
    },
    '/services/data/v62.0/query': {
      get: {
        operationId: 'query',
        parameters: [inQuery('q', { type: 'string', pattern: '^SELECT [\\w, ]+ FROM \\w+ WHERE .+ LIMIT \\d+$' }, true)],
        responses: {
          ...refusals,
          200: {
            description: 'Rows',
            content: json(
              exactly({ totalSize: whole, done: truth, records: list(atLeast({ attributes: atLeast({ type: line }) })) }),
            ),
          },
        },
      },
    },
    '/services/data/v62.0/sobjects/{type}/describe': {
      get: {
        operationId: 'describe',
        parameters: [inPath('type', { enum: ['Task', 'Lead'] })],
        responses: {
          ...refusals,
          200: {
            description: 'What the object is',
            content: json(atLeast({ name: line, createable: truth, updateable: truth, fields: list(ref('Field')) })),
          },
        },
      },
    },
    '/services/data/v62.0/sobjects/Task/{field}/{key}': {
      patch: {
        operationId: 'upsertTask',
        parameters: [inPath('field', field), inPath('key', { type: 'string', format: 'uuid' })],
        requestBody: body(ref('Task')),
        responses: {
          ...refusals,
          200: { description: 'Updated', content: json(ref('Saved')) },
          201: { description: 'Created', content: json(ref('Saved')) },
          300: { description: 'Several carry the key', content: json(list(text)) },
        },
      },
    },
    '/services/data/v62.0/sobjects/{type}/{id}': {
      get: {
        operationId: 'getRecord',
        parameters: [
          inPath('type', type),
          inPath('id', id),
          inQuery('fields', { type: 'string', pattern: '^[A-Za-z]\\w*(,[A-Za-z]\\w*)*$' }),
        ],
        responses: {
          ...refusals,
          200: { description: 'The record', content: json(atLeast({ attributes: atLeast({ type: line, url: line }), Id: id })) },
        },
      },
      patch: {
        operationId: 'updateRecord',
        parameters: [inPath('type', type), inPath('id', id)],
        requestBody: body({ type: 'object', additionalProperties: value, minProperties: 1, propertyNames: field }),
        responses: { ...refusals, 204: { description: 'Updated' } },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Errors: list(atLeast({ errorCode: { type: 'string', pattern: '^[A-Z_]+$' }, message: text }), { minItems: 1 }),
      Saved: atLeast({ id, success: { const: true }, created: truth, errors: list(text, { maxItems: 0 }) }),
      Field: atLeast({ name: field, type: line, externalId: truth, unique: truth, picklistValues: list(ref('Choice')) }),
      Choice: atLeast({ value: line, label: line, active: truth }),
      Task: exactly(
        {
          WhoId: id,
          WhatId: id,
          OwnerId: id,
          Subject: line,
          Status: line,
          TaskSubtype: { enum: ['Task', 'Email', 'Call'] },
          ActivityDate: date,
          Description: orNull({ type: 'string', maxLength: 32_000 }),
          CallType: { enum: ['Internal', 'Inbound', 'Outbound'] },
          CallDisposition: line,
        },
        ['Subject', 'Status', 'TaskSubtype', 'ActivityDate', 'Description'],
      ),
    },
  },
};
