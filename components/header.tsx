import { ChevronsRight, EllipsisVertical, LoaderCircle } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import type { Handoff } from '../lib/contract/context.ts';
import type { Actions, Host, Tab } from './view.ts';

const HeaderMenu = lazy(() => import('./header-menu.tsx').then((module) => ({ default: module.HeaderMenu })));

type HeaderProps = { tab: Tab; host: Host; handoff: Handoff | null; hasLead: boolean; refreshing: boolean; actions: Actions };

const tabs: readonly { id: Tab; name: string }[] = [
  { id: 'brief', name: 'Brief' },
  { id: 'handoff', name: 'Handoff' },
];

/**
 * The two tabs and the way out. The tabs are written here and not taken from the library of primitives: its tabs weigh
 * 36 KB, which would stand between the record and its first paint; the arrow keys and roles of two tabs are few lines.
 */
export function Header({ tab, host, handoff, hasLead, refreshing, actions }: HeaderProps) {
  const list = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight' && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    const next = event.key === 'Home' ? 'brief' : event.key === 'End' ? 'handoff' : tab === 'brief' ? 'handoff' : 'brief';
    actions.setTab(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  const lacks = handoff !== null && handoff.present < handoff.required;
  return (
    <header className="flex h-10 flex-none items-stretch gap-1 border-b border-line ps-3.5 pe-1.5">
      {hasLead ? (
        <div ref={list} role="tablist" aria-label="Views of this lead" className="me-auto flex gap-4" onKeyDown={onKeyDown}>
          {tabs.map(({ id, name }) => (
            <button
              key={id}
              id={`tab-${id}`}
              type="button"
              role="tab"
              aria-selected={tab === id}
              aria-controls={handoff ? 'tab-panel' : undefined}
              tabIndex={tab === id ? 0 : -1}
              className={`flex items-center gap-1.5 border-y-2 border-t-transparent font-medium whitespace-nowrap ${tab === id ? 'border-b-ink text-ink' : 'border-b-transparent text-ink-2 hover:text-ink'}`}
              onClick={() => actions.setTab(id)}
            >
              {name}
              {id === 'handoff' && handoff && handoff.required > 0 ? (
                <span className={`text-xs font-normal ${lacks ? 'text-warn' : 'text-ink-2'}`}>
                  {handoff.present} of {handoff.required}
                </span>
              ) : null}
            </button>
          ))}
        </div>
      ) : (
        <p className="me-auto self-center font-medium text-ink-2">Leadside</p>
      )}
      {refreshing ? (
        // Here it takes no room from the lead and covers nothing of it: the page must not move for a passing state.
        <p className="flex flex-none items-center gap-1.5 pe-1 text-xs text-ink-3" data-tip="Refreshing">
          <LoaderCircle size={12} aria-hidden="true" className="turning" />
          <span className="max-[359px]:sr-only">Refreshing</span>
        </p>
      ) : null}
      {host === 'frame' ? (
        <div className="flex items-center">
          {menu ? (
            <Suspense fallback={<span className="icon-btn" />}>
              <HeaderMenu actions={actions} />
            </Suspense>
          ) : (
            <button
              type="button"
              className="icon-btn"
              aria-label="More"
              aria-haspopup="menu"
              data-tip="More"
              onClick={() => setMenu(true)}
            >
              <EllipsisVertical size={16} aria-hidden="true" />
            </button>
          )}
          <button type="button" className="icon-btn" aria-label="Collapse" data-tip="Collapse (Alt+L)" onClick={actions.collapse}>
            <ChevronsRight size={16} aria-hidden="true" />
          </button>
        </div>
      ) : null}
    </header>
  );
}
