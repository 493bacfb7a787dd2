import type { Event } from '../../lib/contract/event.ts';
import { bagOf, emailOf } from './values.ts';

export type KeyKind = 'user' | 'anonymous' | 'email';
export type Key = { kind: KeyKind; value: string };

export const keyName = ({ kind, value }: Key): string => `${kind}:${value}`;

export type Keys = {
  user: Key | null;
  email: Key | null;
  anonymous: Key | null;
  /** `alias`: the id from before, which may have been either kind. */
  previous: Key[];
};

/** The identifiers an event carries. A user id that is a mail address counts as that address too. */
export function keysOf(event: Event): Keys {
  const context = bagOf(bagOf(event.context).traits);
  const traits = event.type === 'group' ? {} : bagOf(event.traits);
  const email = emailOf(traits.email) ?? emailOf(context.email) ?? emailOf(event.userId);
  const key = (kind: KeyKind, value: string | null | undefined): Key | null => (value ? { kind, value } : null);
  const previous = event.type === 'alias' ? event.previousId : null;
  return {
    user: key('user', event.userId),
    email: key('email', email),
    anonymous: key('anonymous', event.anonymousId),
    previous: previous
      ? [
          { kind: 'anonymous', value: previous },
          { kind: 'user', value: previous },
        ]
      : [],
  };
}

export function allKeys({ user, email, anonymous, previous }: Keys): Key[] {
  return [user, email, anonymous, ...previous].filter((key) => key !== null);
}
