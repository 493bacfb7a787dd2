import { lazy, Suspense, useContext, useEffect, useRef, useState } from 'react';
import type { LeadContext } from '../lib/contract/context.ts';
import { CoveredError } from '../lib/frame/cover.ts';
import { returnedFields } from '../lib/handoff/missing-fields.ts';
import { AnnounceContext } from './announce.tsx';
import { DispositionButtons } from './disposition-buttons.tsx';
import type { Journey } from './journey.ts';
import { journeyLabel, reasonLabel } from './journey-label.ts';
import { type Intent, type KeyContext, keyIntent } from './keys.ts';
import { NoteBox } from './note-box.tsx';
import { useDeviceNow, useNow } from './now.ts';
import { QuietButton } from './quiet-button.tsx';
import { attemptsMade, standingOf, undoable } from './standing.ts';
import { StandingLine } from './standing-line.tsx';
import { dateIn } from './time.ts';
import { UndoButton } from './undo-button.tsx';
import { useKeys } from './use-keys.ts';
import type { Actions, Choice, Conflict, Draft, Retries, Write } from './view.ts';
import { StatusLine, StatusLines } from './write-status.tsx';

const loadPanels = () => import('./disposition-panels.tsx');
const DispositionPanel = lazy(() => loadPanels().then((module) => ({ default: module.DispositionPanel })));
const ConflictCard = lazy(() => import('./conflict-card.tsx').then((module) => ({ default: module.ConflictCard })));

const panels: readonly Draft['open'][] = ['reject', 'reject_sub', 'recycle', 'attempt', 'heard'];

type BarProps = {
  context: LeadContext;
  writes: readonly Write[];
  journeys: readonly Journey[];
  retries: Retries;
  conflict: Conflict | null;
  draft: Draft;
  actions: Actions;
};

