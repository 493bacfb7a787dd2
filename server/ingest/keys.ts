import type { Event } from '../../lib/contract/event.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { linksOf } from './person-traits.ts';
import { bagOf, emailOf } from './values.ts';

export type KeyKind = 'user' | 'anonymous' | 'email';
export type Key = { kind: KeyKind; value: string };
/** A CRM record an event names. Which lead it shows is kept by `links`, not among the identifiers. */
export type RecordKey = { kind: 'record'; value: string; ref: RecordRef };

export const keyName = ({ kind, value }: Key | RecordKey): string => `${kind}:${value}`;

export function recordKey(ref: RecordRef): RecordKey {
  return { kind: 'record', value: [ref.crm, ref.account, ref.object, ref.id].join('/'), ref };
}

export type Keys = {
  user: Key | null;
  email: Key | null;
  anonymous: Key | null;
  /** `alias`: the id from before, which may have been either kind. */
  previous: Key[];
  records: RecordKey[];
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
    records: linksOf({ ...context, ...traits }).map(recordKey),
  };
}

/** All but the records. */
export function allKeys({ user, email, anonymous, previous }: Keys): Key[] {
  return [user, email, anonymous, ...previous].filter((key) => key !== null);
}

/** The records that are one person's own: that of a company or a deal may be named by all who have to do with it. */
export function ownRecords({ records }: Keys): RecordKey[] {
  return records.filter(({ ref: { object } }) => object === 'lead' || object === 'contact');
}
