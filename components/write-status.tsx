import { Check, CheckCheck, Clock, CloudOff, LoaderCircle, type LucideIcon, TriangleAlert, Undo2 } from 'lucide-react';
import { useContext, useEffect, useRef } from 'react';
import { AnnounceContext } from './announce.tsx';
import { isStuck, type Journey, type JourneyState, latestOf, linesOf } from './journey.ts';
import { lineWords, newsOf, nextWords, stateWords } from './journey-words.ts';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import type { Actions, Retries } from './view.ts';

type Shape = { icon: LucideIcon; tone: string; turning?: true };
const shapes: Record<JourneyState, Shape> = {
  keeping: { icon: LoaderCircle, tone: 'text-ink-2', turning: true },
  kept: { icon: CloudOff, tone: 'text-warn' },
  sending: { icon: LoaderCircle, tone: 'text-ink-2', turning: true },
  failed: { icon: TriangleAlert, tone: 'text-bad' },
  not_kept: { icon: TriangleAlert, tone: 'text-bad' },
  saved: { icon: Check, tone: 'text-ok' },
  // Saved is certain, the rest is on its way: nothing turns, nothing alarms.
  waiting: { icon: Check, tone: 'text-ok' },
  writing: { icon: Check, tone: 'text-ok' },
  parked: { icon: TriangleAlert, tone: 'text-bad' },
  withdrawn: { icon: Undo2, tone: 'text-ink-2' },
  in_crm: { icon: CheckCheck, tone: 'text-ok' },
};
const late: Shape = { icon: Clock, tone: 'text-warn' };

/** The icon of a state. One tick is saved, two are in the CRM. */
export function StateIcon({ journey, className = '' }: { journey: Journey; className?: string }) {
  const waits = journey.because !== null && (journey.state === 'waiting' || journey.state === 'writing');
  const { icon: Icon, tone, turning } = waits ? late : shapes[journey.state];
  return <Icon size={13} aria-hidden="true" className={`flex-none ${tone} ${turning ? 'turning' : ''} ${className}`} />;
}

type WayOutProps = { journey: Journey; label: string; retries: Retries; actions: Actions };

/** What a person can do about one that goes no further: send it again, or let go of what only this device has. */
export function WayOut({ journey, label, retries, actions }: WayOutProps) {
  const { id, state } = journey;
  if (!isStuck(journey)) return null;
  const asking = retries[id]?.state === 'asking';
  const again = () => (state === 'parked' ? actions.deliverAgain(id) : actions.retry(id));
  return (
    <span className="flex flex-none gap-1.5">
      <button
        type="button"
        className="btn"
        aria-disabled={asking}
        aria-label={`Retry: ${label}`}
        onClick={asking ? undefined : again}
      >
        {asking ? 'Retrying' : 'Retry'}
      </button>
      {state === 'parked' ? null : (
        <button type="button" className="btn" aria-label={`Discard: ${label}`} onClick={() => actions.discard(id)}>
          Discard
        </button>
      )}
    </span>
  );
}

/** Why the last retry was not taken, until the next one. */
export function refusal(retries: Retries, id: string): string | null {
  const retry = retries[id];
  return retry?.state === 'refused' ? retry.message : null;
}

type LinesProps = { journeys: readonly Journey[]; label: (journey: Journey) => string; retries: Retries; actions: Actions };

function Line({
  journey,
  label,
  retries,
  actions,
}: Omit<LinesProps, 'journeys' | 'label'> & { journey: Journey; label: string }) {
  const now = useNow();
  const next = nextWords(journey, now);
  const refused = refusal(retries, journey.id);
  return (
    <li className="flex items-start gap-1.5 py-1 text-sm">
      <StateIcon journey={journey} className="mt-0.5" />
      {/* The words keep a readable width: what there is to press goes below them before it would squeeze them. */}
      <span className="flex min-w-0 flex-1 flex-wrap items-start justify-end gap-x-2 gap-y-1">
        <span className="min-w-0 flex-[1_1_230px] text-ink-2">
          <Legible className="text-ink">{label}</Legible>,{' '}
          <span className={isStuck(journey) ? 'text-bad' : ''}>{stateWords(journey)}</span>
          {journey.because ? (
            <>
              : <Legible>{journey.because}</Legible>
            </>
          ) : null}
          {next ? ` ${next}` : ''}
          {refused ? (
            <span className="block text-bad">
              <Legible>{refused}</Legible>
            </span>
          ) : null}
        </span>
        <WayOut journey={journey} label={label} retries={retries} actions={actions} />
      </span>
    </li>
  );
}

/** Says each change of each thing done here once; what somebody else did, and what was so on opening, is not read out. */
function useNews(journeys: readonly Journey[], label: (journey: Journey) => string): void {
  const announce = useContext(AnnounceContext);
  const before = useRef<Map<string, string | null> | null>(null);
  useEffect(() => {
    const known = before.current;
    const said = new Map(known);
    for (const journey of [...journeys].reverse()) {
      const { id, write } = journey;
      const news = newsOf(journey);
      if (news === null) {
        if (!said.has(id)) said.set(id, null);
        continue;
      }
      const mine = write !== null || known?.has(id);
      if (known !== null && mine && known.get(id) !== news) announce(`${label(journey)}, ${news}`);
      said.set(id, news);
    }
    before.current = said;
  });
}

/** What became of what was done, as far as it needs room: what is stuck, with a way out, and what waits for a reason. */
export function StatusLines({ journeys, label, retries, actions }: LinesProps) {
  useNews(journeys, label);
  const { lines, more } = linesOf(journeys);
  if (lines.length === 0) return null;
  return (
    <ul aria-label="What became of your choices" className="relative mb-1.5 max-h-[30vh] overflow-y-auto">
      {lines.map((journey) => (
        <Line key={journey.id} journey={journey} label={label(journey)} retries={retries} actions={actions} />
      ))}
      {more > 0 ? <li className="ps-5 text-xs text-ink-2">and {more} more waiting</li> : null}
    </ul>
  );
}

type LineOnlyProps = Pick<LinesProps, 'journeys' | 'label'> & { conflict: boolean };

/** One calm line, always in the same place and of the same height: how far the latest choice has come, or that nothing waits. */
export function StatusLine({ journeys, label, conflict }: LineOnlyProps) {
  const now = useNow();
  const journey = latestOf(journeys);
  if (conflict)
    return (
      <p className="flex items-center gap-1.5 py-px text-sm text-ink-2">
        <Clock size={13} aria-hidden="true" className="flex-none text-warn" />
        Yours is kept on this device until you choose
      </p>
    );
  if (journey === null) return <p className="py-px text-sm text-ink-3">Nothing waiting</p>;
  return (
    <p className="flex items-center gap-1.5 py-px text-sm text-ink-2">
      <StateIcon journey={journey} />
      <span className="min-w-0 truncate" data-tip={`${label(journey)}\n${lineWords(journey, now)}`}>
        {lineWords(journey, now, true)}
      </span>
    </p>
  );
}
