import * as z from 'zod';
import { type Random, uuid } from './random.ts';

/** Values of the lane that fit a field by its name: without them hardly anything made from a schema alone names what exists. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

type Schema = {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  default?: unknown;
};

const schemas = new WeakMap<z.ZodType, Schema>();
function jsonSchemaOf(schema: z.ZodType): Schema {
  const made = schemas.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema);
  schemas.set(schema, made);
  return made;
}

const words = [
  'ann',
  'Acme',
  'P1D',
  'call',
  '2026-06-15',
  'a@b.test',
  'https://acme.test/x',
  'Straße',
  '山田',
  'x'.repeat(200),
  '',
];

function stringOf(schema: Schema, random: Random): string {
  switch (schema.format) {
    case 'uuid':
      return uuid(random);
    case 'date-time':
      return new Date(Date.parse('2026-06-15T12:00:00Z') + (random.below(200) - 150) * 3_600_000).toISOString();
    case 'date':
      return `2026-06-${String(1 + random.below(30)).padStart(2, '0')}`;
    case 'email':
      return `p${random.below(50)}@buyer.test`;
    case 'uri':
      return 'https://acme.test/pricing?utm_source=x';
  }
  const text = random.pick(words);
  return text.padEnd(schema.minLength ?? 0, 'a').slice(0, schema.maxLength ?? 4000);
}

function from(schema: Schema, root: Schema, name: string, known: Known, random: Random, depth: number): unknown {
  const held = known[name];
  if (held !== undefined && held.length > 0 && random.chance(0.8)) return random.pick(held);
  const again = (one: Schema, as = name) => from(one, root, as, known, random, depth + 1);
  if (schema.$ref !== undefined) return again(root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? root);
  const several = schema.anyOf ?? schema.oneOf;
  if (several !== undefined) return again(random.pick(several));
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((one) => again(one))) as unknown;
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  switch (type) {
    case 'string':
      return stringOf(schema, random);
    case 'integer':
    case 'number': {
      const least = Math.max(schema.minimum ?? 0, -1_000_000);
      return least + random.below(Math.min((schema.maximum ?? least + 100) - least, 100) + 1);
    }
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    case 'array':
      return Array.from({ length: random.below(depth > 4 ? 1 : 4) }, () => again(schema.items ?? {}));
    case 'object': {
      const made: Record<string, unknown> = {};
      for (const [key, one] of Object.entries(schema.properties ?? {}))
        if (schema.required?.includes(key) || random.chance(0.5)) made[key] = again(one, key);
      if (schema.properties === undefined && depth < 6)
        for (let left = random.below(3); left > 0; left -= 1) made[random.pick(words) || 'key'] = again(schemaOfAnything, '');
      return made;
    }
    default:
      return random.pick<unknown>([null, true, 7, 'text', [], {}, ...words]);
  }
}
const schemaOfAnything: Schema = {};

/** A value of the contract's own making: nearly always one it takes. */
export const madeFor = (schema: z.ZodType, known: Known, random: Random): unknown => {
  const root = jsonSchemaOf(schema);
  return from(root, root, '', known, random, 0);
};
