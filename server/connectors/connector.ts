import type { CrmId, RecordRef } from '../../lib/contract/record.ts';
import type { CrmWrite } from '../../lib/contract/write.ts';

export type { CrmWrite } from '../../lib/contract/write.ts';

/** How a workspace reaches one tenant of a CRM. `secret` is decrypted for the length of one call and never logged. */
export type CrmTarget = {
  workspaceId: string;
  crm: CrmId;
  /** As in a ref: My Domain label, portal id, company label, or the origin of a custom CRM. */
  account: string;
  /** Where its API answers, without a slash at the end. */
  baseUrl: string;
  /** What the connector of this CRM needs to sign in; its shape is that connector's own, checked when it is set. */
  secret: Readonly<Record<string, string>>;
  /** Names in this tenant that are not policy: the external id field, an activity's owner. */
  settings: Readonly<Record<string, string>>;
};

/** What came of one try. Every sentence is for the rep and the admin: what happened and what to do, no secret in it. */
export type WriteOutcome =
  /** Everything is there, once. `wrote` names the fields and activities as the CRM's admin does: "Lead.Status", "Task". */
  | { kind: 'done'; wrote: readonly string[]; ids: Readonly<Record<string, string>> }
  /** To be tried again. `unknown`: it may have arrived, so the next try looks before it writes. */
  | { kind: 'later'; because: string; retryAfterMs: number | null; unknown: boolean }
  /** The CRM read it and said no: bad value, record gone or merged, permission missing. */
  | { kind: 'refused'; code: 'invalid' | 'gone' | 'forbidden'; because: string }
  /** The credential no longer holds: the whole connection waits for an admin, and drops nothing. */
  | { kind: 'signed_out'; because: string };

/** One known field of a CRM record, as `lib/contract/facts.ts` names it. */
export type CrmRecord = {
  ref: RecordRef;
  person: Readonly<
    Partial<Record<'name' | 'title' | 'company' | 'email' | 'phone' | 'buyingRole' | 'owner' | 'ownerEmail' | 'link', string>>
  >;
  account: Readonly<Partial<Record<'name' | 'domain' | 'employees' | 'industry' | 'country' | 'revenue', string>>> | null;
  /** Stage of the CRM in its own words, and since when, where it says so. */
  stages: readonly { stage: string; at: string | null }[];
  /** Colleagues on the same account. */
  people: readonly { ref: RecordRef; name: string | null; title: string | null; email: string | null }[];
  /** When the CRM changed it last; null where it does not say. */
  changedAt: string | null;
};

export type ReadOutcome =
  | { kind: 'found'; record: CrmRecord }
  | { kind: 'gone'; because: string }
  | { kind: 'later'; because: string; retryAfterMs: number | null }
  | { kind: 'forbidden'; because: string }
  | { kind: 'signed_out'; because: string };

/** What one call may use. `look` is true from the second try on: what may be there already is looked for first. */
export type Attempt = { look: boolean; signal: AbortSignal; now: () => number };

/** One CRM. Neither call ever rejects for what the CRM or the network did: that is an outcome. */
export type Connector = {
  crm: CrmId;
  /** Checks a secret's shape and the settings; answers with what is wrong and what to do, or null. */
  problemWith(target: Pick<CrmTarget, 'baseUrl' | 'secret' | 'settings'>): string | null;
  /** Signs in and reads what is needed to know that writing will work. */
  test(target: CrmTarget, attempt: Attempt): Promise<WriteOutcome>;
  write(target: CrmTarget, write: CrmWrite, attempt: Attempt): Promise<WriteOutcome>;
  /** Absent where a CRM can only be told (a webhook). */
  read?: (target: CrmTarget, ref: RecordRef, attempt: Attempt) => Promise<ReadOutcome>;
};
