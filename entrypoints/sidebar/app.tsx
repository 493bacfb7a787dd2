import { type PointerEvent, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { Handle } from '../../components/handle.tsx';
import { Sidebar } from '../../components/sidebar.tsx';
import { useBadge } from '../../components/use-badge.ts';
import { setBadge } from '../../lib/frame/badge.ts';
import { foughtWords } from '../../lib/frame/cover.ts';
import { draftOf } from '../../lib/panel/store.ts';
import { actionsOf } from './actions.ts';
import { usePainted } from './painted.ts';
import type { AppParts } from './parts.ts';
import { ResizeEdge } from './resize-edge.tsx';
import { useView } from './use-view.ts';

/** The sidebar in its place: what is known goes in as props, what the rep wants comes out as actions. */
export function App({ parts }: { parts: AppParts }) {
  const { cover, link, panel, sight } = parts;
  const actions = useMemo(() => actionsOf(parts), [parts]);
  const { view, key, turn, offsetMs } = useView(parts);
  const { open } = useSyncExternalStore(link.onGeometry, link.geometry);
  const fought = useSyncExternalStore(cover.onChange, cover.fought);
  const { covered } = useSyncExternalStore(sight.subscribe, sight.get);
  const tab = useStore(panel, (state) => state.tab);
  const draft = useStore(panel, (state) => draftOf(state, key));
  useBadge(view.kind === 'lead' ? view.context.clocks : null, offsetMs, setBadge);
  usePainted(turn, view.kind === 'lead' && open);
  useEffect(() => followKeys(parts), [parts]);
  useEffect(() => {
    // For whoever drives a browser: a choice pressed now would count.
    const say = () => document.documentElement.toggleAttribute('data-clear', cover.clear());
    say();
    return cover.onChange(say);
  }, [cover]);

  if (!open) {
    const move = async (event: PointerEvent) => {
      if (event.button === 0 && !(await link.dragHandle(event.nativeEvent))) link.expand();
    };
    return (
      <main className="h-dvh touch-none" onPointerDown={(event) => void move(event)}>
        <Handle view={view} offsetMs={offsetMs} expand={() => link.expand()} />
      </main>
    );
  }
  return (
    <div className="relative h-dvh">
      <Sidebar
        view={view}
        actions={actions}
        tab={tab}
        host={link.host}
        draft={draft}
        offsetMs={offsetMs}
        fought={fought}
        covered={fought ? foughtWords : covered}
      />
      {link.host === 'frame' ? <ResizeEdge link={link} /> : null}
    </div>
  );
}

/** Escape that nothing inside wanted gives the keyboard back to the page; opened by key, the first control has it. */
function followKeys({ link }: AppParts): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) link.returnFocus();
  };
  const stopFocus = link.onFocus(() => {
    document.querySelector<HTMLElement>('#root button, #root a[href], #root [tabindex="0"]')?.focus();
  });
  addEventListener('keydown', onKeyDown);
  return () => {
    removeEventListener('keydown', onKeyDown);
    stopFocus();
  };
}
