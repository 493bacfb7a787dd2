import { browser } from 'wxt/browser';
import type { Answer, OptionsActions, WriteBackActions } from '../../components/options/view.ts';
import { createApi } from '../../lib/client/api.ts';
import { readConnection } from '../../lib/client/connection.ts';
import { openCopies } from '../../lib/client/copies.ts';
import { originPermission } from '../../lib/client/crm-origin.ts';
import type { Newsroom } from '../../lib/client/news.ts';
import { oneLineOnce } from '../../lib/client/sentence.ts';
import { createSignInApi } from '../../lib/client/session/sign-in-api.ts';
import { signIn } from '../../lib/client/sign-in.ts';
import { crmHosts } from '../../lib/crm/hosts.ts';
import { retried } from '../../lib/outbox/machine.ts';
import { realParts } from '../../lib/outbox/pending.ts';
import { drain } from '../../lib/outbox/sender.ts';
import { deviceStore } from '../../lib/outbox/store.ts';
import { storeCrms, storedCrms } from '../../lib/site/crms.ts';
import { setOff } from '../../lib/site/off.ts';
import { openSignIn, type SignIn } from './sign-in.ts';

const refused = (host: string) => `The browser was not allowed to reach ${host}. Press the button again and allow it.`;
const failed = 'The browser did not do that. Try again; if it stays, restart the browser.';

/** The browser's own question. It wants the click, so nothing may be awaited before it. */
const request = (origins: readonly string[]) => browser.permissions.request({ origins: [...origins] }).catch(() => false);

/** What the page may ask for. `changed` has it read everything afresh. */
export function optionsActions(
  news: Newsroom,
  changed: () => void,
  writeBack: WriteBackActions,
): { actions: OptionsActions; signIn: SignIn } {
  const parts = realParts(news, () => undefined);
  const copies = openCopies(browser.storage.session);
  /** Runs it, has the page read afresh, and turns a failure of the device into its sentence. */
  const answer = async (job: () => Answer): Answer => {
    const sentence = await job().catch(() => failed);
    changed();
    return sentence;
  };
  const send = () => void drain(parts, true).then(changed, changed);
  const entrance = openSignIn({ copies, news, parts, send });
  /** Asks the browser for the API's host within the click, then does it. */
  const reaching = <T>(apiUrl: string, job: () => Promise<T>, no: (sentence: string) => T): Promise<T> => {
    const allowed = request([originPermission(apiUrl)]);
    return allowed.then((yes) => (yes ? job() : no(refused(new URL(apiUrl).host))));
  };
  const sentence = (said: string) => said;
  const actions: OptionsActions = {
    methods: (apiUrl, workspace) =>
      reaching(
        apiUrl,
        () => createSignInApi(apiUrl).methods(workspace),
        (message) => ({ ok: false as const, message }),
      ),
    signInWith: (apiUrl, methods) => answer(() => entrance.signInWith(apiUrl, methods)),
    pair: (apiUrl, code) => answer(() => reaching(apiUrl, () => entrance.pair(apiUrl, code), sentence)),
    switchTo: (leaving) => answer(() => entrance.switchTo(leaving)),
    signOut: (leaving) => answer(() => entrance.signOut(leaving)),
    connect(apiUrl, token) {
      const allowed = request([originPermission(apiUrl)]);
      return answer(async () => {
        if (!(await allowed)) return refused(new URL(apiUrl).host);
        const signed = await signIn(apiUrl, token);
        return signed.ok ? entrance.take(signed.connection) : signed.message;
      });
    },
    check: () =>
      answer(async () => {
        const connection = await readConnection();
        if (connection === null) return 'Connect first.';
        if (connection.session) {
          const result = await createApi(connection).session();
          return result.ok ? null : oneLineOnce(result.failure);
        }
        const signed = await signIn(connection.apiUrl, connection.token);
        return signed.ok ? entrance.take(signed.connection) : signed.message;
      }),
    allow(crm) {
      const allowed = request(crmHosts[crm]);
      return answer(async () => ((await allowed) ? null : refused('these hosts')));
    },
    withdraw: (crm) =>
      answer(async () => {
        await browser.permissions.remove({ origins: [...crmHosts[crm]] });
        return null;
      }),
    addOwn(crm) {
      const allowed = request([originPermission(crm.origin)]);
      return answer(async () => {
        if (!(await allowed)) return refused(new URL(crm.origin).host);
        const others = (await storedCrms()).filter((one) => one.origin !== crm.origin || one.pattern !== crm.pattern);
        await storeCrms([...others, crm]);
        return null;
      });
    },
    removeOwn: (crm) =>
      answer(async () => {
        const others = (await storedCrms()).filter((one) => one.origin !== crm.origin || one.pattern !== crm.pattern);
        await storeCrms(others);
        const connection = await readConnection();
        const pattern = originPermission(crm.origin);
        const needed = [
          ...others.map((one) => originPermission(one.origin)),
          ...(connection ? [originPermission(connection.apiUrl)] : []),
        ];
        if (!needed.includes(pattern)) await browser.permissions.remove({ origins: [pattern] });
        return null;
      }),
    writeBack,
    turnOn: (origin) => answer(() => setOff(origin, false).then(() => null)),
    retry: (id) =>
      void answer(async () => {
        const { entries } = await deviceStore.all();
        await deviceStore.put(entries.filter((entry) => entry.id === id).map(retried));
        news.tell({ about: 'outbox' });
        send();
        return null;
      }),
    discard: (id) =>
      void answer(async () => {
        await deviceStore.remove(id);
        news.tell({ about: 'outbox' });
        send();
        return null;
      }),
  };
  return { actions, signIn: entrance };
}
