import type { DispositionState } from '../lib/contract/disposition.ts';
import { entryLabel } from './entry-label.ts';
import type { Journey } from './journey.ts';
import { dateLabel } from './time.ts';
import { operationLabel } from './words.ts';

/** The label of a reason or sub-reason by its code; the code itself where the policy no longer has it. */
export function reasonLabel({ reasons }: Pick<DispositionState, 'reasons'>, code: string): string {
  const all = reasons.flatMap((one) => [one, ...one.subReasons]);
  return all.find((one) => one.code === code)?.label ?? code;
}

/** What was done, as a short label: the server's words for it once it has it. */
export function journeyLabel({ entry, write }: Journey, disposition: DispositionState, now: number): string {
  if (entry) return entryLabel(entry, now);
  if (!write) return '';
  return operationLabel(
    write.operation,
    (code) => reasonLabel(disposition, code),
    (date) => dateLabel(date, now),
  );
}
