import { intentFacts } from './person-traits.ts';
import type { FactRow } from './rows.ts';
import { type Bag, bagOf, firstText } from './values.ts';

const names: Record<string, string[]> = {
  name: ['name'],
  employees: ['employees', 'employeeCount', 'employee_count', 'size'],
  industry: ['industry'],
  revenue: ['revenue', 'annualRevenue', 'annual_revenue'],
};

/** `https://www.acme.com/about` and `Acme.com` name the same domain. */
export function domainOf(value: string | null): string | null {
  const host = value
    ?.trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .split(/[/?#:]/)[0];
  return host && host.length <= 253 && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) ? host : null;
}

/** What a `group` call, or a company told with a person, says of the account. */
export function accountFacts(traits: Bag, at: number, source: string): FactRow[] {
  const rows: FactRow[] = [];
  const add = (field: string, value: string | null) => {
    if (value !== null) rows.push({ field, item: '', value: value.slice(0, 2048), detail: null, at, source });
  };
  for (const [field, wanted] of Object.entries(names)) add(field, firstText(traits, ...wanted));
  add('domain', domainOf(firstText(traits, 'domain', 'website')));
  add('country', firstText(traits, 'country') ?? firstText(bagOf(traits.address), 'country'));
  return [...rows, ...intentFacts(traits, at, source)];
}
