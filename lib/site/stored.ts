import type { RegisteredCrm } from '../contract/session.ts';
import type { Geometry } from '../frame/geometry.ts';

/**
 * What the content script may read: nothing secret, nothing about a lead. One name in `storage.local` for each.
 * Tokens, unsent work and lead data live where a content script cannot reach.
 */
export type Stored = {
  /** CRMs the rep or an admin registered: their origins and address patterns. */
  crms: RegisteredCrm[];
  /** Origins where Leadside stays away: by the rep's wish, and by the organisation's. */
  off: string[];
  offByAdmin: string[];
  /** How the panel lay when it was last moved. */
  panel: Geometry;
};
