import type { RecordRef } from '../../../lib/contract/record.ts';
import type { CrmWrite } from '../connector.ts';
import { refused } from '../failure.ts';
import { quoted } from '../sentence.ts';
import type { Company } from './company.ts';

type LabelId = string | number;

/** Label ids by name: a lead's labels are its own, the others' are options of a field. */
async function labelsOf(company: Company, object: RecordRef['object']): Promise<Map<string, LabelId>> {
  if (object === 'lead') {
    const { data } = await company.ask('The labels', company.leadLabels.getLeadLabels());
    return new Map((data ?? []).map(({ id, name }) => [name.toLowerCase(), id]));
  }
  const code = { field_code: 'label_ids' };
  const { data } = await company.ask(
    'The labels',
    object === 'contact'
      ? company.personFields.getPersonField(code)
      : object === 'account'
        ? company.organizationFields.getOrganizationField(code)
        : company.dealFields.getDealField(code),
  );
  const options = new Map<string, LabelId>();
  for (const { id, label } of data?.options ?? [])
    if (label !== undefined && id != null) options.set(label.toLowerCase(), Number(id));
  return options;
}

/** The labels a record is to have in place of `now`; null where it has them already. */
export async function labelsFor(company: Company, write: CrmWrite, now: readonly LabelId[]): Promise<LabelId[] | null> {
  if (!write.label) return null;
  const { label, among } = write.label;
  // Without a label to set there is only something to do where the record has one.
  if (label === null && now.length === 0) return null;
  const known = await labelsOf(company, write.ref.object);
  const wanted = label === null ? null : known.get(label.toLowerCase());
  if (wanted === undefined)
    throw refused(
      'invalid',
      `Pipedrive has no label “${quoted(label, [])}” for this kind of record: make it there, or name another in the policy.`,
    );
  const others = new Set(among.map((name) => known.get(name.toLowerCase())));
  const kept = now.filter((id) => id === wanted || !others.has(id));
  const next = wanted === null || kept.includes(wanted) ? kept : [...kept, wanted];
  return next.length === now.length && next.every((id) => now.includes(id)) ? null : next;
}
