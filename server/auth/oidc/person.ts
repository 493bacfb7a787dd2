import * as z from 'zod';
import type { PersonRole } from '../../../lib/contract/sign-in.ts';
import { ApiError } from '../../routes/api-error.ts';
import type { SignedInPerson } from '../sessions.ts';
import type { SignInProvider } from './provider-store.ts';

/** What a provider says of a person: claims of the ID token, and of its userinfo endpoint. */
export type Claims = Readonly<Record<string, unknown>>;

export const refusedBecause = (message: string) => new ApiError('sign_in_refused', { message });

const address = z.email().max(320);
const ranks: readonly PersonRole[] = ['admin', 'marketer', 'rep'];

function roleOf(claims: Claims, { roleClaim, roleMap, defaultRole }: Rules): PersonRole {
  const said = roleClaim !== null && Object.hasOwn(claims, roleClaim) ? claims[roleClaim] : null;
  const values = (Array.isArray(said) ? said : [said]).filter((value) => typeof value === 'string');
  const roles = values.flatMap((value) => (Object.hasOwn(roleMap, value) ? [roleMap[value]] : []));
  return ranks.find((rank) => roles.includes(rank)) ?? defaultRole;
}

function nameOf({ name, given_name, family_name }: Claims, email: string): string {
  const said = [name, [given_name, family_name].filter((part) => typeof part === 'string').join(' ')];
  const found = said.find((one) => typeof one === 'string' && one.trim() !== '');
  const text = typeof found === 'string' ? found : email;
  return text
    .replaceAll(/\p{Cc}|\p{Surrogate}/gu, ' ')
    .trim()
    .slice(0, 200);
}

type Rules = Pick<SignInProvider, 'issuer' | 'domains' | 'roleClaim' | 'roleMap' | 'defaultRole' | 'vouched'>;

/** Some write it as text, and Entra ID as a number. */
const yes = (claim: unknown) => claim === true || claim === 'true' || claim === 1 || claim === '1';

/**
 * Whether the address is the person's own. Okta, Google and Keycloak say so by `email_verified` (OpenID Connect Core 5.1). Microsoft Entra ID does
 * not; its optional claim `xms_edov` tells that the owner of the domain is verified. A provider that says neither is believed where an admin
 * vouches for it, but for guests, whose addresses come from elsewhere: Entra ID tells them by `acct` 1, or by an `idp` that is not the issuer.
 */
function judgeAddress({ email_verified: verified, xms_edov: ownDomain, acct, idp }: Claims, { issuer, vouched }: Rules): void {
  if (yes(verified) || (verified === undefined && yes(ownDomain))) return;
  if (verified !== undefined) throw refusedBecause('The sign-in provider has not verified your email address.');
  if (!vouched)
    throw refusedBecause(
      'The sign-in provider does not say whether your email address is verified. An admin can vouch for it: npm run sign-in -- set with --vouch yes.',
    );
  if (yes(acct) || (typeof idp === 'string' && idp !== issuer))
    throw refusedBecause('You are a guest at the sign-in provider, and guests may not sign in to this workspace.');
}

/**
 * Who may come in, and as what: an address that is known to be theirs, in one of the workspace's mail domains. Of several roles the
 * one that may do most. Throws `sign_in_refused` with why.
 */
export function personOf(claims: Claims, rules: Rules): SignedInPerson {
  const email = address.safeParse(claims.email);
  if (!email.success) throw refusedBecause('The sign-in provider does not say which email address you have.');
  judgeAddress(claims, rules);
  const domain = email.data.slice(email.data.lastIndexOf('@') + 1).toLowerCase();
  if (!rules.domains.includes(domain)) throw refusedBecause(`Addresses at ${domain} may not sign in to this workspace.`);
  return { email: email.data, name: nameOf(claims, email.data), role: roleOf(claims, rules) };
}
