import type { Handoff, HandoffField } from '../contract/context.ts';

/** Required fields that are not there: as many as the count of those that are leaves open. */
export function missingFields({ fields }: Pick<Handoff, 'fields'>): HandoffField[] {
  return fields.filter((field) => !field.present && field.tier !== 'inform');
}

/** Those marketing can mend: what the rep's "handoff incomplete" lists. The next step is ours to find. */
export function returnedFields(handoff: Pick<Handoff, 'fields'>): HandoffField[] {
  return missingFields(handoff).filter((field) => field.id !== 'next_step');
}
