import { CircleCheck, CirclePause, CircleX, Clock3, type LucideProps, TriangleAlert } from 'lucide-react';
import { useContext, useEffect, useRef, useState } from 'react';
import type { Clock } from '../lib/contract/clock.ts';
import { type Tick, tick } from '../lib/sla/tick.ts';
import { AnnounceContext } from './announce.tsx';
import { ClockDetail } from './clock-detail.tsx';
import {
  amountWords,
  byPress,
  delayWords,
  deviceWords,
  dueWords,
  noteWords,
  remainingWords,
  thresholdWords,
} from './clock-words.ts';
import { factId } from './fact-id.ts';
import { Legible } from './legible.tsx';
import { OffsetContext, useNow } from './now.ts';

type Shown = { clock: Clock; state: Tick };

function StateIcon({ shown: { clock, state }, ...props }: { shown: Shown } & LucideProps) {
  if (clock.state === 'met') return <CircleCheck {...props} />;
  if (clock.state === 'missed') return <CircleX {...props} />;
  if (clock.state === 'paused') return <CirclePause {...props} />;
  return state.urgency === 'calm' ? <Clock3 {...props} /> : <TriangleAlert {...props} />;
}

/** Colour follows urgency, and never stands alone: the icon and the words say the same. */
function toneOf({ clock, state }: Shown): { card: string; ink: string; bar: string; track: string } {
  const tone = clock.state === 'met' ? 'calm' : clock.state === 'missed' ? 'breached' : state.urgency;
  if (tone === 'breached') return { card: 'bg-bad-soft', ink: 'text-bad', bar: 'bg-bad-bar', track: 'bg-bad-bar/20' };
  if (tone === 'urgent') return { card: 'bg-warn-soft', ink: 'text-warn', bar: 'bg-warn-bar', track: 'bg-warn-bar/25' };
  if (tone === 'soon') return { card: 'bg-raised', ink: 'text-warn', bar: 'bg-warn-bar', track: 'bg-warn-bar/25' };
  return { card: 'bg-raised', ink: 'text-ink', bar: 'bg-ink-3', track: 'bg-line' };
}

function Leading({ shown, now }: { shown: Shown; now: number }) {
  const { clock, state } = shown;
  const tone = toneOf(shown);
  const note = noteWords(clock, state, now);
  const late = state.breached;
  // Due at closing time: nothing more is counted before the morning, and still it is late.
  const only = late && state.remainingMs > -1_000;
  return (
    <div id={factId(clock.ref)} role="timer" aria-label={clock.name}>
      <div className="flex flex-wrap items-center gap-x-2">
        <StateIcon shown={shown} size={14} aria-hidden="true" className={`flex-none ${tone.ink}`} />
        {/* A due moment that leaves the name too little room, by its day and zone, goes below it. */}
        <Legible className="min-w-[5.5em] flex-1 text-ink-2">{clock.name}</Legible>
        <span className="ms-auto flex-none text-ink-2">{dueWords(clock, now)}</span>
      </div>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className={`text-2xl font-semibold tracking-tight ${tone.ink}`}>
          {only ? 'Late' : amountWords(clock, state.remainingMs)}
        </span>
        <span className={late ? 'font-medium text-bad' : 'text-ink-2'}>
          {only ? 'no working time yet' : `${clock.goal.working ? 'working time ' : ''}${late ? 'late' : 'left'}`}
          {clock.state === 'paused' ? ', paused' : ''}
        </span>
      </div>
      <div aria-hidden="true" className={`mt-1.5 h-1 overflow-hidden rounded-full ${tone.track}`}>
        <div
          className={`h-full rounded-full ${tone.bar}`}
          style={{ width: `${Math.round(Math.min(Math.max(state.progress, 0), 1) * 1000) / 10}%` }}
        />
      </div>
      {note ? <p className="mt-1 text-sm text-ink-2">{note}</p> : null}
    </div>
  );
}

