import '../../lib/client/jitless.ts';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { browser } from 'wxt/browser';
import { OptionsPage } from '../../components/options/options-page.tsx';
import { joinNews } from '../../lib/client/news.ts';
import { noPreset, readPreset } from '../../lib/client/preset.ts';
import { deviceStore } from '../../lib/outbox/store.ts';
import { optionsActions } from './actions.ts';
import { nothingRead, readState } from './state.ts';

const listeners = new Set<() => void>();
const changed = () => {
  for (const hear of listeners) hear();
};
const news = joinNews(changed);
const actions = optionsActions(news, changed);
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

function Options() {
  const [state, setState] = useState(nothingRead);
  useEffect(() => {
    let latest = 0;
    const read = () => {
      latest += 1;
      const mine = latest;
      void readState(deviceStore, preset).then((found) => mine === latest && setState(found));
    };
    listeners.add(read);
    read();
    return () => void listeners.delete(read);
  }, []);
  return <OptionsPage state={state} actions={actions} />;
}

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Options />
    </StrictMode>,
  );
