import type { CrmId, ObjectKind } from '../contract/record.ts';

/**
 * An origin the user registered. `origin` may carry a sub-folder (`https://intranet.acme.test/crm`). `pattern` and
 * `object` describe the records of a `custom` CRM; see `custom.ts` for the grammar.
 */
export type Registered = {
  readonly origin: string;
  readonly crm: CrmId;
  readonly pattern?: string | undefined;
  readonly object?: ObjectKind | undefined;
};

/** Where to look: a CRM's own hosts, or on the origin that is given. */
export type Source = Omit<Registered, 'origin'> & { readonly origin?: string };

export type Found = {
  readonly object: ObjectKind | undefined;
  readonly id: string | null;
  /** The tenant, where the address rather than the host names it. */
  readonly account?: string | undefined;
};

/** One shape of a record's address. */
export type Form = {
  /**
   * Named groups: `id` always, `object` a key of `objects`, `account` where the address rather than the host names the
   * tenant. The first form that matches decides, even when its id turns out to be false.
   */
  readonly match: RegExp;
  /** What to match; the path when left out. */
  readonly part?: ((url: URL) => string) | undefined;
};

/** All that Leadside knows of one CRM's addresses, as data. */
export type Adapter = {
  /** The CRM's own hosts, whole and with any port; group `account` is the tenant. Left out: registered origins only. */
  readonly hosts?: RegExp;
  readonly forms: readonly Form[];
  /** The CRM's word for an object, as it stands in the address. Words that are not here name no record. */
  readonly objects: Readonly<Record<string, ObjectKind>>;
  /** Paths of windows that belong to the record shown before. */
  readonly keep?: RegExp;
  /** The canonical id, or null when it cannot be one. Lower case when left out. */
  readonly id?: (id: string) => string | null;
  /** For a CRM whose addresses are described where it is registered. */
  readonly read?: (url: URL, described: Pick<Registered, 'pattern' | 'object'>) => Found;
};