function Row({ shown, now, lead }: { shown: Shown; now: number; lead?: string }) {
  const { clock, state } = shown;
  const note = noteWords(clock, state, now);
  const due = dueWords(clock, now, false);
  return (
    <li id={factId(clock.ref)} className="py-0.5">
      <div className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <StateIcon shown={shown} size={13} aria-hidden="true" className={`flex-none translate-y-0.5 ${toneOf(shown).ink}`} />
        <span className="min-w-20 flex-1 text-ink-2">
          {lead ? `${lead}: ` : ''}
          <Legible>{clock.name}</Legible>
        </span>
        <span className="ms-auto flex-none text-end">
          <span className={clock.stoppedAt && clock.state === 'met' ? 'text-ink-2' : toneOf(shown).ink}>
            {remainingWords(clock, state)}
          </span>
          {clock.stoppedAt ? null : (
            <span className="text-ink-2">
              {', '}
              {/* In a narrow frame the word is for the ear only: with it, every name would break in two. */}
              {due.startsWith('due ') ? <span className="max-[419px]:sr-only">due </span> : null}
              {due.replace(/^due /, '')}
            </span>
          )}
        </span>
      </div>
      {note ? <p className="ps-5 text-xs text-ink-2">{note}</p> : null}
    </li>
  );
}

/** Announces a clock when it passes a threshold on screen; never the passing of time itself. */
function useThresholds(shown: readonly Shown[]): void {
  const announce = useContext(AnnounceContext);
  const before = useRef(new Map<string, number>());
  useEffect(() => {
    for (const { clock, state } of shown) {
      const earlier = before.current.get(clock.ref);
      const words = earlier === undefined ? null : thresholdWords(clock, earlier, state.remainingMs);
      if (words) announce(words);
      before.current.set(clock.ref, state.remainingMs);
    }
  });
}

/** The SLA clocks: the most pressing one large, the others a line each, marketing's own apart from the rep's. */
export function ClocksSection({ clocks }: { clocks: readonly Clock[] }) {
  const [open, setOpen] = useState(false);
  const now = useNow((at) =>
    Math.min(Math.floor(at / 60_000) * 60_000 + 60_000, ...clocks.map((clock) => nextChange(clock, at))),
  );
  const shown = clocks.map((clock) => ({ clock, state: tick(clock, now) })).sort(byPress);
  useThresholds(shown);
  const ours = shown.filter(({ clock }) => clock.owner === 'rep');
  const theirs = shown.filter(({ clock }) => clock.owner === 'marketing');
  const [first, ...rest] = ours;
  const leading = first && !first.clock.stoppedAt ? first : null;
  const rows = leading ? rest : ours;
  const delay = delayWords(theirs[0], first);
  // Who let the time pass is asked once it is gone.
  const late = [theirs[0], first].some((one) => one?.state.breached);
  const device = deviceWords(useContext(OffsetContext));
  const card = leading ? toneOf(leading).card : 'bg-raised';
  return (
    <section id="section-clocks" data-section="clocks" aria-labelledby="title-clocks" className="px-3.5 pb-3">
      <h2 id="title-clocks" className="sr-only">
        Clocks
      </h2>
      <div className={`card rounded-lg px-3 py-2.5 ${card}`}>
        {leading ? <Leading shown={leading} now={now} /> : null}
        {shown.length === 0 ? <p className="text-ink-2">No clock runs: this lead has not been handed over.</p> : null}
        {rows.length + theirs.length > 0 ? (
          <ul className={leading ? 'mt-1.5' : ''}>
            {rows.map((one) => (
              <Row key={one.clock.ref} shown={one} now={now} />
            ))}
            {theirs.map((one) => (
              <Row key={one.clock.ref} shown={one} now={now} lead="Marketing" />
            ))}
          </ul>
        ) : null}
        {delay && late ? <p className="mt-1 text-sm text-ink-2">{delay}</p> : null}
        {device ? <p className="mt-1 text-sm text-ink-2">{device}</p> : null}
        {open && delay && !late ? <p className="mt-1.5 text-xs text-ink-2">{delay}</p> : null}
        {open ? (
          <ul className="mt-1.5">
            {shown.map(({ clock }) => (
              <ClockDetail key={clock.ref} clock={clock} now={now} />
            ))}
          </ul>
        ) : null}
        {shown.length > 0 ? (
          <button
            type="button"
            className="min-h-6 text-xs text-ink-2 underline decoration-edge underline-offset-2 hover:text-ink"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide goals and proof' : 'Goals, proof and past cycles'}
          </button>
        ) : null}
      </div>
    </section>
  );
}

function nextChange(clock: Clock, at: number): number {
  return tick(clock, at).nextChangeAt;
}
