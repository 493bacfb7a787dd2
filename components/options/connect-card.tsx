import { type FormEvent, useState } from 'react';
import { checkApiUrl } from '../../lib/client/api-url.ts';
import { Card, Field, Problem, useAsk } from './ask.tsx';
import { SignOut } from './sign-out.tsx';
import type { Connected, OptionsActions, OptionsState } from './view.ts';

/** What leaves this browser, and to where: said before anything does. */
function Disclosure() {
  return (
    <div className="mt-3 rounded-lg bg-raised px-4 py-3">
      <p className="font-medium">What Leadside sends, and to where</p>
      <ul className="mt-1 list-disc ps-5 text-ink-2">
        <li>For each record you open in a CRM you allow: which CRM, its account, the kind of record and its id.</li>
        <li>What you enter in the sidebar: your decisions, attempts, notes and answers.</li>
        <li>All of it goes to the address you give below, and to nobody else.</li>
        <li>It reads no page content, no other address, no cookie and no CRM password.</li>
      </ul>
      <p className="mt-2 text-ink-2">Nothing is sent until you press Connect.</p>
    </div>
  );
}

function ConnectForm({ preset, connect }: { preset: OptionsState['preset']; connect: OptionsActions['connect'] }) {
  const [apiUrl, setApiUrl] = useState(preset.apiUrl ?? '');
  const [token, setToken] = useState('');
  const { busy, problem, setProblem, ask } = useAsk();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = checkApiUrl(preset.apiUrl ?? apiUrl);
    if (!checked.ok) return setProblem(checked.message);
    void ask(() => connect(checked.apiUrl, token));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Disclosure />
      <Field
        label="API address"
        type="url"
        hint={preset.apiUrl === null ? 'For example https://leadside.example.com' : 'Set by your admin.'}
        value={preset.apiUrl ?? apiUrl}
        readOnly={preset.apiUrl !== null}
        onChange={setApiUrl}
        problem={problem}
      />
      <Field
        label="Token"
        type="password"
        hint="Your own, from your admin. It stays in this browser, where no web page can read it."
        value={token}
        onChange={setToken}
        problem={problem}
      />
      <Problem>{problem}</Problem>
      <button type="submit" className="btn btn-main mt-4" aria-disabled={busy}>
        {busy ? 'Connecting' : 'Connect'}
      </button>
    </form>
  );
}

function Who({ who }: { who: Connected }) {
  const rows: [string, string][] = [
    ['Name', who.email === null ? who.name : `${who.name}, ${who.email}`],
    ['Workspace', who.workspace],
    ['Role', who.role],
    ['API address', who.apiUrl],
    ['Token', who.expiresAt === null ? 'does not expire' : `expires ${new Date(who.expiresAt).toLocaleDateString()}`],
  ];
  return (
    <dl className="mt-3 grid grid-cols-[110px_1fr] gap-x-4 gap-y-1">
      {rows.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-ink-2">{term}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Connecting, or whom this device is connected as. */
export function ConnectCard({ state, actions }: { state: OptionsState; actions: OptionsActions }) {
  const { busy, problem, ask } = useAsk();
  const [checked, setChecked] = useState(false);
  const [again, setAgain] = useState(false);
  const { connection, preset } = state;
  if (connection === 'reading') return <Card title="Connection">{null}</Card>;
  if (connection === 'broken')
    return (
      <Card title="Connection">
        <Problem>
          The browser does not let Leadside store anything on this device. Allow site data for extensions, or use another profile.
        </Problem>
      </Card>
    );
  if (connection === null || again)
    return (
      <Card title={connection === null ? 'Connect' : 'Use another token'}>
        <ConnectForm
          preset={preset}
          connect={async (apiUrl, token) => {
            const sentence = await actions.connect(apiUrl, token);
            if (sentence === null) setAgain(false);
            return sentence;
          }}
        />
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
          Use another token
        </button>
        <SignOut unsent={state.unsent} signOut={actions.signOut} />
      </div>
      <p role="status" className="mt-2 text-ok">
        {checked && problem === null ? 'The server answers and accepts the token.' : ''}
      </p>
      <Problem>{problem}</Problem>
    </Card>
  );
}
