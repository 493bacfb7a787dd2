/** Shows one state of the sidebar, named after the `#`; another name shows another state without a reload. */
import { StrictMode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { Handle } from '../../components/handle.tsx';
import { OptionsPage } from '../../components/options/options-page.tsx';
import type { OptionsActions } from '../../components/options/view.ts';
import { Sidebar } from '../../components/sidebar.tsx';
import '../../components/theme.css';
import './gallery.css';
import type { Actions, Draft, Tab, View } from '../../components/view.ts';
import { now } from './base-lead.ts';
import { type State, states } from './fixtures.ts';
import { northbeam, type OptionsShown, optionsStates } from './options-states.ts';

declare global {
  interface Window {
    /** What the views asked for, in order: read by the tests. */
    asked: unknown[];
  }
}
window.asked = [];

/** The device's clock stands at the gallery's present, but for a state that shows a wrong one. */
const real = Date.now.bind(Date);
const opened = real();
/** How far ahead the device's clock is said to be, in ms. */
let ahead = 0;
const setAhead = (ms: number) => {
  ahead = ms;
};
Date.now = () => now + real() - opened + ahead;

/** Ten seconds from the moment the state is shown: a fixture cannot know that moment, so it says `Infinity`. */
function withUndo(view: View): View {
  if (view.kind !== 'lead') return view;
  const until = Date.now() + 10_000;
  return {
    ...view,
    writes: view.writes.map((one) => (one.undoUntil === Number.POSITIVE_INFINITY ? { ...one, undoUntil: until } : one)),
  };
}

function One({ state }: { state: State }) {
  const view = useMemo(() => withUndo(state.view), [state.view]);
  const [tab, setTab] = useState<Tab>(state.tab ?? 'brief');
  const [draft, setDraft] = useState<Draft>(state.draft ?? { note: '', open: null, reason: null });
  const ask =
    (name: string) =>
    (...given: unknown[]) => {
      window.asked.push([name, ...given]);
    };
  const actions: Actions = {
    choose: async (choice, note) => ask('choose')(choice, note),
    retry: ask('retry'),
    deliverAgain: ask('deliverAgain'),
    discard: ask('discard'),
    resolve: ask('resolve'),
    refresh: ask('refresh'),
    copy: async (text) => ask('copy')(text),
    linkByEmail: ask('linkByEmail'),
    connect: ask('connect'),
    collapse: ask('collapse'),
    dock: ask('dock'),
    offForSite: ask('offForSite'),
    setTab,
    setDraft,
    saw: ask('saw'),
  };
  const { unfold } = state;
  useEffect(() => {
    const named = [...document.querySelectorAll('button')].find((button) => button.textContent === unfold);
    if (unfold && named?.getAttribute('aria-expanded') === 'false') named.click();
  }, [unfold]);
  const offsetMs = -ahead;
  if (state.handle) return <Handle view={state.view} offsetMs={offsetMs} expand={ask('expand')} />;
  return <Sidebar view={view} actions={actions} tab={tab} host={state.host ?? 'frame'} draft={draft} offsetMs={offsetMs} />;
}

const buttonNamed = (name: string) =>
  [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);

/** The options page; each ask is answered as the state says. */
function Options({ shown }: { shown: OptionsShown }) {
  const { name, options, press, answer = null } = shown;
  const actions = useMemo(() => {
    const asked =
      (name: string) =>
      (...given: unknown[]) => {
        window.asked.push([name, ...given]);
        return Promise.resolve(answer ?? shown.refuse ?? null);
      };
    const test = async () => ({
      ok: answer === null,
      sentence: answer ?? 'Signed in; what a rep decides will be written there.',
    });
    const writeBack = new Proxy({} as OptionsActions['writeBack'], {
      get: (_, name) => (name === 'test' ? test : asked(`writeBack.${String(name)}`)),
    });
    const methods = async () =>
      answer === null ? { ok: true, value: shown.methods ?? northbeam } : { ok: false, message: answer };
    return new Proxy({} as OptionsActions, {
      get: (_, name) => (name === 'writeBack' ? writeBack : name === 'methods' ? methods : asked(String(name))),
    });
  }, [answer, shown.methods, shown.refuse]);
  useEffect(() => {
    let left = press ?? [];
    // Each button is there only once the one before it was pressed.
    const go = () => {
      const [next, ...rest] = left;
      if (next === undefined) return document.documentElement.setAttribute('data-pressed', name);
      const button = buttonNamed(next);
      if (button) {
        button.click();
        left = rest;
      }
      frame = requestAnimationFrame(go);
    };
    let frame = requestAnimationFrame(go);
    return () => cancelAnimationFrame(frame);
  }, [name, press]);
  return <OptionsPage state={options} actions={actions} />;
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

function Gallery() {
  const name = useSyncExternalStore(subscribe, () => location.hash.slice(1));
  const shown = optionsStates.find((one) => one.name === name);
  if (shown)
    return (
      <div key={name} data-state={name}>
        <Options shown={shown} />
      </div>
    );
  const state = states.find((one) => one.name === name) ?? states[0];
  if (!state) return null;
  setAhead(state.deviceAheadMs ?? 0);
  // `loading` and `lead` share a key, so that one becomes the other as it does in the extension.
  const key = state.name === 'loading' ? 'lead' : state.name;
  return (
    <div key={key} data-state={state.name} className={state.handle ? 'gallery-handle' : 'gallery-frame'}>
      <One state={state} />
    </div>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
}
