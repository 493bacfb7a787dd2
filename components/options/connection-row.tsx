import { type ReactNode, useState } from 'react';
import type { Connection } from '../../lib/contract/connection.ts';
import { Legible } from '../legible.tsx';
import { useNow } from '../now.ts';
import { moment } from '../time.ts';
import { crmName } from '../words.ts';
import { Problem, useAsk } from './ask.tsx';
import type { WriteBackActions } from './view.ts';

const states: Record<Connection['state'], { words: string; tone: string }> = {
  on: { words: 'On', tone: 'text-ok' },
  paused: { words: 'Paused', tone: 'text-warn' },
  signed_out: { words: 'Signed out', tone: 'text-bad' },
};

/** What is so with a connection besides its state: never tested, resting, what waits. Each a short sentence. */
export function notesOf(connection: Connection, now: number): string[] {
  const { provenAt, restingUntil, failures, waiting, parked } = connection;
  const rests = restingUntil !== null && Date.parse(restingUntil) > now;
  return [
    provenAt === null ? 'Its credential has not signed in yet: press Test.' : null,
    rests
      ? `It failed ${failures === 1 ? 'once' : `${failures} times in a row`} and is left alone until ${moment(restingUntil, now)}.`
      : null,
    waiting > 0 ? `${waiting} ${waiting === 1 ? 'choice waits' : 'choices wait'} to be written.` : null,
    parked > 0 ? `${parked} ${parked === 1 ? 'is' : 'are'} parked, see below.` : null,
  ].filter((note) => note !== null);
}

type RowProps = { connection: Connection; actions: WriteBackActions; change: () => void; children: ReactNode };

/** One connected CRM: its state, since when and why, and what can be done with it. */
export function ConnectionRow({ connection, actions, change, children }: RowProps) {
  const now = useNow();
  const { busy, problem, setProblem, ask } = useAsk();
  const [proven, setProven] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const { crm, account, state, because, changedAt } = connection;
  const key = { crm, account };
  const name = `${crm === 'custom' ? 'Webhook' : crmName(crm)} ${account}`;
  const { words, tone } = states[state];
  const does = (run: () => Promise<string | null>) => {
    setProven(null);
    return ask(run);
  };
  const test = () =>
    does(async () => {
      const found = await actions.test(key);
      if (found.ok) setProven(found.sentence);
      return found.ok ? null : found.sentence;
    });
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{crm === 'custom' ? 'Webhook' : crmName(crm)}</span>
        <Legible className="text-ink-2">{account}</Legible>
        <span className={tone}>
          {words} since {moment(changedAt, now)}
        </span>
      </div>
      {because ? (
        <p className={`mt-0.5 ${tone}`}>
          <Legible>{because}</Legible>
        </p>
      ) : null}
      {notesOf(connection, now).map((note) => (
        <p key={note} className="mt-0.5 text-ink-2">
          {note}
        </p>
      ))}
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="button" className="btn" aria-disabled={busy} aria-label={`Test ${name}`} onClick={() => void test()}>
          {busy ? 'Working' : 'Test'}
        </button>
        <button
          type="button"
          className="btn"
          aria-disabled={busy}
          aria-label={`${state === 'on' ? 'Pause' : 'Resume'} ${name}`}
          onClick={() => void does(() => actions.setState(key, state === 'on' ? 'paused' : 'on'))}
        >
          {state === 'on' ? 'Pause' : 'Resume'}
        </button>
        <button type="button" className="btn" aria-label={`Change ${name}`} onClick={change}>
          Change
        </button>
        <button type="button" className="btn" aria-label={`Remove ${name}`} aria-expanded={sure} onClick={() => setSure(!sure)}>
          Remove
        </button>
      </div>
      {sure ? (
        <div className="mt-2 rounded-md bg-warn-soft px-3 py-2">
          <p>
            The credential is deleted. What was still to be written is parked, and can be sent once the CRM is connected again.
          </p>
          <div className="mt-2 flex gap-2">
            <button
              type="button"
              className="btn"
              aria-disabled={busy}
              onClick={() => void does(() => actions.remove(key)).then(() => setSure(false))}
            >
              Remove it
            </button>
            <button type="button" className="btn" onClick={() => setSure(false)}>
              Keep it
            </button>
          </div>
        </div>
      ) : null}
      <p role="status" className={proven ? 'mt-2 text-ok' : ''}>
        {proven ?? ''}
      </p>
      <Problem>{problem}</Problem>
      {problem ? (
        <button type="button" className="link mt-1 min-h-6 text-sm" onClick={() => setProblem(null)}>
          Dismiss
        </button>
      ) : null}
      {children}
    </li>
  );
}
