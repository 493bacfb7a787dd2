import type { Clock } from '../lib/contract/clock.ts';
import { amountWords, placeWords } from './clock-words.ts';
import { Legible } from './legible.tsx';
import { dateWords, moment } from './time.ts';

/** What a clock goes by: its goal, what stops and proves it, the policy that judges it, and its earlier cycles. */
export function ClockDetail({ clock, now }: { clock: Clock; now: number }) {
  return (
    <li className="border-t border-line py-1.5 text-xs text-ink-2">
      <p className="font-medium text-ink">
        <Legible>{clock.name}</Legible>
      </p>
      <p>
        Goal <Legible>{clock.goal.name}</Legible>: {amountWords(clock, clock.goal.ms)}
        {clock.goal.working ? ` of working time in ${placeWords(clock.goal.timeZone)}` : ', round the clock'}. Started{' '}
        {moment(clock.startedAt, now)}.
      </p>
      {clock.holidays ? (
        <p>
          Put off by{' '}
          {clock.holidays.map(({ date, name }, index) => (
            <span key={date}>
              {index === 0 ? '' : ', '}
              {name ? <Legible>{name}</Legible> : 'a holiday'} ({dateWords(date, now)})
            </span>
          ))}
          : nothing is counted then.
        </p>
      ) : null}
      <p>
        Stops on: <Legible>{clock.stopsOn}</Legible>. Proved by: <Legible>{clock.provenBy}</Legible>.
      </p>
      {clock.policyVersion === undefined ? null : (
        <p>
          {clock.stoppedAt ? 'Judged by policy version' : 'Counted by policy version'} {clock.policyVersion}.
        </p>
      )}
      {clock.cycles.map((cycle) => (
        <p key={cycle.startedAt}>
          Earlier, from {moment(cycle.startedAt, now)}: {cycle.met ? 'met with ' : 'missed by '}
          {amountWords(clock, cycle.remainingMs)}
          {cycle.met ? ' to spare' : ''}
          {cycle.policyVersion === undefined || cycle.policyVersion === clock.policyVersion
            ? ''
            : `, by policy version ${cycle.policyVersion}`}
          .
        </p>
      ))}
    </li>
  );
}
