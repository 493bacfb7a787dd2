import { CirclePause, Clock3, PanelRightOpen, TriangleAlert } from 'lucide-react';
import { amountWords, pressing } from './clock-words.ts';
import { OffsetContext, useNow } from './now.ts';
import type { View } from './view.ts';

type HandleProps = { view: View; offsetMs: number; expand: () => void };

const tones = { calm: 'text-ink-2', soon: 'text-warn', urgent: 'text-warn', breached: 'text-bad' } as const;

function Inside({ view, expand }: Pick<HandleProps, 'view' | 'expand'>) {
  const now = useNow();
  const found = view.kind === 'lead' ? pressing(view.context.clocks, now) : null;
  const left = found ? amountWords(found.clock, found.state.remainingMs) : null;
  const words = found ? `${found.clock.name}, ${left} ${found.state.breached ? 'late' : 'left'}` : null;
  const Icon = !found
    ? PanelRightOpen
    : found.clock.state === 'paused'
      ? CirclePause
      : found.state.urgency === 'calm'
        ? Clock3
        : TriangleAlert;
  return (
    <button
      type="button"
      className="flex h-full w-full flex-col items-center justify-center gap-1 border border-edge bg-bg px-1 py-2 text-xs hover:bg-soft"
      aria-label={words ? `Open Leadside: ${words}` : 'Open Leadside'}
      onClick={expand}
    >
      <Icon size={16} aria-hidden="true" className={found ? tones[found.state.urgency] : 'text-ink-2'} />
      {found ? (
        <span className={`text-center leading-3.5 font-medium ${tones[found.state.urgency]}`}>
          {found.state.breached ? '\u2212' : ''}
          {left}
        </span>
      ) : null}
    </button>
  );
}

/** The sidebar folded to a tab at the edge: the most pressing clock, and the way back. */
export function Handle({ view, offsetMs, expand }: HandleProps) {
  return (
    <OffsetContext value={offsetMs}>
      <main className="h-full">
        <h1 className="sr-only">Leadside</h1>
        <Inside view={view} expand={expand} />
      </main>
    </OffsetContext>
  );
}
