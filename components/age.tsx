import { useUnread } from './crm-reading.tsx';
import { Legible } from './legible.tsx';
import { age, fullMoment, spokenAge } from './time.ts';

type AgeProps = {
  at: string;
  source: string | null;
  now: number;
  staleAt?: string | null;
  /** Said in front of the age: "decision", "Clearbit". */
  before?: string | null;
};

/**
 * A fact's age, at the right edge. Its source and its exact moment are in the name a screen reader hears and in the tip
 * shown on hover and focus; past its shelf life it says so in words. A section has one tab stop for all its ages (the
 * arrow keys move between them), so that tabbing through the sidebar stays short.
 */
export function Age({ at, source, now, staleAt = null, before = null }: AgeProps) {
  const expired = staleAt !== null && Date.parse(staleAt) <= now;
  const unread = useUnread(now)(source);
  const old = expired || unread !== null;
  const tip = [source, fullMoment(at), unread, expired ? `may have changed: good until ${fullMoment(staleAt)}` : null]
    .filter((part) => part !== null)
    .join('\n');
  const spoken = [
    before,
    spokenAge(at, now),
    source ? `from ${source}` : null,
    unread ? `${unread}, may have changed` : null,
    expired ? 'past its shelf life, may have changed' : null,
  ].filter((part) => part !== null);
  return (
    <button type="button" className="age" tabIndex={-1} data-age="" data-tip={tip} aria-label={spoken.join(', ')}>
      {before ? <Legible>{before}, </Legible> : null}
      {old ? <span className="text-warn">may be old, {age(at, now)}</span> : age(at, now)}
    </button>
  );
}
