import type { DispositionState } from '../lib/contract/disposition.ts';
import { Age } from './age.tsx';
import { factId, useOpenFor } from './fact-id.ts';
import { isUndo, type Journey, linesOf } from './journey.ts';
import { journeyLabel } from './journey-label.ts';
import { lineWords, nextWords, stateWords } from './journey-words.ts';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { More } from './section.tsx';
import type { Actions, Retries } from './view.ts';
import { refusal, StateIcon, WayOut } from './write-status.tsx';

const decides = new Set<string>(['accept', 'reject', 'recycle', 'reopen', 'attempt']);

/**
 * What belongs to the story so far, newest first: tries and decisions, those still on this device included. What was taken
 * back is left out, unless the CRM had to hear of it.
 */
function toldOf(journeys: readonly Journey[]): Journey[] {
  return journeys.filter(({ entry, write, delivery }) => {
    if (entry) return decides.has(entry.kind) && (!entry.undone || delivery !== null);
    return write !== null && decides.has(write.operation.kind);
  });
}

type WhereProps = { journey: Journey; because: string | null; below: boolean; now: number; retries: Retries };

/**
 * Where it is, in a line of its own; nothing for what is saved in a workspace that writes to no CRM. What the disposition bar
 * says `below` is not said again.
 */
function Where({ journey, because, below, now, retries }: WhereProps) {
  const { state, id } = journey;
  if (state === 'saved') return null;
  const words = state === 'in_crm' ? lineWords(journey, now) : stateWords(journey).replace(/^./, (first) => first.toUpperCase());
  const next = below ? null : nextWords(journey, now);
  const refused = below ? null : refusal(retries, id);
  return (
    <span className="flex items-start gap-1 text-xs text-ink-2">
      <StateIcon journey={journey} className="mt-[1.5px]" />
      <span className="min-w-0">
        <Legible>{words}</Legible>
        {because ? (
          <>
            : <Legible>{because}</Legible>
          </>
        ) : next ? (
          '.'
        ) : (
          ''
        )}
        {next ? ` ${next}` : ''}
        {refused ? (
          <span className="block text-bad">
            <Legible>{refused}</Legible>
          </span>
        ) : null}
      </span>
    </span>
  );
}

/** The reason of each, where neither the bar nor a newer one has said it already: when the network is down, once is enough. */
function reasonsOf(journeys: readonly Journey[], inBar: readonly Journey[]): Map<string, string> {
  const said = new Map<string, string>();
  const seen = new Set(inBar.map(({ because }) => because));
  for (const { id, because, state } of journeys) {
    if (because === null || state === 'in_crm' || seen.has(because)) continue;
    seen.add(because);
    said.set(id, because);
  }
  return said;
}

const shown = 3;

type SoFarProps = { disposition: DispositionState; journeys: readonly Journey[]; retries: Retries; actions: Actions };

/** What has been tried and decided on this lead, and how far each has come: what a next step rests on besides the buyer. */
export function SoFar({ disposition, journeys, retries, actions }: SoFarProps) {
  const now = useNow();
  const told = toldOf(journeys);
  const inBar = linesOf(journeys).lines;
  const reasons = reasonsOf([...told, ...journeys.filter(isUndo)], inBar);
  const [first, rest] = [told.slice(0, shown), told.slice(shown)];
  const [open, setOpen] = useOpenFor(rest.map(({ id }) => `disposition:${id}`));
  if (told.length === 0) return null;
  const row = (journey: Journey) => {
    const { id, entry, write, at } = journey;
    const label = journeyLabel(journey, disposition, now);
    const note = entry?.note ?? write?.operation.note;
    // What was taken back is as far as its taking back has come.
    const undo = journeys.find((one) => one.entry?.kind === 'undo' && one.entry.undoes === id && one.delivery !== null);
    const way = undo ?? journey;
    const below = inBar.some((one) => one.id === way.id);
    return (
      <li key={id} id={factId(`disposition:${id}`)} className="flex min-h-[26px] items-start gap-2 py-px">
        <span className="min-w-0 flex-1 pt-0.5">
          <Legible className={note || entry?.undone ? 'text-ink-2' : undefined}>{label}</Legible>
          {entry?.undone ? <span className="text-ink-2">, taken back</span> : null}
          {note ? (
            <>
              <span className="text-ink-2">: </span>
              <Legible>{note}</Legible>
            </>
          ) : null}
          <Where journey={way} because={below ? null : (reasons.get(way.id) ?? null)} below={below} now={now} retries={retries} />
          {way.state === 'parked' && !below ? (
            <span className="mt-1 mb-0.5 block">
              <WayOut journey={way} label={label} retries={retries} actions={actions} />
            </span>
          ) : null}
        </span>
        <Age at={at} source={entry?.by ?? 'you'} now={now} />
      </li>
    );
  };
  return (
    <>
      <h3 className="mt-2 text-xs font-medium text-ink-2">So far</h3>
      <ul>{first.map(row)}</ul>
      {rest.length > 0 ? (
        <More open={open} setOpen={setOpen} more={`${rest.length} earlier`}>
          <ul>{rest.map(row)}</ul>
        </More>
      ) : null}
    </>
  );
}
