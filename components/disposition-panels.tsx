import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { HandoffField } from '../lib/contract/context.ts';
import type { DispositionState, OfferedReason } from '../lib/contract/disposition.ts';
import { HeardForm } from './heard-form.tsx';
import { attemptChannels, backIntent, type Intent, reasonIntent } from './keys.ts';
import { dateIn, dateLabel } from './time.ts';
import type { Actions, Draft } from './view.ts';
import { channelOfAttempt, outcomeName, outcomesOf } from './words.ts';

type PanelProps = {
  open: NonNullable<Draft['open']>;
  picked: string | null;
  disposition: DispositionState;
  missing: readonly HandoffField[];
  now: number;
  act: (intent: Intent) => void;
  actions: Actions;
  closed: () => void;
};

function Key({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden="true" className="key flex-none text-ink-2">
      {children}
    </span>
  );
}

function Frame({
  title,
  open,
  picked,
  act,
  children,
}: { title: string; children: ReactNode } & Pick<PanelProps, 'open' | 'picked' | 'act'>) {
  const root = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each level takes the focus as it opens, so that Escape and the keys are heard in place
  useEffect(() => root.current?.focus({ preventScroll: true }), [open, picked]);
  const back = backIntent({ open, picked });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame
    <div ref={root} role="group" aria-label={title} tabIndex={-1} className="mb-2 outline-none">
      <div className="mb-1 flex items-center gap-1">
        <button
          type="button"
          className="icon-btn -ms-1.5 !size-6"
          aria-label="Back"
          data-tip="Back (Escape)"
          onClick={() => back && act(back)}
        >
          <ArrowLeft size={14} aria-hidden="true" />
        </button>
        <p className="text-sm font-medium text-ink-2">{title}</p>
      </div>
      {children}
    </div>
  );
}

