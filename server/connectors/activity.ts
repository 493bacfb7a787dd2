import type { CrmWrite } from './connector.ts';

/** The line by which a second try finds what a first one wrote, in a CRM that keeps no key of ours. */
export const markerOf = (operationId: string) => `Leadside ${operationId}`;

/** Text of an activity or a note with who did it, where the CRM cannot say so itself. */
export function withAuthor(text: string, by: CrmWrite['by'], known: boolean): string {
  const author = known ? '' : `Logged by ${by.name} in Leadside`;
  return [text.trim(), author].filter((part) => part !== '').join('\n\n');
}
