import type { WriteBack, WriteBackActions } from '../../components/options/view.ts';
import { readConnection } from '../../lib/client/connection.ts';
import type { Result } from '../../lib/client/failure.ts';
import { oneLineOnce } from '../../lib/client/sentence.ts';
import { createWriteBackApi, type WriteBackApi } from '../../lib/client/write-back.ts';

const notConnected = 'Connect first.';
const failed = 'The browser did not do that. Try again; if it stays, restart the browser.';

/** What the server says of its CRMs, kept by this page while it is open; `tell` hears of each change. */
export function openWriteBack(tell: (writeBack: WriteBack) => void) {
  let latest = 0;
  const api = async (): Promise<WriteBackApi | null> => {
    const connected = await readConnection();
    return connected === null ? null : createWriteBackApi(connected);
  };
  const read = async () => {
    latest += 1;
    const mine = latest;
    const asked = await api().catch(() => null);
    if (asked === null) return;
    const [connections, parked] = await Promise.all([asked.connections(), asked.parked()]);
    // A later question is under way: its answer is the one to show.
    if (mine !== latest) return;
    if (!connections.ok) return tell({ state: 'failed', message: oneLineOnce(connections.failure) });
    if (!parked.ok) return tell({ state: 'failed', message: oneLineOnce(parked.failure) });
    tell({ state: 'read', connections: connections.value.connections, parked: parked.value });
  };
  /** Asks, reads afresh whatever came of it, and answers with the sentence of a failure. */
  const answer = async <T>(job: (asked: WriteBackApi) => Promise<Result<T>>): Promise<string | null> => {
    try {
      const asked = await api();
      if (asked === null) return notConnected;
      const result = await job(asked);
      await read();
      return result.ok ? null : oneLineOnce(result.failure);
    } catch {
      return failed;
    }
  };
  const test: WriteBackActions['test'] = async (key) => {
    let found = { ok: false, sentence: failed };
    const problem = await answer(async (asked) => {
      const result = await asked.test(key);
      if (result.ok) found = result.value;
      return result;
    });
    return problem === null ? found : { ok: false, sentence: problem };
  };
  const actions: WriteBackActions = {
    read: () => void read(),
    async set(connection) {
      const problem = await answer((asked) => asked.set(connection));
      if (problem !== null) return problem;
      const { ok, sentence } = await test({ crm: connection.crm, account: connection.account });
      return ok ? null : `Saved, but it does not work yet. ${sentence}`;
    },
    setState: (key, state) => answer((asked) => asked.setState(key, state)),
    test,
    remove: (key) => answer((asked) => asked.remove(key)),
    replay: (operationId) => answer((asked) => asked.replay(operationId)),
    discard: (operationId, reason) => answer((asked) => asked.discard(operationId, reason)),
  };
  return { read, actions };
}
