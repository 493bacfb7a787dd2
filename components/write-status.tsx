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

/**
 * What is worth hearing of a write; null while it is only on its way. Every choice is kept on this device for a moment
 * before it is sent: that is news only once there is a reason why it stays there.
 */
function newsOf({ state, because }: Write): string | null {
  if (state === 'keeping' || state === 'sending' || (state === 'kept' && because === null)) return null;
  return [shapes[state].words, because].filter(Boolean).join(', ');
}

/** Says each change of each write once. */
function useWriteNews(writes: readonly Write[], label: (write: Write) => string): void {
  const announce = useContext(AnnounceContext);
  const before = useRef<Map<string, string | null> | null>(null);
  useEffect(() => {
    const known = before.current;
    const said = new Map(known);
    for (const write of writes) {
      const { id } = write.operation;
      const news = newsOf(write);
      if (news === null) {
        if (!said.has(id)) said.set(id, null);
        continue;
      }
      if (known !== null && known.get(id) !== news) announce(`${label(write)}, ${news}`);
      said.set(id, news);
    }
    before.current = said;
  });
}

/** The writes worth a line of their own: everything stuck, and what waits for a reason. The rest is one short line. */
export function sortWrites(writes: readonly Write[]): { lines: readonly Write[]; brief: Write | null; more: number } {
  const stuck = writes.filter((write) => write.state === 'failed' || write.state === 'not_kept');
  const waiting = writes.filter((write) => write.state === 'keeping' || write.state === 'kept' || write.state === 'sending');
  const last = waiting.at(-1) ?? (stuck.length === 0 ? (writes.at(-1) ?? null) : null);
  const long = last !== null && (last.because !== null || last.state === 'kept');
  const more = Math.max(waiting.length - 1, 0);
  return { lines: long ? [...stuck, last] : stuck, brief: long ? null : last, more };
}

/** What became of what the rep did, as far as it needs room: stuck writes with a way out, and what is kept for later. */
export function WriteLines({ writes, label, actions }: StatusProps) {
  useWriteNews(writes, label);
  const { lines, more } = sortWrites(writes);
  if (lines.length === 0) return null;
  return (
    <ul aria-label="What became of your choices" className="mb-1.5">
      {lines.map((write) => (
        <Line key={write.operation.id} write={write} label={label(write)} actions={actions} />
      ))}
      {more > 0 ? <li className="ps-5 text-xs text-ink-2">and {more} more waiting</li> : null}
    </ul>
  );
}

/** The short form, always in the same place so that nothing moves: what is under way, what was saved, or that nothing waits. */
export function WriteBrief({ writes, label }: Omit<StatusProps, 'actions'>) {
  const now = useNow();
  const { lines, brief } = sortWrites(writes);
  if (!brief) return <p className="text-sm text-ink-3">{lines.length === 0 ? 'Nothing waiting' : ''}</p>;
  const shape = shapes[brief.state];
  const Icon = shape.icon;
  return (
    <p className="flex items-center gap-1.5 text-sm text-ink-2">
      <Icon size={13} aria-hidden="true" className={`flex-none ${shape.tone} ${shape.turning ? 'turning' : ''}`} />
      <span className="min-w-0 truncate" data-tip={`${label(brief)}, ${shape.words}`}>
        {shape.words.replace(/^./, (first) => first.toUpperCase())}
        {brief.state === 'saved' ? ` ${moment(brief.operation.at, now)}` : ''}
      </span>
    </p>
  );
}
