import { useId, useState } from 'react';
import { channels, type Origin } from '../lib/contract/origin.ts';
import type { Actions, Draft } from './view.ts';
import { aiChannels, assistantName, assistants, channelWords } from './words.ts';

/** What the buyer told the rep: a channel, and which assistant when it was one. Sent beside the verdict, never in its place. */
export function OriginForm({ origin, draft, actions }: { origin: Origin; draft: Draft; actions: Actions }) {
  const id = useId();
  const picked = draft.origin ?? { channel: origin.verdict.channel, assistant: origin.verdict.assistant ?? '' };
  const { channel, assistant } = picked;
  const pick = (next: Partial<typeof picked>) => actions.setDraft({ ...draft, origin: { ...picked, ...next } });
  const [refused, setRefused] = useState<string | null>(null);
  const isAi = aiChannels.includes(channel);
  const save = () => {
    setRefused(null);
    actions
      .choose(
        { kind: 'origin', confirmed: false, channel, assistant: isAi && assistant ? assistant : null },
        draft.note.trim() || null,
      )
      .then(
        () => actions.setDraft({ ...draft, open: null, note: '', origin: undefined }),
        (error: unknown) =>
          setRefused(error instanceof Error ? error.message : 'It could not be kept on this device. Try again.'),
      );
  };
  return (
    <form
      className="card mt-2 rounded-lg border border-line bg-raised p-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label htmlFor={`${id}-channel`} className="text-sm text-ink-2">
        They found us by
      </label>
      <select
        id={`${id}-channel`}
        className="box mt-0.5"
        value={channel}
        onChange={(event) => pick({ channel: channels.find((one) => one === event.target.value) ?? channel })}
      >
        {channels.map((one) => (
          <option key={one} value={one}>
            {channelWords[one]}
          </option>
        ))}
      </select>
      {isAi ? (
        <>
          <label htmlFor={`${id}-assistant`} className="mt-2 block text-sm text-ink-2">
            Which assistant
          </label>
          <select
            id={`${id}-assistant`}
            className="box mt-0.5"
            value={assistant}
            onChange={(event) => pick({ assistant: event.target.value })}
          >
            <option value="">Not known</option>
            {assistants.map((slug) => (
              <option key={slug} value={slug}>
                {assistantName(slug)}
              </option>
            ))}
            {assistant && !assistants.some((slug) => slug === assistant) ? (
              <option value={assistant}>{assistantName(assistant)}</option>
            ) : null}
          </select>
        </>
      ) : null}
      {refused ? (
        <p role="alert" className="mt-2 text-sm text-bad">
          Not kept: {refused}
        </p>
      ) : null}
      <div className="mt-2.5 flex gap-1.5">
        <button type="submit" className="btn btn-main">
          Save
        </button>
        <button type="button" className="btn" onClick={() => actions.setDraft({ ...draft, open: null, origin: undefined })}>
          Cancel
        </button>
      </div>
    </form>
  );
}
