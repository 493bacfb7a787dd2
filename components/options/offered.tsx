import { hostOf } from '../../lib/client/session/pkce.ts';
import type { SignInMethods } from '../../lib/contract/sign-in.ts';
import { Legible } from '../legible.tsx';
import { Problem } from './ask.tsx';

export type Way = 'account' | 'code' | 'token';
type OfferedProps = {
  methods: SignInMethods;
  busy: boolean;
  problem: string | null;
  signIn: () => void;
  choose: (way: Way) => void;
};

/** The workspace has answered: where its people sign in. */
export function Offered({ methods, busy, problem, signIn, choose }: OfferedProps) {
  const { workspace, oidc } = methods;
  return (
    <div>
      <p className="mt-2">
        Workspace <Legible className="font-medium">{workspace.name}</Legible>.{' '}
        {oidc === null
          ? 'It has no sign-in of its own here: ask your admin for a pairing code.'
          : 'A window of its sign-in page opens.'}
      </p>
      <Problem>{problem}</Problem>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {oidc === null ? null : (
          <button type="button" className="btn btn-main" aria-disabled={busy} onClick={signIn}>
            {busy ? 'Waiting for the sign-in window' : `Sign in with ${hostOf(oidc.issuer)}`}
          </button>
        )}
        <button type="button" className={oidc === null ? 'btn btn-main' : 'btn'} onClick={() => choose('code')}>
          Enter a pairing code
        </button>
        <button type="button" className="btn" onClick={() => choose('account')}>
          Another workspace
        </button>
        <button type="button" className="link min-h-6 text-sm" onClick={() => choose('token')}>
          Paste a token
        </button>
      </div>
    </div>
  );
}
