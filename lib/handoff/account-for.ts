import type { Account } from '../contract/context.ts';
import type { AccountField, LeadFacts } from '../contract/facts.ts';
import { meets, readField } from '../policy/judge-criterion.ts';
import type { Policy } from '../policy/schema.ts';
import { shelved } from '../policy/stale-at.ts';

const peopleShown = 50;

/** The account: firmographics against the ideal customer profile, its other people, its intent. Null when nothing is known. */
export function accountFor(facts: LeadFacts, policy: Policy): Account | null {
  if (!facts.account && facts.peopleTotal === 0 && facts.people.length === 0 && facts.intent.length === 0) return null;
  const of = (field: AccountField) => shelved(facts.account?.[field], field, policy);
  return {
    name: of('name'),
    domain: of('domain'),
    employees: of('employees'),
    industry: of('industry'),
    country: of('country'),
    revenue: of('revenue'),
    fit: policy.icp.criteria.flatMap((criterion) => {
      if (!criterion.field) return [];
      const { fact, ref } = readField(facts, criterion.field);
      return [{ label: criterion.label, meets: meets(criterion, fact?.value ?? null), value: fact?.value ?? null, ref }];
    }),
    people: [...facts.people]
      .sort((a, b) => (b.lastAt ?? '').localeCompare(a.lastAt ?? '') || (a.leadId < b.leadId ? -1 : 1))
      .slice(0, peopleShown),
    peopleTotal: facts.peopleTotal,
    intent: [...facts.intent].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, peopleShown),
  };
}
