import { TriangleAlert } from 'lucide-react';
import { entryLabel } from './entry-label.ts';
import { Hotkey } from './hotkey.tsx';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { dateLabel, moment } from './time.ts';
import type { Actions, Conflict } from './view.ts';
import { operationLabel } from './words.ts';

function Note({ note }: { note: string | null }) {
  return note === null ? null : (
    <span className="block text-sm text-ink-2">
      <Legible>{note}</Legible>
    </span>
  );
}

type ConflictProps = { conflict: Conflict; reason: (code: string) => string; actions: Actions };

/** Two people decided: both choices side by side, and the rep says which one stands. Nothing is overwritten until then. */
export function ConflictCard({ conflict, reason, actions }: ConflictProps) {
  const now = useNow();
  const { mine, theirs } = conflict;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame
    <div role="group" aria-labelledby="conflict-title" className="card mb-2 rounded-lg bg-warn-soft p-3">
      <p id="conflict-title" className="flex items-center gap-2 font-semibold text-warn">
        <TriangleAlert size={14} aria-hidden="true" className="flex-none" />
        Somebody else decided first
      </p>
      <dl
        // Long notes scroll, which must be possible by keyboard; without any there is nothing to stop at.
        tabIndex={(theirs?.note ?? mine.note) === null ? undefined : 0}
        aria-label="Both choices"
        className="relative mt-1 grid max-h-[38vh] grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 overflow-y-auto"
      >
        <dt className="text-ink-2">Theirs</dt>
        <dd>
          {theirs ? (
            <>
              <Legible className="font-medium">{entryLabel(theirs, now)}</Legible>
              <span className="text-ink-2">
                {' '}
                by <Legible>{theirs.by}</Legible>, {moment(theirs.at, now)}
              </span>
              <Note note={theirs.note} />
            </>
          ) : (
            'Open again, no decision stands'
          )}
        </dd>
        <dt className="text-ink-2">Yours</dt>
        <dd>
          <Legible className="font-medium">{operationLabel(mine, reason, (date) => dateLabel(date, now))}</Legible>
          <span className="text-ink-2">, {moment(mine.at, now)}</span>
          <Note note={mine.note} />
        </dd>
      </dl>
      <div className="mt-2 flex gap-1.5">
        <button type="button" className="btn" aria-keyshortcuts="1" onClick={() => actions.resolve('theirs')}>
          <Hotkey name="1" /> Keep theirs
        </button>
        <button type="button" className="btn" aria-keyshortcuts="2" onClick={() => actions.resolve('mine')}>
          <Hotkey name="2" /> Use mine instead
        </button>
      </div>
    </div>
  );
}
