import { CircleCheck, CloudOff, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useContext, useEffect, useRef } from 'react';
import { AnnounceContext } from './announce.tsx';
import { useNow } from './now.ts';
import { moment } from './time.ts';
import type { Actions, Write, WriteState } from './view.ts';

const shapes: Record<WriteState, { icon: LucideIcon; tone: string; words: string; turning?: boolean }> = {
  keeping: { icon: LoaderCircle, tone: 'text-ink-2', words: 'keeping on this device', turning: true },
  kept: { icon: CloudOff, tone: 'text-warn', words: 'kept on this device, not sent yet' },
  sending: { icon: LoaderCircle, tone: 'text-ink-2', words: 'sending', turning: true },
  saved: { icon: CircleCheck, tone: 'text-ok', words: 'saved' },
  failed: { icon: TriangleAlert, tone: 'text-bad', words: 'not saved' },
  not_kept: { icon: TriangleAlert, tone: 'text-bad', words: 'not kept; what you wrote is still in its box' },
};

type StatusProps = { writes: readonly Write[]; label: (write: Write) => string; actions: Actions };

function Line({ write, label, actions }: { write: Write; label: string; actions: Actions }) {
  const now = useNow();
  const shape = shapes[write.state];
  const stuck = write.state === 'failed' || write.state === 'not_kept';
  const Icon = shape.icon;
  return (
    <li className="flex items-start gap-1.5 py-0.5 text-sm">
      <Icon size={13} aria-hidden="true" className={`mt-0.5 flex-none ${shape.tone} ${shape.turning ? 'turning' : ''}`} />
      <span className="min-w-0 flex-1 text-ink-2">
        <bdi>{label}</bdi>, <span className={stuck ? 'text-bad' : ''}>{shape.words}</span>
        {write.state === 'saved' ? ` ${moment(write.operation.at, now)}` : ''}
        {write.because ? (
          <>
            : <bdi>{write.because}</bdi>
          </>
        ) : null}
      </span>
      {stuck ? (
        <span className="flex flex-none gap-1.5">
          <button type="button" className="btn" onClick={() => actions.retry(write.operation.id)}>
            Retry
          </button>
          <button type="button" className="btn" onClick={() => actions.discard(write.operation.id)}>
            Discard
          </button>
        </span>
      ) : null}
    </li>
  );
}

/** Says each change of each write once. */
function useWriteNews(writes: readonly Write[], label: (write: Write) => string): void {
  const announce = useContext(AnnounceContext);
  const before = useRef<Map<string, WriteState> | null>(null);
  useEffect(() => {
    const known = before.current;
    for (const write of writes) {
      const changed = known !== null && known.get(write.operation.id) !== write.state;
      const worth = write.state !== 'keeping' && write.state !== 'sending';
      if (changed && worth) announce([label(write), shapes[write.state].words, write.because].filter(Boolean).join(', '));
    }
    before.current = new Map(writes.map((write) => [write.operation.id, write.state]));
  });
}

/** What became of what the rep did: everything stuck with a way out, and the last one under way or saved. */
export function WriteStatus({ writes, label, actions }: StatusProps) {
  useWriteNews(writes, label);
  const stuck = writes.filter((write) => write.state === 'failed' || write.state === 'not_kept');
  const waiting = writes.filter((write) => write.state === 'keeping' || write.state === 'kept' || write.state === 'sending');
  const last = waiting.at(-1) ?? (stuck.length === 0 ? writes.at(-1) : undefined);
  const lines = last ? [...stuck, last] : stuck;
  if (lines.length === 0) return <p className="text-sm text-ink-3">Nothing waiting</p>;
  return (
    <ul aria-label="What became of your choices" className="min-w-0">
      {lines.map((write) => (
        <Line key={write.operation.id} write={write} label={label(write)} actions={actions} />
      ))}
      {waiting.length > 1 ? <li className="ps-5 text-xs text-ink-2">and {waiting.length - 1} more waiting</li> : null}
    </ul>
  );
}
