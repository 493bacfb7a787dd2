import type { ObjectKind } from '../contract/record.ts';
import type { Registered } from './adapter.ts';

export type RecordCase = readonly [url: string, account: string, object: ObjectKind, id: string];

/**
 * Addresses that settle what an adapter must answer. Both lists are required and may not be empty: a detector that was
 * never refused anything has not been tested. Every address is also tried against every other adapter.
 */
export type CaseTable = {
  readonly records: readonly [RecordCase, ...RecordCase[]];
  readonly none: readonly [string, ...string[]];
  readonly keep?: readonly [string, ...string[]];
  /** Origins the cases assume to be registered. */
  readonly registered?: readonly Registered[];
};
