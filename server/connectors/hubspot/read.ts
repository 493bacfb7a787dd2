import type { CrmRecord } from '../connector.ts';
import { given } from '../failure.ts';
import { domainOf, firstOf, instantOf, type Loose, listOf, loose, mostPeople, said, textOf } from '../values.ts';
import { objects, type Portal } from './portal.ts';
import { isPrimary, primaryContact } from './write.ts';

type Ref = CrmRecord['ref'];

/** Lifecycle stages by their internal name, each with the property that keeps since when. */
const lifecycle: Record<string, string> = {
  subscriber: 'hs_lifecyclestage_subscriber_date',
  lead: 'hs_lifecyclestage_lead_date',
  marketingqualifiedlead: 'hs_lifecyclestage_marketingqualifiedlead_date',
  salesqualifiedlead: 'hs_lifecyclestage_salesqualifiedlead_date',
  opportunity: 'hs_lifecyclestage_opportunity_date',
  customer: 'hs_lifecyclestage_customer_date',
};
const common = ['hubspot_owner_id', 'hs_lastmodifieddate', 'lastmodifieddate'];
const contactProperties = [
  'firstname',
  'lastname',
  'jobtitle',
  'company',
  'email',
  'phone',
  'mobilephone',
  'hs_buying_role',
  'hs_lead_status',
  'lifecyclestage',
  ...Object.values(lifecycle),
];
const companyProperties = ['name', 'domain', 'website', 'numberofemployees', 'industry', 'country', 'annualrevenue'];
const ownProperties: Record<Ref['object'], readonly string[]> = {
  lead: ['hs_lead_name', 'hs_pipeline', 'hs_pipeline_stage', 'hs_v2_date_entered_current_stage'],
  contact: contactProperties,
  account: companyProperties,
  opportunity: ['dealname', 'pipeline', 'dealstage', 'hs_v2_date_entered_current_stage'],
};

/** The record with its contact, owner, company and colleagues, and its stages with their dates where HubSpot keeps them. */
export async function readHubspot(portal: Portal, ref: Ref): Promise<CrmRecord> {
  const type = objects[ref.object];
  const place = { record: `This ${ref.object}`, type, id: ref.id };
  const record = loose((await portal.get(place.record, type, ref.id, [...common, ...ownProperties[ref.object]])).properties);
  const contactId = ref.object === 'lead' || ref.object === 'opportunity' ? (await primaryContact(portal, place))?.id : undefined;
  const contact = ref.object === 'contact' ? record : contactId === undefined ? {} : await contactOf(portal, contactId);
  const companyId = ref.object === 'account' ? ref.id : await companyOf(portal, place, contactId);
  const company = ref.object === 'account' ? record : companyId === null ? null : await companyFrom(portal, companyId);
  return {
    ref,
    person: said({
      name: firstOf([contact.firstname, contact.lastname].map(textOf).filter(Boolean).join(' '), record.hs_lead_name),
      title: firstOf(contact.jobtitle),
      company: firstOf(contact.company, company?.name),
      email: firstOf(contact.email),
      phone: firstOf(contact.phone, contact.mobilephone),
      buyingRole: firstOf(contact.hs_buying_role),
      ...(await ownerOf(portal, firstOf(record.hubspot_owner_id, contact.hubspot_owner_id))),
    }),
    account: company && accountFrom(company),
    stages: [...lifecycleOf(contact), ...(await pipelineStage(portal, ref, record))],
    people: companyId === null ? [] : await colleagues(portal, ref, companyId, contactId ?? ref.id),
    changedAt: instantOf(firstOf(record.hs_lastmodifieddate, record.lastmodifieddate)),
  };
}

const contactOf = async (portal: Portal, id: string): Promise<Loose> =>
  loose((await given(portal.get('The contact', 'contacts', id, [...common, ...contactProperties])))?.properties);

async function companyFrom(portal: Portal, id: string): Promise<Loose | null> {
  const found = await given(portal.get('The company', 'companies', id, companyProperties));
  return found && loose(found.properties);
}

const accountFrom = (company: Loose) =>
  said({
    name: firstOf(company.name),
    domain: domainOf(firstOf(company.domain, company.website)),
    employees: firstOf(company.numberofemployees),
    industry: firstOf(company.industry),
    country: firstOf(company.country),
    revenue: firstOf(company.annualrevenue),
  });

/** The record's own company, else its contact's; the one labelled primary first. */
async function companyOf(
  portal: Portal,
  place: { record: string; type: string; id: string },
  contactId: string | undefined,
): Promise<string | null> {
  const places = contactId === undefined ? [place] : [place, { record: 'The contact', type: 'contacts', id: contactId }];
  for (const { record, type, id } of places) {
    const found = (await given(portal.associated(record, type, id, 'companies', 100))) ?? [];
    const primary = found.find(({ types }) => types.some(({ label }) => isPrimary(label)));
    const company = (primary ?? found[0])?.id;
    if (company !== undefined) return company;
  }
  return null;
}

async function ownerOf(portal: Portal, id: string | null) {
  const owner = id === null ? null : await given(portal.owner(id));
  const name = [owner?.firstName, owner?.lastName].map(textOf).filter(Boolean).join(' ');
  return { owner: firstOf(name, owner?.email), ownerEmail: firstOf(owner?.email) };
}

/** Dated ones in their order, then a present one HubSpot gives no date for, then the lead status, which has none. */
function lifecycleOf(contact: Loose): CrmRecord['stages'] {
  const dated = Object.entries(lifecycle)
    .map(([stage, property]) => ({ stage, at: instantOf(contact[property]) }))
    .filter(({ at }) => at !== null)
    .sort((a, b) => `${a.at}`.localeCompare(`${b.at}`));
  const now = textOf(contact.lifecyclestage);
  const status = textOf(contact.hs_lead_status);
  const undated = [now !== null && dated.every(({ stage }) => stage !== now) ? now : null, status];
  return [...dated, ...undated.flatMap((stage) => (stage === null ? [] : [{ stage, at: null }]))];
}

/** The stage of a lead or a deal by its name in the portal. */
async function pipelineStage(portal: Portal, ref: Ref, record: Loose): Promise<CrmRecord['stages']> {
  const id = firstOf(record.hs_pipeline_stage, record.dealstage);
  if (id === null) return [];
  const pipelines = listOf((await given(portal.stages(objects[ref.object])))?.results).map(loose);
  const stages = pipelines.flatMap(({ stages }) => listOf(stages).map(loose));
  const label = textOf(stages.find((stage) => textOf(stage.id) === id)?.label);
  return [{ stage: label ?? id, at: instantOf(record.hs_v2_date_entered_current_stage) }];
}

async function colleagues(portal: Portal, ref: Ref, companyId: string, own: string): Promise<CrmRecord['people']> {
  const found = (await given(portal.associated('The company', 'companies', companyId, 'contacts', mostPeople + 1))) ?? [];
  const ids = [...new Set(found.map(({ id }) => id))].filter((id) => id !== own).slice(0, mostPeople);
  const read = (await given(portal.readMany('contacts', ids, ['firstname', 'lastname', 'jobtitle', 'email']))) ?? [];
  return read.flatMap((row) => {
    const id = textOf(row.id);
    const { firstname, lastname, jobtitle, email } = loose(row.properties);
    const name = firstOf([firstname, lastname].map(textOf).filter(Boolean).join(' '));
    return id === null
      ? []
      : [{ ref: { ...ref, object: 'contact' as const, id }, name, title: firstOf(jobtitle), email: firstOf(email) }];
  });
}
