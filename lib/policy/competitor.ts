import type { LeadFacts } from '../contract/facts.ts';
import type { Fact } from '../contract/primitives.ts';

/** A lead of a competitor: whose domain it is by, and the fact that tells it, as it stands on the sidebar. */
export type Competitor = { domain: string; fact: Fact; ref: string };

/** The competitor this lead works for, by its email address or else its company's domain, subdomains included; null for none. */
export function competitorOf(
  { person, account }: Pick<LeadFacts, 'person' | 'account'>,
  domains: readonly string[],
): Competitor | null {
  const told = [
    { fact: person.email, ref: 'who:email' },
    { fact: account?.domain, ref: 'account:domain' },
  ];
  for (const { fact, ref } of told) {
    const own = fact?.value.trim().toLowerCase().split('@').pop() ?? '';
    const domain = domains.find((one) => own === one || own.endsWith(`.${one}`));
    if (fact && domain !== undefined) return { domain, fact, ref };
  }
  return null;
}
