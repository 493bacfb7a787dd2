import { Fragment, useState } from 'react';
import { Legible } from '../legible.tsx';
import { Card, Problem, useAsk } from './ask.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignOut } from './sign-out.tsx';
import type { Connected, OptionsActions, OptionsState } from './view.ts';

const day = (instant: string) => new Date(instant).toLocaleDateString(undefined, { dateStyle: 'medium' });

function howLong({ session, expiresAt }: Connected): [string, string] {
  if (session !== null) return ['Signed in', `until ${day(session.endsAt)} at the latest`];
  return ['Token', expiresAt === null ? 'does not expire' : `expires ${day(expiresAt)}`];
}

/** An address breaks after its scheme and its dots, and not in the middle of a word. */
function Address({ value }: { value: string }) {
  let before = '';
  return value.split(/(?<=\/\/|\.)/).map((part) => {
    before += part;
    return (
      <Fragment key={before}>
        <Legible>{part}</Legible>
        <wbr />
      </Fragment>
    );
  });
}

function Who({ who }: { who: Connected }) {
  const rows: [string, string][] = [
    ['Name', who.email === null ? who.name : `${who.name}, ${who.email}`],
    ['Workspace', who.workspace],
    ['Role', who.role],
    // Where the session has ended, the form below has it.
    ...(who.ended ? [] : [['API address', who.apiUrl] satisfies [string, string], howLong(who)]),
  ];
  return (
    <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
      {rows.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-ink-2">{term}</dt>
          <dd className="min-w-0">{value === who.apiUrl ? <Address value={value} /> : <Legible>{value}</Legible>}</dd>
        </div>
      ))}
    </dl>
  );
}

type CardProps = { state: OptionsState; actions: OptionsActions };

/** The session has ended: who it was, what waits, and the way back in. */
function Ended({ who, state, actions }: CardProps & { who: Connected }) {
  const { length } = state.unsent;
  const waits =
    length === 0
      ? 'Nothing is waiting to be sent.'
      : `${length === 1 ? 'One thing waits here and goes' : `${length} things wait here and go`} once you are signed in again.`;
  return (
    <Card title="Signed out">
      <p className="mt-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
        {who.endedWhy === null ? 'Your session has ended.' : <Legible>{who.endedWhy}</Legible>} {waits}
      </p>
      <Who who={who} />
      <SignInForm preset={state.preset} known={{ apiUrl: who.apiUrl, workspace: who.workspaceId }} again actions={actions} />
      <div className="mt-4 border-line border-t pt-4">
        <SignOut ended unsent={state.unsent} signOut={actions.signOut} />
      </div>
    </Card>
  );
}

/** Signing in, or whom this device is connected as. */
export function ConnectCard({ state, actions }: CardProps) {
  const { busy, problem, ask } = useAsk();
  const [checked, setChecked] = useState(false);
  const [again, setAgain] = useState(false);
  const { connection, preset, notice } = state;
  if (connection === 'reading') return <Card title="Connection">{null}</Card>;
  if (connection === 'broken')
    return (
      <Card title="Connection">
        <Problem>
          The browser does not let Leadside store anything on this device. Allow site data for extensions, or use another profile.
        </Problem>
      </Card>
    );
  if (connection === null)
    return (
      <Card title="Connect">
        {notice === null ? null : (
          <p role="status" className="mt-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
            {notice}
          </p>
        )}
        <SignInForm preset={preset} actions={actions} />
      </Card>
    );
  if (connection.ended) return <Ended who={connection} state={state} actions={actions} />;
  const byToken = connection.session === null;
  if (again)
    return (
      <Card title={byToken ? 'Use another token' : 'Sign in as somebody else'}>
        <SignInForm preset={preset} first={byToken ? 'token' : 'account'} actions={actions} entered={() => setAgain(false)} />
        <button type="button" className="btn mt-2" onClick={() => setAgain(false)}>
          Back
        </button>
      </Card>
    );
  return (
    <Card title="Connected">
      <Who who={connection} />
      <div className="mt-4 flex flex-wrap gap-2">
        <button type="button" className="btn" aria-disabled={busy} onClick={() => void ask(actions.check).then(setChecked)}>
          {busy ? 'Checking' : 'Check the connection'}
        </button>
        <button type="button" className="btn" onClick={() => setAgain(true)}>
          {byToken ? 'Use another token' : 'Sign in as somebody else'}
        </button>
        <SignOut ended={false} unsent={state.unsent} signOut={actions.signOut} />
      </div>
      <p role="status" className="mt-2 text-ok">
        {checked && problem === null ? `The server answers and accepts the ${byToken ? 'token' : 'session'}.` : ''}
      </p>
      <Problem>{problem}</Problem>
    </Card>
  );
}
