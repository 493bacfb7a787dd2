import { useId, useState } from 'react';
import type { Actions, Draft, HeardDraft } from './view.ts';

const boxes = [
  ['objections', 'Objections'],
  ['competitors', 'Competitors named'],
  ['words', "The buyer's own words"],
  ['claims', 'What AI said of us'],
] as const;
type Box = (typeof boxes)[number][0];

const most = 20;
const longest = 500;

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const nothing: HeardDraft = { objections: '', competitors: '', words: '', claims: '' };

/** One thing a line, kept with the record's draft until it is saved, so that a reload loses nothing. */
export function HeardForm({ draft, actions, closed }: { draft: Draft; actions: Actions; closed: () => void }) {
  const id = useId();
  const text = draft.heard ?? nothing;
  const type = (box: Box, value: string) => {
    const next = { ...text, [box]: value };
    const empty = Object.values(next).every((one) => one === '');
    actions.setDraft({ ...draft, heard: empty ? undefined : next });
  };
  const [refused, setRefused] = useState<string | null>(null);
  const heard = {
    objections: lines(text.objections),
    competitors: lines(text.competitors),
    words: lines(text.words),
    claims: lines(text.claims),
  };
  const all = Object.values(heard);
  const wrong = all.some((list) => list.length > most || list.some((line) => line.length > longest));
  const empty = all.every((list) => list.length === 0);
  const save = () => {
    setRefused(null);
    actions.choose({ kind: 'heard', ...heard }, null).then(
      () => {
        actions.setDraft({ ...draft, heard: undefined, open: null, reason: null });
        closed();
      },
      (error: unknown) => setRefused(error instanceof Error ? error.message : 'It could not be kept on this device. Try again.'),
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty && !wrong) save();
      }}
    >
      <div className="grid grid-cols-2 gap-1.5">
        {boxes.map(([box, name]) => (
          <label key={box} htmlFor={`${id}-${box}`} className="text-xs text-ink-2">
            {name}
            {/* Not completed: else the browser writes what is typed into the file of its last session. */}
            <textarea
              autoComplete="off"
              id={`${id}-${box}`}
              rows={2}
              className="box mt-0.5 field-sizing-content max-h-32 min-h-12 resize-y"
              placeholder="One a line"
              value={text[box]}
              onChange={(event) => type(box, event.target.value)}
            />
          </label>
        ))}
      </div>
      {wrong ? (
        <p role="alert" className="text-xs text-bad">
          At most {most} lines a box, each at most {longest} characters.
        </p>
      ) : null}
      {refused ? (
        <p role="alert" className="text-xs text-bad">
          Not kept: {refused}
        </p>
      ) : null}
      <button type="submit" className="btn btn-main mt-1" disabled={empty || wrong}>
        Save what was heard
      </button>
    </form>
  );
}
