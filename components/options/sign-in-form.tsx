import { type FormEvent, useState } from 'react';
import { checkApiUrl } from '../../lib/client/api-url.ts';
import type { SignInMethods } from '../../lib/contract/sign-in.ts';
import { Field, Problem, useAsk } from './ask.tsx';
import { Disclosure } from './disclosure.tsx';
import { Offered, type Way } from './offered.tsx';
import type { OptionsActions, OptionsState } from './view.ts';

type Asks = Pick<OptionsActions, 'methods' | 'signInWith' | 'pair' | 'connect'>;
type FormProps = {
  preset: OptionsState['preset'];
  /** What is known already of where to sign in. */
  known?: { apiUrl: string; workspace: string };
  first?: Way;
  /** The person was in before, and has read what is sent. */
  again?: boolean;
  actions: Asks;
  entered?: () => void;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const main: Record<Way, [string, string]> = {
  account: ['Continue', 'Asking'],
  code: ['Sign in', 'Signing in'],
  token: ['Connect', 'Connecting'],
};
const byOrganisation = 'Set by your organisation.';

/** The three ways in: the company's own account, a code from an admin, or a token. What was typed stays over all of them. */
export function SignInForm({ preset, known, first = 'account', again = false, actions, entered }: FormProps) {
  const [way, setWay] = useState<Way>(first);
  const [apiUrl, setApiUrl] = useState(known?.apiUrl ?? '');
  const [workspace, setWorkspace] = useState(known?.workspace ?? '');
  const [secret, setSecret] = useState('');
  const [offered, setOffered] = useState<{ apiUrl: string; methods: SignInMethods } | null>(null);
  const { busy, problem, setProblem, ask } = useAsk();
  const choose = (next: Way) => {
    setWay(next);
    setSecret('');
    setOffered(null);
    setProblem(null);
  };
  const typedUrl = preset.apiUrl ?? apiUrl;
  const typedWorkspace = (preset.workspace ?? workspace).trim();

  const go = async (checked: string): Promise<string | null> => {
    if (way === 'token') return actions.connect(checked, secret);
    if (way === 'code') return actions.pair(checked, secret.trim());
    const answered = await actions.methods(checked, typedWorkspace);
    if (!answered.ok) return answered.message;
    setOffered({ apiUrl: checked, methods: answered.value });
    return null;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = checkApiUrl(typedUrl);
    if (!checked.ok) return setProblem(checked.message);
    if (way === 'account' && !uuid.test(typedWorkspace))
      return setProblem('Paste the id of your workspace, as your admin gave it to you: it has 36 letters and digits.');
    if (way === 'code' && secret.trim().length < 4) return setProblem('Type the pairing code your admin gave you.');
    void ask(() => go(checked.apiUrl)).then((well) => well && way !== 'account' && entered?.());
  };

  if (offered)
    return (
      <Offered
        methods={offered.methods}
        busy={busy}
        problem={problem}
        signIn={() => void ask(() => actions.signInWith(offered.apiUrl, offered.methods)).then((well) => well && entered?.())}
        choose={choose}
      />
    );
  return (
    <form onSubmit={submit} noValidate>
      {again ? null : <Disclosure />}
      <Field
        label="API address"
        type="url"
        hint={preset.apiUrl === null ? 'For example https://leadside.example.com' : byOrganisation}
        value={typedUrl}
        readOnly={preset.apiUrl !== null}
        onChange={setApiUrl}
        problem={problem}
      />
      {way === 'account' ? (
        <Field
          label="Workspace"
          hint={preset.workspace === null ? 'Its id, from your admin.' : byOrganisation}
          value={preset.workspace ?? workspace}
          readOnly={preset.workspace !== null}
          onChange={setWorkspace}
          problem={problem}
        />
      ) : null}
      {way === 'code' ? (
        <Field
          label="Pairing code"
          hint="From your admin. It is good once, for 15 minutes."
          value={secret}
          onChange={setSecret}
          problem={problem}
        />
      ) : null}
      {way === 'token' ? (
        <Field
          label="Token"
          type="password"
          hint="Your own, from your admin. It stays in this browser, where no web page can read it."
          value={secret}
          onChange={setSecret}
          problem={problem}
        />
      ) : null}
      <Problem>{problem}</Problem>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <button type="submit" className="btn btn-main" aria-disabled={busy}>
          {main[way][busy ? 1 : 0]}
        </button>
        <OtherWays way={way} choose={choose} />
      </div>
    </form>
  );
}

function OtherWays({ way, choose }: { way: Way; choose: (way: Way) => void }) {
  return (
    <>
      {way === 'account' ? null : (
        <button type="button" className="btn" onClick={() => choose('account')}>
          Sign in with your company account
        </button>
      )}
      {way === 'code' ? null : (
        <button type="button" className="btn" onClick={() => choose('code')}>
          Enter a pairing code
        </button>
      )}
      {way === 'token' ? null : (
        <button type="button" className="link min-h-6 text-sm" onClick={() => choose('token')}>
          Paste a token
        </button>
      )}
    </>
  );
}
