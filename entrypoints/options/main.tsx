import '../../lib/client/jitless.ts';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { OptionsPage } from '../../components/options/options-page.tsx';
import type { OptionsState, WriteBack } from '../../components/options/view.ts';
import { joinNews } from '../../lib/client/news.ts';
import { noPreset, readPreset } from '../../lib/client/preset.ts';
import { deviceStore } from '../../lib/outbox/store.ts';
import { optionsActions } from './actions.ts';
import { nothingRead, readState } from './state.ts';
import { openWriteBack } from './write-back.ts';

const listeners = new Set<() => void>();
const changed = () => {
  for (const hear of listeners) hear();
};
const news = joinNews(changed);
let hearWriteBack: (writeBack: WriteBack) => void = () => undefined;
const writeBack = openWriteBack((found) => hearWriteBack(found));
const { actions, signIn } = optionsActions(news, changed, writeBack.actions);
let preset = noPreset;
// The browser may take its time over an admin's policy: the page does not wait for it.
void readPreset().then((found) => {
  preset = found;
  changed();
});
browser.permissions.onAdded.addListener(changed);
browser.permissions.onRemoved.addListener(changed);
// The cache of registered CRMs hears of a change by the same event: after it.
browser.storage.onChanged.addListener(() => queueMicrotask(changed));

/** Whom the server would answer about its CRMs; null for everybody but admins. */
function adminOf({ connection }: OptionsState): string | null {
  if (connection === null || connection === 'reading' || connection === 'broken' || connection.role !== 'admin') return null;
  return JSON.stringify([connection.apiUrl, connection.workspace, connection.name]);
}

/** Read when an admin connects and each time the page is looked at again: others act on it too. */
function useWriteBack(admin: string | null): WriteBack | null {
  const [found, setFound] = useState<{ admin: string; writeBack: WriteBack } | null>(null);
  useEffect(() => {
    if (admin === null) return;
    hearWriteBack = (next) => setFound({ admin, writeBack: next });
    const read = () => void writeBack.read();
    read();
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, [admin]);
  if (admin === null) return null;
  return found?.admin === admin ? found.writeBack : { state: 'reading' };
}

function Options() {
  const [state, setState] = useState(nothingRead);
  useEffect(() => {
    let latest = 0;
    const read = () => {
      latest += 1;
      const mine = latest;
      void readState(deviceStore, preset, signIn).then((found) => mine === latest && setState(found));
    };
    listeners.add(read);
    read();
    return () => void listeners.delete(read);
  }, []);
  const shown = useWriteBack(adminOf(state));
  return <OptionsPage state={{ ...state, writeBack: shown }} actions={actions} />;
}

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Options />
    </StrictMode>,
  );
