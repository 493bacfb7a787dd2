/** Small parts from which the descriptions are written. */
import type { Content, Operation, Schema } from './contract.ts';

export const text: Schema = { type: 'string' };
export const line: Schema = { type: 'string', minLength: 1, maxLength: 255 };
export const instant: Schema = { type: 'string', format: 'date-time' };
export const date: Schema = { type: 'string', format: 'date' };
export const truth: Schema = { type: 'boolean' };
export const whole: Schema = { type: 'integer' };
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const list = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

/** An object with these properties and no others. */
export const exactly = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
/** An object with at least these. */
export const atLeast = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
});

export const json = (schema: Schema): Content => ({ 'application/json': { schema } });
export const body = (schema: Schema) => ({ required: true as const, content: json(schema) });
export const inPath = (name: string, schema: Schema) => ({ name, in: 'path' as const, required: true, schema });
export const inQuery = (name: string, schema: Schema, required = false) => ({ name, in: 'query' as const, required, schema });

const page = { description: 'Trouble in front of the API', content: { 'text/html': { schema: text } } };
/** What may come in place of any answer. */
export const trouble: Operation['responses'] = { 500: page, 502: page, 503: page, 504: page };