function Reasons({ reasons, missing, act }: { reasons: readonly OfferedReason[] } & Pick<PanelProps, 'missing' | 'act'>) {
  const ids = missing.map((field) => field.id);
  return (
    <ol className="grid grid-cols-2 gap-1.5">
      {reasons.map((reason, index) => {
        const more = !reason.offered
          ? reason.why
          : reason.returnsToMarketing
            ? missing.length > 0
              ? `Sends back: ${missing.map((field) => field.label).join(', ')}`
              : 'No field is missing'
            : null;
        return (
          <li key={reason.code} className={more ? 'col-span-2' : ''}>
            <button
              type="button"
              className="btn h-full w-full !items-start"
              aria-disabled={!reason.offered}
              data-tip={reason.hint ?? undefined}
              onClick={() => act(reasonIntent(reason, ids))}
            >
              {index < 9 ? <Key>{index + 1}</Key> : null}
              <span className="min-w-0 flex-1">
                <bdi>{reason.label}</bdi>
                {reason.subReasons.length > 0 ? <span aria-hidden="true"> …</span> : null}
                {more ? <span className="block text-xs text-ink-2">{more}</span> : null}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function SubReasons({ reason, act }: { reason: OfferedReason; act: PanelProps['act'] }) {
  return (
    <ol className="grid grid-cols-2 gap-1.5">
      {reason.subReasons.map((sub, index) => (
        <li key={sub.code}>
          <button
            type="button"
            className="btn w-full"
            onClick={() =>
              act({ kind: 'choose', choice: { kind: 'reject', reason: reason.code, subReason: sub.code, missing: [] } })
            }
          >
            {index < 9 ? <Key>{index + 1}</Key> : null}
            <bdi>{sub.label}</bdi>
          </button>
        </li>
      ))}
    </ol>
  );
}

const longest = 730;

function Recycle({ disposition, picked, now, act }: Pick<PanelProps, 'disposition' | 'picked' | 'now' | 'act'>) {
  const id = useId();
  const [date, setDate] = useState('');
  const first = dateIn(1, now);
  const last = dateIn(longest, now);
  const wrong = date !== '' && (date < first || date > last);
  const recycle = (until: string) => act({ kind: 'choose', choice: { kind: 'recycle', until, reason: picked } });
  const reasons = disposition.reasons.filter((one) => one.offered && !one.returnsToMarketing);
  return (
    <>
      <ol className="grid grid-cols-2 gap-1.5">
        {disposition.recyclePresets.map((preset, index) => {
          const until = dateIn(preset.days, now);
          return (
            <li key={preset.label}>
              <button type="button" className="btn h-full w-full" onClick={() => recycle(until)}>
                {index < 9 ? <Key>{index + 1}</Key> : null}
                <span className="min-w-0 flex-1">
                  <bdi>{preset.label}</bdi>
                  <span className="block text-xs text-ink-2">{dateLabel(until, now)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <form
        className="mt-2 grid grid-cols-[1fr_1fr_auto] items-end gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (date && !wrong) recycle(date);
        }}
      >
        <label className="text-xs text-ink-2" htmlFor={`${id}-date`}>
          Another date
          <input
            id={`${id}-date`}
            type="date"
            className="box mt-0.5"
            min={first}
            max={last}
            value={date}
            aria-invalid={wrong}
            onChange={(event) => setDate(event.target.value)}
          />
        </label>
        <label className="text-xs text-ink-2" htmlFor={`${id}-reason`}>
          Reason, optional
          <select
            id={`${id}-reason`}
            className="box mt-0.5"
            value={picked ?? ''}
            onChange={(event) => act({ kind: 'open', panel: 'recycle', picked: event.target.value || null })}
          >
            <option value="">None</option>
            {reasons.map((reason) => (
              <option key={reason.code} value={reason.code}>
                {reason.label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="btn min-h-[30px]" disabled={date === '' || wrong}>
          Recycle
        </button>
        {wrong ? (
          <p role="alert" className="col-span-3 text-xs text-bad">
            Choose a day from {dateLabel(first, now)} to {dateLabel(last, now)}.
          </p>
        ) : null}
      </form>
    </>
  );
}

function Attempt({ picked, act }: Pick<PanelProps, 'picked' | 'act'>) {
  return (
    <ol className="grid gap-1">
      {attemptChannels.map((channel, row) => {
        const chosen = picked === channel;
        return (
          <li key={channel} className={`-mx-1 flex items-start gap-1.5 rounded-md p-1 ${chosen ? 'bg-soft' : ''}`}>
            <span className="w-19 flex-none pt-1 text-sm text-ink-2">
              {picked === null ? <Key>{row + 1}</Key> : <span className="inline-block min-w-[15px]" />}{' '}
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
                  {chosen ? <Key>{column + 1}</Key> : null}
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

/** What opens above the bar: the numbered lists, and the form for what was heard on the call. */
export function DispositionPanel(props: PanelProps) {
  const { open, picked, disposition, missing, now, act, actions, closed } = props;
  const sub = disposition.reasons.find((reason) => reason.code === picked);
  const level = { open, picked: open === 'recycle' ? null : picked, act };
  if (open === 'reject')
    return (
      <Frame title="Reject, because" {...level}>
        <Reasons reasons={disposition.reasons} missing={missing} act={act} />
      </Frame>
    );
  if (open === 'reject_sub' && sub)
    return (
      <Frame title={`Reject, ${sub.label}`} {...level}>
        <SubReasons reason={sub} act={act} />
      </Frame>
    );
  if (open === 'recycle')
    return (
      <Frame title="Recycle until" {...level}>
        <Recycle disposition={disposition} picked={picked} now={now} act={act} />
      </Frame>
    );
  if (open === 'attempt')
    return (
      <Frame title={picked === null ? 'Log an attempt' : 'Log an attempt, outcome'} {...level}>
        <Attempt picked={picked} act={act} />
      </Frame>
    );
  if (open === 'heard')
    return (
      <Frame title="Heard on the call, all optional" {...level}>
        <HeardForm actions={actions} closed={closed} />
      </Frame>
    );
  return null;
}
