/** Values a schema takes, so that together every field it knows is in one of them, present and left out. */
import * as z from 'zod';

const texts = [
  'a',
  '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7c01',
  '2026-06-15T12:00:00.000Z',
  '2026-06-15',
  'ana@acme.test',
  'https://acme.test/back',
  'x'.repeat(43),
];

/** Throws on a schema it does not know: a new kind of field is to be met, not passed over. */
function candidates(schema: unknown): unknown[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(candidates);
  if (schema instanceof z.ZodOptional) return [...candidates(schema.unwrap()), undefined];
  if (schema instanceof z.ZodDefault) return [...candidates(schema.unwrap()), undefined];
  if (schema instanceof z.ZodNullable) return [...candidates(schema.unwrap()), null];
  if (schema instanceof z.ZodArray) return [candidates(schema.element)];
  if (schema instanceof z.ZodRecord) return candidates(schema.valueType).map((value) => ({ aName: value }));
  if (schema instanceof z.ZodLiteral) return [...schema.values];
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodBoolean) return [true, false];
  if (schema instanceof z.ZodNumber) return [1];
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [name, candidates(field)] as const);
    const all = Object.fromEntries(fields.map(([name, values]) => [name, values[0]]));
    // Each other value of each field, one at a time.
    const others = fields.flatMap(([name, values]) => values.slice(1).map((value) => ({ ...all, [name]: value })));
    return [all, ...others].map(withoutUndefined);
  }
  const fits = schema instanceof z.ZodType ? texts.filter((text) => schema.safeParse(text).success) : [];
  if (fits.length === 0) throw new Error('No sample for this schema: add one to texts');
  return fits.slice(0, 1);
}

const withoutUndefined = (value: object) => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));

/** The candidates the schema really takes, as somebody would give them: nothing is parsed into them. */
export function samplesOf<T>(schema: z.ZodType<T>): T[] {
  const fit = candidates(schema).filter((value): value is T => schema.safeParse(value).success);
  if (fit.length === 0) throw new Error('No sample is valid');
  return fit;
}
