import type { AccountField, LeadFacts, PersonField } from '../../lib/contract/facts.ts';
import type { Fact } from '../../lib/contract/primitives.ts';
import { iso } from './iso.ts';

/** A row of `lead_facts` or `account_facts` as the database gives it: ascending by time. */
export type StoredFact = {
  field: string;
  item: string;
  value: string;
  detail: unknown;
  at: string;
  since: string;
  source: string;
};

export const personFields = [
  'name',
  'title',
  'company',
  'email',
  'phone',
  'buyingRole',
  'owner',
  'ownerEmail',
  'consent',
  'link',
] as const satisfies readonly PersonField[];
export const accountFields = [
  'name',
  'domain',
  'employees',
  'industry',
  'country',
  'revenue',
] as const satisfies readonly AccountField[];
/** Fields of which a lead has several values, each told apart by its text. */
export const listFields = ['salesNotes', 'proofPoints', 'shortlist', 'claims'] as const;

/** The shelf life is policy, so `staleAt` is the rules' to say. */
const toFact = ({ value, at, since, source }: StoredFact): Fact => ({
  value,
  at: iso(at),
  ...(since !== at && { since: iso(since) }),
  source,
  staleAt: null,
});

/** Later rows win: the newest value of each field, whatever order the events came in. */
function newest<Field extends string>(rows: readonly StoredFact[], fields: readonly Field[]): Partial<Record<Field, Fact>> {
  const found: Partial<Record<Field, Fact>> = {};
  for (const row of rows) {
    const field = fields.find((name) => name === row.field);
    if (field) found[field] = toFact(row);
  }
  return found;
}

export const toPerson = (rows: readonly StoredFact[]): LeadFacts['person'] => newest(rows, personFields);

export function toAccountFields(rows: readonly StoredFact[]): NonNullable<LeadFacts['account']> {
  return newest(rows, accountFields);
}

export function toLists(
  rows: readonly StoredFact[],
): Pick<LeadFacts, 'selfReported' | 'problem' | 'question' | 'salesNotes' | 'proofPoints' | 'shortlist' | 'claims'> {
  const single = newest(rows, ['selfReported', 'problem', 'question'] as const);
  const all = (field: (typeof listFields)[number]) => rows.filter((row) => row.field === field).map(toFact);
  return {
    selfReported: single.selfReported ?? null,
    problem: single.problem ?? null,
    question: single.question ?? null,
    salesNotes: all('salesNotes'),
    proofPoints: all('proofPoints'),
    shortlist: all('shortlist'),
    claims: all('claims'),
  };
}

/** What an intent row keeps beside its topic. `dated`: its source says when the topic was seen, so another date is another sight of it. */
export type IntentDetail = { strength: string | null; dated?: true };

export function toIntent(rows: readonly StoredFact[]): LeadFacts['intent'] {
  return rows
    .filter(({ field }) => field === 'intent')
    .map(({ value, source, at, since, detail }) => {
      const { strength, dated } = detail as IntentDetail;
      return { topic: value, source, at: iso(at), ...(!dated && since !== at && { since: iso(since) }), strength };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.topic < b.topic ? -1 : 1));
}

/** What a score of another system keeps beside its name. */
export type ScoreDetail = Pick<LeadFacts['otherScores'][number], 'value' | 'max' | 'reasons'>;

export function toOtherScores(rows: readonly StoredFact[]): LeadFacts['otherScores'] {
  return rows
    .filter(({ field }) => field === 'score')
    .map(({ value, at, detail }) => ({ system: value, at: iso(at), ...(detail as ScoreDetail) }));
}
