import { Hotkey } from './hotkey.tsx';
import { attemptChannels, type Intent } from './keys.ts';
import { channelOfAttempt, outcomeName, outcomesOf } from './words.ts';

/** Channels by row, outcomes by column: one press of the mouse, or two numbers. */
export function Attempt({ picked, act }: { picked: string | null; act: (intent: Intent) => void }) {
  return (
    <ol className="grid gap-1">
      {attemptChannels.map((channel, row) => {
        const chosen = picked === channel;
        return (
          <li key={channel} className={`-mx-1 flex items-start gap-1.5 rounded-md p-1 ${chosen ? 'bg-soft' : ''}`}>
            <span className="w-[6.4em] flex-none pt-1 text-sm text-ink-2">
              {picked === null ? <Hotkey name={row + 1} /> : <span className="inline-block min-w-[15px]" />}{' '}
              {channelOfAttempt[channel]}
            </span>
            <span className="flex min-w-0 flex-1 flex-wrap gap-1">
              {outcomesOf[channel].map((outcome, column) => (
                <button
                  key={outcome}
                  type="button"
                  className="btn !px-1.5"
                  aria-label={`${channelOfAttempt[channel]}: ${outcomeName(channel, outcome)}`}
                  onClick={() => act({ kind: 'choose', choice: { kind: 'attempt', channel, outcome } })}
                >
                  {chosen ? <Hotkey name={column + 1} /> : null}
                  {outcomeName(channel, outcome)}
                </button>
              ))}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
