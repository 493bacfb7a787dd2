import type { UpdateLeadRequest } from 'pipedrive/v1';
import type { UpdateDealRequest, UpdateOrganizationRequest, UpdatePersonRequest } from 'pipedrive/v2';
import type { RecordRef } from '../../../lib/contract/record.ts';
import { type Loose, loose } from '../values.ts';
import type { Company } from './company.ts';

/** Objects by Pipedrive's own names, as an admin knows them. */
export const objects = { lead: 'Lead', contact: 'Person', account: 'Organization', opportunity: 'Deal' } as const;

/** The key by which notes and activities hang on a record. */
export function linkTo({ object, id }: RecordRef) {
  if (object === 'lead') return { lead_id: id };
  const number = Number(id);
  return object === 'contact' ? { person_id: number } : object === 'account' ? { org_id: number } : { deal_id: number };
}

export async function getRecord(company: Company, { object, id }: RecordRef): Promise<Loose> {
  const name = `This ${object}`;
  const number = { id: Number(id) };
  if (object === 'lead') return loose((await company.ask(name, company.leads.getLead({ id }))).data);
  if (object === 'contact') return loose((await company.ask(name, company.persons.getPerson(number))).data);
  if (object === 'account') return loose((await company.ask(name, company.organizations.getOrganization(number))).data);
  return loose((await company.ask(name, company.deals.getDeal(number))).data);
}

/** `fields` as the API names them; a custom field is a key of 40 hex digits, which all but leads keep apart. */
export async function setRecord(company: Company, { object, id }: RecordRef, fields: Loose): Promise<void> {
  const name = `This ${object}`;
  const number = Number(id);
  if (object === 'lead') {
    const body: UpdateLeadRequest = fields;
    await company.ask(name, company.leads.updateLead({ id, UpdateLeadRequest: body }));
    return;
  }
  const own = Object.entries(fields).filter(([key]) => !isCustom(key));
  const custom = Object.fromEntries(Object.entries(fields).filter(([key]) => isCustom(key)));
  const body: UpdatePersonRequest & UpdateOrganizationRequest & UpdateDealRequest = {
    ...Object.fromEntries(own),
    ...(Object.keys(custom).length > 0 ? { custom_fields: custom } : {}),
  };
  if (object === 'contact') await company.ask(name, company.persons.updatePerson({ id: number, UpdatePersonRequest: body }));
  else if (object === 'account')
    await company.ask(name, company.organizations.updateOrganization({ id: number, UpdateOrganizationRequest: body }));
  else await company.ask(name, company.deals.updateDeal({ id: number, UpdateDealRequest: body }));
}

const isCustom = (key: string) => /^[0-9a-f]{40}$/.test(key);
export const heldIn = (record: Loose, key: string): unknown => record[key] ?? loose(record.custom_fields)[key] ?? null;
