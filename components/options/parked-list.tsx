import { type FormEvent, useState } from 'react';
import type { ParkedJob, ParkedJobs } from '../../lib/contract/connection.ts';
import { Legible } from '../legible.tsx';
import { useNow } from '../now.ts';
import { moment } from '../time.ts';
import { recordName } from '../words.ts';
import { Field, Problem, useAsk } from './ask.tsx';
import { kindNames } from './kind-names.ts';
import type { WriteBackActions } from './view.ts';

function Row({ job, actions }: { job: ParkedJob; actions: WriteBackActions }) {
  const now = useNow();
  const { busy, problem, setProblem, ask } = useAsk();
  const [letting, setLetting] = useState(false);
  const [reason, setReason] = useState('');
  const { operationId, kind, ref, because, tries, since, leftOut = [] } = job;
  const name = `${kindNames[kind]} on ${ref.object} ${ref.id}`;
  const discard = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setProblem('Say in a few words why it is not to be written; it is kept with the job.');
    void ask(() => actions.discard(operationId, reason.trim()));
  };
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{kindNames[kind]}</span>
        <Legible className="text-ink-2">{recordName(ref)}</Legible>
        <span className="text-ink-2">
          {moment(since, now)}, {tries} {tries === 1 ? 'try' : 'tries'}
        </span>
        <span className="ms-auto flex gap-2">
          <button
            type="button"
            className="btn"
            aria-disabled={busy}
            aria-label={`Replay: ${name}`}
            onClick={() => void ask(() => actions.replay(operationId))}
          >
            Replay
          </button>
          <button
            type="button"
            className="btn"
            aria-expanded={letting}
            aria-label={`Discard: ${name}`}
            onClick={() => setLetting(!letting)}
          >
            Discard
          </button>
        </span>
      </div>
      <p className="text-warn">
        <Legible>{because}</Legible>
      </p>
      {leftOut.length > 0 ? (
        <p className="text-ink-2">
          A later choice has set <Legible>{leftOut.join(', ')}</Legible> since: a replay leaves that and adds the rest.
        </p>
      ) : null}
      {letting ? (
        <form onSubmit={discard} noValidate aria-label={`Discard: ${name}`}>
          <Field
            label="Why it is not to be written"
            hint="It stays saved in Leadside; only the CRM does not hear of it."
            value={reason}
            onChange={setReason}
          />
          <div className="mt-2 flex gap-2">
            <button type="submit" className="btn" aria-disabled={busy}>
              Discard it
            </button>
            <button type="button" className="btn" onClick={() => setLetting(false)}>
              Cancel
            </button>
          </div>
        </form>
      ) : null}
      <Problem>{problem}</Problem>
    </li>
  );
}

/** What did not reach its CRM and waits for a person, with why. Nothing leaves this list but by replay or by a named reason. */
export function ParkedList({ parked, actions }: { parked: ParkedJobs; actions: WriteBackActions }) {
  const { jobs, total } = parked;
  return (
    <>
      <h3 className="mt-6 font-semibold">
        Parked: {total} {total === 1 ? 'write waits' : 'writes wait'} for you
      </h3>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {jobs.map((job) => (
          <Row key={job.operationId} job={job} actions={actions} />
        ))}
      </ul>
      {total > jobs.length ? (
        <p className="mt-2 text-sm text-ink-2">And {total - jobs.length} more, shown as these are dealt with.</p>
      ) : null}
    </>
  );
}
