import { browser } from 'wxt/browser';
import type { Answer, OptionsActions } from '../../components/options/view.ts';
import { type Connection, identityOf, readConnection, saveConnection } from '../../lib/client/connection.ts';
import type { Copies } from '../../lib/client/copies.ts';
import type { Newsroom } from '../../lib/client/news.ts';
import { authorizationUrl, codeFrom, hostOf, makeSecrets } from '../../lib/client/session/pkce.ts';
import { sessionLock } from '../../lib/client/session/renew.ts';
import { createSignInApi, endSession } from '../../lib/client/session/sign-in-api.ts';
import type { SignInMethods } from '../../lib/contract/sign-in.ts';
import { type Leaving, settle, unsentOf } from '../../lib/outbox/leave.ts';
import type { Parts } from '../../lib/outbox/sender.ts';

/** Who is about to be signed in, and whose unsent work is in the way. */
export type Switching = { from: Connection; to: Connection };
export type SignIn = Pick<OptionsActions, 'signInWith' | 'pair' | 'signOut' | 'switchTo'> & {
  /** Signs this connection in, or first asks what is to become of another person's unsent work. */
  take: (connection: Connection) => Answer;
  switching: () => Switching | null;
  notice: () => string | null;
};
type SignInParts = { copies: Copies; news: Newsroom; parts: Parts; send: () => void };

const closed = 'The sign-in window was closed before it was done. Press the button again; nothing has changed.';

/** Has the browser open the provider's page and wait for the way back, which no server sees. */
async function askProvider(url: string, issuer: string): Promise<{ address: string } | { problem: string }> {
  try {
    const address = await browser.identity.launchWebAuthFlow({ url, interactive: true });
    return address === undefined ? { problem: closed } : { address };
  } catch (error) {
    const unreachable = error instanceof Error && /could not be loaded/i.test(error.message);
    if (!unreachable) return { problem: closed };
    const offline = navigator.onLine === false;
    return {
      problem: offline
        ? 'This computer is offline. Go online, then try again.'
        : `The sign-in page of ${hostOf(issuer)} could not be loaded. Try again; if it stays, tell your admin.`,
    };
  }
}

/** Signing in and out on this device, and the choice in between. */
export function openSignIn({ copies, news, parts, send }: SignInParts): SignIn {
  let switching: Switching | null = null;
  let notice: string | null = null;

  const keep = async (connection: Connection): Promise<null> => {
    const before = await readConnection();
    await copies.clear();
    await navigator.locks.request(sessionLock, () => saveConnection(connection));
    notice = null;
    news.tell({ about: 'connection' });
    // Nobody holds the keys of the session before this one any more.
    if (before && before.fingerprint !== connection.fingerprint) void endSession(before);
    send();
    return null;
  };
  const take = async (connection: Connection): Answer => {
    const before = await readConnection();
    if (before && identityOf(before) !== identityOf(connection) && (await unsentOf(before)).length > 0) {
      switching = { from: before, to: connection };
      return null;
    }
    return keep(connection);
  };

  return {
    take,
    switching: () => switching,
    notice: () => notice,
    async signInWith(apiUrl, { oidc, workspace }: SignInMethods) {
      if (oidc === null) return 'This workspace has no sign-in of its own: enter a pairing code.';
      const secrets = makeSecrets();
      const redirectUri = browser.identity.getRedirectURL();
      const url = await authorizationUrl(oidc, redirectUri, secrets);
      if (url === null) return `The sign-in page of ${hostOf(oidc.issuer)} is not on https. Tell your admin.`;
      const back = await askProvider(url, oidc.issuer);
      if ('problem' in back) return back.problem;
      const found = codeFrom(back.address, { redirectUri, state: secrets.state, issuer: oidc.issuer });
      if ('problem' in found) return found.problem;
      const { codeVerifier, nonce } = secrets;
      const given = { workspace: workspace.id, code: found.code, codeVerifier, nonce, redirectUri };
      const entered = await createSignInApi(apiUrl).oidc(given);
      return entered.ok ? take(entered.value) : entered.message;
    },
    async pair(apiUrl, code) {
      const entered = await createSignInApi(apiUrl).pair({ code });
      return entered.ok ? take(entered.value) : entered.message;
    },
    async switchTo(leaving) {
      if (switching === null) return null;
      const { from, to } = switching;
      if (leaving === 'stay') {
        void endSession(to);
        switching = null;
        return null;
      }
      const sentence = await settle(from, leaving, parts);
      if (sentence !== null) return sentence;
      switching = null;
      return keep(to);
    },
    async signOut(leaving: Leaving) {
      const connection = await readConnection();
      if (connection === null) return null;
      const sentence = await settle(connection, leaving, parts);
      if (sentence !== null) return sentence;
      await navigator.locks.request(sessionLock, async () => {
        // A renewal may have brought new tokens meanwhile: those are the ones to end.
        const last = (await readConnection()) ?? connection;
        const told = last.ended === true || (await endSession(last));
        await saveConnection(null);
        notice = told ? null : notReached(last);
      });
      await copies.clear();
      news.tell({ about: 'connection' });
      news.tell({ about: 'outbox' });
      return null;
    },
  };
}

function notReached({ apiUrl }: Connection): string {
  return `Signed out on this device. ${hostOf(apiUrl)} could not be told, so the session ends there by itself within 12 hours; an admin can end it sooner.`;
}
