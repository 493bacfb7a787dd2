import type { Pool } from 'pg';
import { type Client, type Person, startProvider, type TestProvider } from '../../../../test/oidc/provider.ts';
import { type Walked, walk } from '../../../../test/oidc/walk.ts';
import { setProvider } from '../../../auth/oidc/provider-store.ts';
import type { Keyring } from '../../../connections/keyring.ts';
import type { Random } from './random.ts';
import type { Shot } from './shots.ts';

const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/';

/** Who can prove who they are at the provider; those with `out` the workspace's rules keep out all the same. */
const people: readonly (Person & { out?: true })[] = [
  { id: 'ana', name: 'Ana Ruiz', email: 'ana@acme.test', verified: true },
  { id: 'mo', name: 'Mo', email: 'mo@acme.test', verified: true, groups: ['Bosses'] },
  { id: 'new', name: 'New', email: 'new@acme.test', verified: false, out: true },
  { id: 'eve', name: 'Eve', email: 'eve@acme.test.evil.test', verified: true, out: true },
];

/** The client of a lane: every other one has a secret to prove itself with, which nobody is ever told. */
export const clientOf = (number: number): Client => ({
  id: `lane-${number}`,
  redirectUris: [redirectUri],
  ...(number % 2 === 0 ? {} : { secret: `canary-client-secret-of-lane-${number}` }),
});

/** A provider of `lanes` workspaces, whose clock is `now`. */
export async function laneProvider(lanes: number, now: () => number): Promise<TestProvider> {
  const provider = await startProvider({ people: [...people], clients: Array.from({ length: lanes }, (_, at) => clientOf(at)) });
  provider.tamper = (claims) => ({ ...claims, iat: Math.floor(now() / 1000), exp: Math.floor(now() / 1000) + 3600 });
  return provider;
}

/** A person who was sent back with a code, and whether it was used. */
type Came = { walked: Walked; out: boolean; used: boolean };

export type SignIns = {
  /** Has one more person go through the provider's pages. */
  begin: () => Promise<void>;
  /** What `POST /v1/sign-in/oidc` is given: mostly what one person was sent back with, else of two people, or once more. */
  body: (random: Random) => object;
  /** What is wrong with a sign-in that came about: it takes all that one person was sent back with, once, and one who may come in. */
  judge: (shot: Shot) => string[];
};

type Deps = { provider: TestProvider; pool: Pool; keyring: Keyring; now: () => number };

export async function signInsOf(workspace: string, number: number, { provider, pool, keyring, now }: Deps): Promise<SignIns> {
  const { id: clientId, secret = null } = clientOf(number);
  const rules = {
    domains: ['acme.test'],
    roleClaim: 'groups',
    roleMap: { Bosses: 'admin' },
    defaultRole: 'rep',
    vouched: false,
  } as const;
  await setProvider(
    pool,
    keyring,
    workspace,
    { issuer: provider.issuer, clientId, secret, ...rules, domains: [...rules.domains] },
    now(),
  );

  const all: Came[] = [];
  const fresh: Came[] = [];
  const queue = [...people];
  const begin = async () => {
    const person = queue.shift();
    if (person === undefined) throw new Error('There is nobody to sign in.');
    queue.push(person);
    const { id, out = false } = person;
    const came = { walked: await walk(provider.issuer, { person: id, clientId, redirectUri }), out, used: false };
    all.push(came);
    fresh.push(came);
  };

  return {
    begin,
    body(random) {
      const next = random.chance(0.7) ? fresh.shift() : undefined;
      if (next !== undefined) return { workspace, ...next.walked };
      const [one, other] = [random.pick(all), random.pick(all)];
      const part = random.pick(['code', 'codeVerifier', 'nonce'] as const);
      return { workspace, ...one.walked, ...(random.chance(0.5) ? { [part]: other.walked[part] } : {}) };
    },
    judge({ kind, said, meant }) {
      // What is packed is read as it was before.
      const text = kind === 'encoding' ? JSON.stringify(meant) : said;
      const came = all.find(({ walked }) =>
        [walked.code, walked.codeVerifier, walked.nonce].every((part) => text.includes(part)),
      );
      if (came === undefined) return ['signed in without what one person was sent back with'];
      const wrong = [...(came.used ? ['signed in twice with one code'] : []), ...(came.out ? ['let in who is kept out'] : [])];
      came.used = true;
      return wrong;
    },
  };
}
