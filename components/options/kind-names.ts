import type { Operation } from '../../lib/contract/disposition.ts';

/** What each kind of operation is called in a list. */
export const kindNames: Record<Operation['kind'], string> = {
  accept: 'Accept',
  reject: 'Reject',
  recycle: 'Recycle',
  reopen: 'Reopen',
  undo: 'Undo',
  attempt: 'Attempt',
  origin: 'How they found us',
  step: 'Next step',
  heard: 'What was heard',
};
