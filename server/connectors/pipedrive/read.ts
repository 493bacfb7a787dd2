import type { CrmRecord } from '../connector.ts';
import { given } from '../failure.ts';
import { domainOf, firstOf, instantOf, isLoose, type Loose, listOf, loose, mostPeople, said, textOf } from '../values.ts';
import type { Company } from './company.ts';
import { getRecord } from './records.ts';

type Ref = CrmRecord['ref'];

/** The record with its person, organization, owner and the organization's other people. */
export async function readPipedrive(company: Company, ref: Ref): Promise<CrmRecord> {
  const record = await getRecord(company, ref);
  const personId = numberOf(ref.object === 'contact' ? ref.id : record.person_id);
  const person = ref.object === 'contact' ? record : personId === null ? {} : await personOf(company, personId);
  const organizationId = numberOf(ref.object === 'account' ? ref.id : (record.organization_id ?? record.org_id ?? person.org_id));
  const organization =
    ref.object === 'account' ? record : organizationId === null ? null : await organizationOf(company, organizationId);
  return {
    ref,
    person: said({
      name: firstOf(person.name, ref.object === 'lead' ? record.title : null),
      title: firstOf(person.job_title),
      company: firstOf(organization?.name),
      email: primaryOf(person.emails),
      phone: primaryOf(person.phones),
      ...(await ownerOf(company, numberOf(record.owner_id))),
    }),
    account: organization && (await accountFrom(company, organization)),
    stages: await stagesOf(company, ref, record),
    people: organizationId === null ? [] : await colleagues(company, ref, organizationId, personId),
    changedAt: instantOf(record.update_time),
  };
}

/** Ids come as numbers, as text, and in older answers as `{value}`. */
function numberOf(value: unknown): number | null {
  const id = Number(isLoose(value) ? value.value : (value ?? Number.NaN));
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

function primaryOf(values: unknown): string | null {
  const all = listOf(values).map(loose);
  return firstOf(all.find(({ primary }) => primary === true)?.value, all[0]?.value);
}

const personOf = async (company: Company, id: number): Promise<Loose> =>
  loose((await given(company.ask('The person', company.persons.getPerson({ id }))))?.data);

const organizationOf = async (company: Company, id: number): Promise<Loose | null> => {
  const found = await given(company.ask('The organization', company.organizations.getOrganization({ id })));
  return found ? loose(found.data) : null;
};

async function ownerOf(company: Company, id: number | null) {
  const owner = id === null ? null : loose((await given(company.ask('The owner', company.users.getUser({ id }))))?.data);
  return { owner: firstOf(owner?.name), ownerEmail: firstOf(owner?.email) };
}

async function accountFrom(company: Company, organization: Loose) {
  const industry = textOf(organization.industry);
  const field =
    industry === null
      ? null
      : await given(company.ask('The field', company.organizationFields.getOrganizationField({ field_code: 'industry' })));
  const option = listOf(field?.data?.options)
    .map(loose)
    .find(({ id }) => textOf(id) === industry);
  return said({
    name: firstOf(organization.name),
    domain: domainOf(organization.website),
    employees: firstOf(organization.employee_count),
    industry: firstOf(option?.label),
    country: firstOf(loose(organization.address).country),
    revenue: firstOf(organization.annual_revenue),
  });
}

/** A lead's stage is its labels and its archive; a deal's, its stage. Pipedrive dates the latter two only. */
async function stagesOf(company: Company, ref: Ref, record: Loose): Promise<CrmRecord['stages']> {
  if (ref.object === 'opportunity') {
    const id = numberOf(record.stage_id);
    const stage =
      id === null ? null : textOf((await given(company.ask('The stage', company.stages.getStage({ id }))))?.data?.name);
    return stage === null ? [] : [{ stage, at: instantOf(record.stage_change_time) }];
  }
  if (ref.object !== 'lead') return [];
  const ids = listOf(record.label_ids).map(textOf);
  const labels =
    ids.length === 0 ? [] : ((await given(company.ask('The labels', company.leadLabels.getLeadLabels())))?.data ?? []);
  const named = labels.filter(({ id }) => ids.includes(id)).map(({ name }) => ({ stage: name, at: null }));
  return record.is_archived === true ? [...named, { stage: 'Archived', at: instantOf(record.archive_time) }] : named;
}

async function colleagues(company: Company, ref: Ref, org_id: number, own: number | null): Promise<CrmRecord['people']> {
  const found = await given(company.ask('The people', company.persons.getPersons({ org_id, limit: mostPeople + 1 })));
  return (found?.data ?? [])
    .filter(({ id }) => id !== undefined && id !== own)
    .slice(0, mostPeople)
    .map(({ id, name, job_title, emails }) => ({
      ref: { ...ref, object: 'contact' as const, id: `${id}` },
      name: firstOf(name),
      title: firstOf(job_title),
      email: primaryOf(emails),
    }));
}