/** The rep's answer, always in reach: four numbered choices, what became of them, a note, undo and reopen. */
export function DispositionBar({ context, writes, journeys, retries, conflict, draft, actions }: BarProps) {
  const { disposition, handoff } = context;
  const now = useNow();
  const announce = useContext(AnnounceContext);
  const [refused, setRefused] = useState<string | null>(null);
  const [noteOpen, setNoteOpen] = useState(false);
  const bar = useRef<HTMLElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const standing = standingOf(disposition, writes);
  const device = useDeviceNow(Math.max(0, ...writes.map((write) => write.undoUntil ?? 0)));
  const last = undoable(writes, device);
  const seconds = last?.undoUntil ? Math.ceil((last.undoUntil - device) / 1000) : null;
  const open = panels.includes(draft.open) ? draft.open : null;
  const missing = returnedFields(handoff);
  const reason = (code: string) => reasonLabel(disposition, code);
  const label = (journey: Journey) => journeyLabel(journey, disposition, now);
  useEffect(() => {
    // The panels come after the first paint, before the first key.
    const timer = setTimeout(() => void loadPanels(), 300);
    return () => clearTimeout(timer);
  }, []);

  const theirs = conflict !== null;
  useEffect(() => {
    if (theirs) announce('Somebody else decided on this lead first. Choose which decision stands.');
  }, [theirs, announce]);

  const close = () => {
    actions.setDraft({ ...draft, open: null, reason: null });
    bar.current?.focus({ preventScroll: true });
  };
  const choose = (choice: Choice, withNote: boolean) => {
    setRefused(null);
    const before = draft;
    actions.setDraft({ ...draft, note: withNote ? '' : draft.note, open: null, reason: null });
    bar.current?.focus({ preventScroll: true });
    actions.choose(choice, withNote ? draft.note.trim() || null : null).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : 'This device could not store it. Try again.';
      // That the page covered the button is said above the bar.
      if (!(error instanceof CoveredError)) setRefused(why);
      announce(`Not kept: ${why}`);
      actions.setDraft(before);
    });
  };
  const act = (intent: Intent) => {
    switch (intent.kind) {
      case 'choose':
        return choose(intent.choice, true);
      case 'open':
        setRefused(null);
        return actions.setDraft({ ...draft, open: intent.panel, reason: intent.picked });
      case 'close':
        return close();
      case 'note':
        setNoteOpen(true);
        return note.current?.focus();
      case 'undo':
        return last ? choose({ kind: 'undo', undoes: last.operation.id }, false) : undefined;
      case 'refused':
        setRefused(intent.why);
        return announce(intent.why);
    }
  };
  const keyContext: KeyContext = {
    open,
    picked: draft.reason,
    state: standing.state,
    reasons: disposition.reasons,
    presets: disposition.recyclePresets.map((preset) => dateIn(preset.days, now)),
    missing: missing.map((field) => field.id),
    canUndo: seconds !== null,
  };
  useKeys((key, typing) => {
    if (typing) {
      // Escape in a text box only leaves the box; in another form's box, that form is not this bar's to close.
      const mine = bar.current?.contains(document.activeElement);
      if (mine) bar.current?.focus({ preventScroll: true });
      return mine === true;
    }
    if (conflict && (key === '1' || key === '2')) actions.resolve(key === '1' ? 'theirs' : 'mine');
    if (conflict) return key === '1' || key === '2';
    const intent = keyIntent(key, keyContext);
    if (intent) act(intent);
    return intent !== null;
  });

  const toggleHeard = () => (open === 'heard' ? close() : act({ kind: 'open', panel: 'heard', picked: null }));
  const showNote = noteOpen || draft.note !== '';
  return (
    <section
      ref={bar}
      tabIndex={-1}
      aria-label="Disposition"
      // Never taller than the frame, however much there is to say: what does not fit is scrolled to.
      className="relative min-h-0 shrink overflow-y-auto border-t border-line bg-bg px-3.5 pt-2.5 pb-2"
    >
      <Suspense fallback={<div className="bone mb-2 h-28" />}>
        {conflict ? <ConflictCard conflict={conflict} reason={reason} actions={actions} /> : null}
      </Suspense>
      {open ? (
        <div className="relative -mx-1 max-h-[52vh] overflow-y-auto px-1 pt-0.5">
          <Suspense fallback={<div className="bone mb-2 h-40" />}>
            <DispositionPanel
              open={open}
              picked={draft.reason}
              disposition={disposition}
              missing={missing}
              now={now}
              act={act}
              draft={draft}
              actions={actions}
              // It has put its draft away itself: the one known here is from before that.
              closed={() => bar.current?.focus({ preventScroll: true })}
            />
          </Suspense>
        </div>
      ) : null}
      <StatusLines
        journeys={conflict ? journeys.filter(({ id }) => id !== conflict.mine.id) : journeys}
        label={label}
        retries={retries}
        actions={actions}
      />
      {refused ? <p className="mb-1.5 text-sm text-bad">{refused}</p> : null}
      <NoteBox
        box={note}
        shown={showNote}
        value={draft.note}
        change={(text) => actions.setDraft({ ...draft, note: text })}
        left={() => setNoteOpen(false)}
      />
      {conflict ? null : (
        <>
          <StandingLine standing={standing} now={now} reason={reason} reopen={() => choose({ kind: 'reopen' }, true)} />
          <DispositionButtons
            standing={standing.state}
            open={open}
            attempts={attemptsMade(disposition, writes)}
            agreed={disposition.attemptsAgreed}
            act={act}
            close={close}
          />
        </>
      )}
      <div className="-ms-1.5 mt-1 flex min-h-[30px] flex-wrap items-center gap-1">
        <QuietButton name="Heard" hotkey="5" expanded={open === 'heard'} press={toggleHeard} />
        {showNote ? null : <QuietButton name="Note" hotkey="N" press={() => act({ kind: 'note' })} />}
        <span className="flex-1" />
        {seconds !== null && last ? <UndoButton seconds={seconds} undo={() => act({ kind: 'undo' })} /> : null}
      </div>
      <StatusLine journeys={journeys} label={label} conflict={theirs} />
    </section>
  );
}
