/** Every table that holds something of a lead under `lead_id`, in an order in which rows may go. */
export const leadTables = [
  'contexts',
  'restrictions',
  'crm_jobs',
  'crm_reads',
  'feedback',
  'dispositions',
  'handoffs',
  'stages',
  'lead_facts',
  'touches',
  'events',
  'claims',
  'links',
  'identities',
] as const;

/** These keep only that there was a lead, by its random id; so does the view log. */
export const nameless: readonly string[] = ['erasures', 'tombstones'];
