import type { Event } from '../../lib/contract/event.ts';
import type { CrmRecord } from '../connectors/connector.ts';
import { domainOf } from '../ingest/account-traits.ts';
import { keyName, recordKey } from '../ingest/keys.ts';
import { companyDomain } from '../ingest/mail-domains.ts';
import { emailOf } from '../ingest/values.ts';
import { crmNames } from './names.ts';
import { plainText, type Reading } from './reading.ts';

/**
 * The other people of a record's account, as events that introduce those nobody knows yet. How old what the CRM says of them is,
 * it does not tell, so of a person who is known only the record is told. Somebody with the address of another company
 * cannot be placed on this account and is left for the day their own record is read.
 */
export function colleagueEvents(reading: Reading, people: CrmRecord['people'], owners: ReadonlyMap<string, string>): Event[] {
  const ofCompany = domainOf(reading.company.domain ?? null);
  const placed = ofCompany === null ? null : companyDomain(ofCompany);
  const domain = mailDomain(reading.person.email) ?? placed;
  if (domain === null) return [];
  return people.flatMap(({ ref, ...said }): Event[] => {
    const email = emailOf(said.email);
    const [name, title] = [plainText(said.name), plainText(said.title)];
    if (owners.has(keyName(recordKey(ref))) || (email === null && name === null)) return [];
    if ((mailDomain(email) ?? placed) !== domain) return [];
    const known = email !== null && owners.has(keyName({ kind: 'email', value: email }));
    const traits = {
      ...(email === null ? {} : { email }),
      ...(known || name === null ? {} : { name }),
      ...(known || title === null ? {} : { title }),
      company: { domain: ofCompany ?? domain },
      crmRecords: [ref],
    };
    return [{ type: 'identify', traits, context: { integration: { name: crmNames[ref.crm] } } }];
  });
}

function mailDomain(said: string | null | undefined): string | null {
  const email = emailOf(said);
  return email === null ? null : companyDomain(email);
}
