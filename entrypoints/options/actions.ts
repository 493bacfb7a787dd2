import { browser } from 'wxt/browser';
import type { Answer, OptionsActions, WriteBackActions } from '../../components/options/view.ts';
import { readConnection, saveConnection } from '../../lib/client/connection.ts';
import { openCopies } from '../../lib/client/copies.ts';
import { originPermission } from '../../lib/client/crm-origin.ts';
import type { Newsroom } from '../../lib/client/news.ts';
import { type SignedIn, signIn } from '../../lib/client/sign-in.ts';
import { crmHosts } from '../../lib/crm/hosts.ts';
import { signOut } from '../../lib/outbox/leave.ts';
import { retried } from '../../lib/outbox/machine.ts';
import { realParts } from '../../lib/outbox/pending.ts';
import { drain } from '../../lib/outbox/sender.ts';
import { deviceStore } from '../../lib/outbox/store.ts';
import { storeCrms, storedCrms } from '../../lib/site/crms.ts';
import { setOff } from '../../lib/site/off.ts';

const refused = (host: string) => `The browser was not allowed to reach ${host}. Press the button again and allow it.`;
const failed = 'The browser did not do that. Try again; if it stays, restart the browser.';

/** The browser's own question. It wants the click, so nothing may be awaited before it. */
const request = (origins: readonly string[]) => browser.permissions.request({ origins: [...origins] }).catch(() => false);

/** What the page may ask for. `changed` has it read everything afresh. */
export function optionsActions(news: Newsroom, changed: () => void, writeBack: WriteBackActions): OptionsActions {
  const parts = realParts(news, () => undefined);
  const copies = openCopies(browser.storage.session);
  /** Runs it, has the page read afresh, and turns a failure of the device into its sentence. */
  const answer = async (job: () => Answer): Answer => {
    const sentence = await job().catch(() => failed);
    changed();
    return sentence;
  };
  const send = () => void drain(parts, true).then(changed, changed);
  const keepConnection = async (signed: SignedIn) => {
    if (!signed.ok) return signed.message;
    await copies.clear();
    await saveConnection(signed.connection);
    news.tell({ about: 'connection' });
    send();
    return null;
  };
  return {
    connect(apiUrl, token) {
      const allowed = request([originPermission(apiUrl)]);
      return answer(async () => {
        if (!(await allowed)) return refused(new URL(apiUrl).host);
        return keepConnection(await signIn(apiUrl, token));
      });
    },
    check: () =>
      answer(async () => {
        const connection = await readConnection();
        if (connection === null) return 'Connect first.';
        const signed = await signIn(connection.apiUrl, connection.token);
        return keepConnection(signed);
      }),
    signOut: (leaving) =>
      answer(async () => {
        const connection = await readConnection();
        if (connection === null) return null;
        const sentence = await signOut(connection, leaving, parts);
        if (sentence !== null) return sentence;
        await copies.clear();
        news.tell({ about: 'connection' });
        news.tell({ about: 'outbox' });
        return null;
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
}
