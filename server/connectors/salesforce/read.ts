import type { CrmRecord } from '../connector.ts';
import { given } from '../failure.ts';
import { domainOf, firstOf, instantOf, type Loose, mostPeople, said, textOf } from '../values.ts';
import { type Session, soqlText } from './session.ts';
import { objects } from './write.ts';

type Ref = CrmRecord['ref'];
type Rows = readonly Loose[];

/**
 * The record with its owner, account and colleagues. Records are read without naming fields, so that one the run-as user
 * may not see is absent rather than an error.
 */
export async function readSalesforce(session: Session, ref: Ref): Promise<CrmRecord> {
  const record = await get(session, objects[ref.object], ref.id);
  const accountId = ref.object === 'account' ? ref.id : firstOf(record.ConvertedAccountId, record.AccountId);
  const account = ref.object === 'account' ? record : accountId === null ? null : await given(get(session, 'Account', accountId));
  const person = ref.object === 'opportunity' ? await primaryContact(session, ref.id) : ref.object === 'account' ? {} : record;
  return {
    ref,
    person: said({
      name: firstOf(person.Name),
      title: firstOf(person.Title),
      company: firstOf(record.Company, account?.Name),
      email: firstOf(person.Email),
      phone: firstOf(person.Phone, person.MobilePhone),
      buyingRole: firstOf(person.Role),
      ...(await ownerOf(session, textOf(record.OwnerId))),
    }),
    account: account ? accountFrom(account) : record.Company ? accountFrom({ ...record, Name: record.Company }) : null,
    stages: await stagesOf(session, ref, record),
    people: await peopleOf(session, ref, record, accountId),
    changedAt: instantOf(record.LastModifiedDate),
  };
}

const get = (session: Session, type: string, id: string): Promise<Loose> =>
  session.ask(type === 'Account' ? 'The account' : 'This record', (connection) => connection.retrieve(type, id));

const rowsOf = async (session: Session, soql: string): Promise<Rows> => (await given(session.query<Loose>(soql))) ?? [];

function accountFrom(from: Loose) {
  return said({
    name: firstOf(from.Name),
    domain: domainOf(from.Website),
    employees: firstOf(from.NumberOfEmployees),
    industry: firstOf(from.Industry),
    country: firstOf(from.Country, from.BillingCountry),
    revenue: firstOf(from.AnnualRevenue),
  });
}

/** A user, or a queue, which has a name and no mailbox of its own. */
async function ownerOf(session: Session, id: string | null) {
  if (id === null) return { owner: null, ownerEmail: null };
  const from = id.startsWith('005') ? 'Name, Email FROM User' : 'Name FROM Group';
  const [owner] = await rowsOf(session, `SELECT ${from} WHERE Id = ${soqlText(id)} LIMIT 1`);
  return { owner: firstOf(owner?.Name), ownerEmail: firstOf(owner?.Email) };
}

async function primaryContact(session: Session, id: string): Promise<Loose> {
  const [row] = await rowsOf(
    session,
    `SELECT ContactId, Role FROM OpportunityContactRole WHERE OpportunityId = ${soqlText(id)} ORDER BY IsPrimary DESC LIMIT 1`,
  );
  const contactId = textOf(row?.ContactId);
  const contact = contactId === null ? null : await given(get(session, 'Contact', contactId));
  return { ...contact, Role: row?.Role };
}

/** Where the org keeps the history of a lead's status, each with its date; else the present one without. */
async function stagesOf(session: Session, ref: Ref, record: Loose): Promise<CrmRecord['stages']> {
  if (ref.object === 'opportunity') {
    const stage = textOf(record.StageName);
    return stage === null ? [] : [{ stage, at: instantOf(record.LastStageChangeDate) }];
  }
  const status = textOf(record.Status);
  if (ref.object !== 'lead' || status === null) return [];
  const history = await rowsOf(
    session,
    `SELECT NewValue, CreatedDate FROM LeadHistory WHERE LeadId = ${soqlText(ref.id)} AND Field = 'Status' ORDER BY CreatedDate DESC LIMIT 25`,
  );
  const stages = history
    .map((row) => ({ stage: firstOf(row.NewValue), at: instantOf(row.CreatedDate) }))
    .filter((row): row is { stage: string; at: string | null } => row.stage !== null)
    .reverse();
  if (stages.at(-1)?.stage !== status) stages.push({ stage: status, at: null });
  const converted = instantOf(record.ConvertedDate);
  return record.IsConverted === true ? [...stages, { stage: 'Converted', at: converted }] : stages;
}

/** Contacts of the account, or for a lead that has none yet the open leads of the same company. */
async function peopleOf(session: Session, ref: Ref, record: Loose, accountId: string | null): Promise<CrmRecord['people']> {
  const company = textOf(record.Company);
  const others = `Id != ${soqlText(ref.id)} ORDER BY LastModifiedDate DESC LIMIT ${mostPeople}`;
  if (accountId === null && company === null) return [];
  const rows = await rowsOf(
    session,
    accountId !== null
      ? `SELECT Id, Name, Title, Email FROM Contact WHERE AccountId = ${soqlText(accountId)} AND ${others}`
      : `SELECT Id, Name, Title, Email FROM Lead WHERE IsConverted = false AND Company = ${soqlText(company ?? '')} AND ${others}`,
  );
  return rows.flatMap((row) => {
    const id = textOf(row.Id);
    const kind = accountId !== null ? 'contact' : 'lead';
    const person = { name: firstOf(row.Name), title: firstOf(row.Title), email: firstOf(row.Email) };
    return id === null ? [] : [{ ref: { ...ref, object: kind, id } as const, ...person }];
  });
}
