import { createStore } from 'zustand/vanilla';
import { type Draft, emptyDraft } from './drafts.ts';

export type Tab = 'brief' | 'handoff';

/** The panel's own state, and nothing the server knows. Its width and whether it is open belong to the page it lies on. */
export type PanelState = {
  tab: Tab;
  /** By `refKey`. */
  drafts: Readonly<Record<string, Draft>>;
  /** What was on screen of each record, for the disposition that may follow; by `refKey`. */
  seen: Readonly<Record<string, { openedAt: string; sections: readonly string[] }>>;
};
export type PanelActions = {
  setTab(tab: Tab): void;
  setDraft(key: string, draft: Draft): void;
  /** A draft of an earlier page load: taken only when nothing was typed since. */
  restoreDraft(key: string, draft: Draft): void;
  /** Lets go of what was typed for a record. */
  dropDraft(key: string): void;
  /** `at` is an ISO instant. Opening a record again begins anew. */
  opened(key: string, at: string): void;
  saw(key: string, section: string): void;
};

export type PanelStore = ReturnType<typeof createPanelStore>;

export function createPanelStore() {
  return createStore<PanelState & PanelActions>()((set) => ({
    tab: 'brief',
    drafts: {},
    seen: {},
    setTab: (tab) => set({ tab }),
    setDraft: (key, draft) => set(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } })),
    restoreDraft: (key, draft) => set(({ drafts }) => (key in drafts ? {} : { drafts: { ...drafts, [key]: draft } })),
    // Empty, not gone: one that is still being read from the device does not come back.
    dropDraft: (key) => set(({ drafts }) => ({ drafts: { ...drafts, [key]: emptyDraft } })),
    opened: (key, at) => set(({ seen }) => ({ seen: { ...seen, [key]: { openedAt: at, sections: [] } } })),
    saw: (key, section) =>
      set(({ seen }) => {
        const so = seen[key];
        if (so === undefined || so.sections.includes(section)) return {};
        return { seen: { ...seen, [key]: { ...so, sections: [...so.sections, section] } } };
      }),
  }));
}

export const draftOf = (state: PanelState, key: string | null): Draft =>
  (key === null ? undefined : state.drafts[key]) ?? emptyDraft;
