import * as z from 'zod';
import { text } from '../contract/primitives.ts';

/** A name inside the policy file: what other parts of it, the receipt and the database refer to. */
export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, { error: 'Write lower case letters, digits and underscores, starting with a letter' });

/** Everything a criterion may look at. */
export const fieldPaths = [
  'person.name',
  'person.title',
  'person.company',
  'person.email',
  'person.phone',
  'person.buyingRole',
  'person.owner',
  'person.ownerEmail',
  'person.consent',
  'person.link',
  'account.name',
  'account.domain',
  'account.employees',
  'account.industry',
  'account.country',
  'account.revenue',
  'lead.problem',
  'lead.shortlist',
  'lead.selfReported',
] as const;
export const fieldPath = z.enum(fieldPaths);
export type FieldPath = z.infer<typeof fieldPath>;

const words = z.array(z.string().trim().min(1).max(200)).min(1).max(500);
const tests = ['oneOf', 'has', 'atLeast', 'atMost', 'known', 'askRep'] as const;

/**
 * One machine-readable condition on one field. `oneOf` compares the whole value, `has` looks for any of the words inside it
 * (whole words, any case), `atLeast` and `atMost` compare numbers and ranges such as "51-200", `known` asks only that it is
 * there. `askRep` is a question that no system answers: it stays "not known" until a person does.
 */
export const criterion = z
  .strictObject({
    id: slug,
    label: text.min(1),
    field: fieldPath.optional(),
    oneOf: words.optional(),
    has: words.optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    known: z.literal(true).optional(),
    askRep: text.min(1).optional(),
  })
  .superRefine((value, context) => {
    const used = tests.filter((test) => value[test] !== undefined);
    const range = used.every((test) => test === 'atLeast' || test === 'atMost');
    if (used.length === 0 || (used.length > 1 && !range))
      context.addIssue({
        code: 'custom',
        message: `Give one test: ${tests.join(', ')} (atLeast and atMost may go together)`,
      });
    if ((value.askRep === undefined) === (value.field === undefined))
      context.addIssue({
        code: 'custom',
        path: ['field'],
        message: 'Name the field this criterion looks at; only askRep goes without one',
      });
    if (value.atLeast !== undefined && value.atMost !== undefined && value.atLeast > value.atMost)
      context.addIssue({ code: 'custom', path: ['atMost'], message: 'Make atMost as large as atLeast or larger' });
  });
export type Criterion = z.infer<typeof criterion>;

/** A term both teams signed off: its name, one sentence, and the conditions that make it true, all of them needed. */
export const definition = z.strictObject({
  name: text.min(1),
  sentence: text.min(1),
  criteria: z.array(criterion).max(50),
});
export type Definition = z.infer<typeof definition>;
