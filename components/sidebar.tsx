import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Announcer } from './announce.tsx';
import { ClocksSection } from './clocks.tsx';
import { CrmReadingContext } from './crm-reading.tsx';
import { DispositionBar } from './disposition-bar.tsx';
import { PointContext, showFact } from './fact-id.ts';
import { FreshnessBar } from './freshness-bar.tsx';
import { Header } from './header.tsx';
import { HowTheyFoundUsSection } from './how-they-found-us.tsx';
import { NextStepSection } from './next-step.tsx';
import { SoFar } from './next-step-so-far.tsx';
import { NoActivityYet } from './no-activity-yet.tsx';
import { OffsetContext } from './now.ts';
import { Skeleton } from './skeleton.tsx';
import { TheirAccountSection } from './their-account.tsx';
import { useJourneys } from './use-journeys.ts';
import { useSaw } from './use-saw.ts';
import { useTip } from './use-tip.tsx';
import type { SidebarProps, View } from './view.ts';
import { WhatTheyReadSection } from './what-they-read.tsx';
import { WhatTheySaidSection } from './what-they-said.tsx';
import { WhoSection } from './who.tsx';
import { WhyQualifiedSection } from './why-qualified.tsx';

const CoverNotice = lazy(() => import('./cover-notice.tsx').then((module) => ({ default: module.CoverNotice })));
const HandoffTab = lazy(() => import('./handoff-tab.tsx').then((module) => ({ default: module.HandoffTab })));
const StateScreen = lazy(() => import('./state-screen.tsx').then((module) => ({ default: module.StateScreen })));

type LeadView = Extract<View, { kind: 'lead' }>;

function Lead({ view, props }: { view: LeadView; props: SidebarProps }) {
  const { actions, draft, tab } = props;
  const { context } = view;
  const { leadId } = context;
  const journeys = useJourneys(context, view.writes);
  const scroll = useRef<HTMLDivElement>(null);
  useSaw(scroll, `${leadId} ${tab}`, actions.saw);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another lead or tab starts at its top
  useEffect(() => {
    if (scroll.current) scroll.current.scrollTop = 0;
  }, [leadId, tab]);
  return (
    <CrmReadingContext value={context.crm}>
      <div className="flex min-h-0 flex-1 flex-col">
        <FreshnessBar freshness={view.freshness} actions={actions} />
        <div
          ref={scroll}
          id="tab-panel"
          role="tabpanel"
          aria-labelledby={`tab-${tab}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable to be scrolled by keyboard
          tabIndex={0}
          // The base of what is placed for a screen reader only, which would else lengthen the page itself.
          className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain"
        >
          {tab === 'handoff' ? (
            <Suspense fallback={null}>
              <HandoffTab handoff={context.handoff} />
            </Suspense>
          ) : (
            <>
              <WhoSection who={context.who} crm={context.crm} copy={actions.copy} />
              <NoActivityYet context={context} />
              <ClocksSection key={`clocks ${leadId}`} clocks={context.clocks} />
              <NextStepSection key={`next ${leadId}`} nextStep={context.nextStep} asOf={context.asOf} actions={actions}>
                <SoFar disposition={context.disposition} journeys={journeys} retries={view.retries} actions={actions} />
              </NextStepSection>
              <WhyQualifiedSection key={`why ${leadId}`} score={context.score} />
              <HowTheyFoundUsSection origin={context.origin} draft={draft} actions={actions} />
              <WhatTheySaidSection heard={context.heard} />
              <WhatTheyReadSection key={`read ${leadId}`} read={context.read} />
              <TheirAccountSection key={`account ${leadId}`} account={context.account} />
            </>
          )}
        </div>
      </div>
      <Covered props={props} />
      {props.fought ? null : (
        <DispositionBar
          key={leadId}
          context={context}
          writes={view.writes}
          journeys={journeys}
          retries={view.retries}
          conflict={view.conflict}
          draft={draft}
          actions={actions}
        />
      )}
    </CrmReadingContext>
  );
}

function Covered({ props }: { props: SidebarProps }) {
  const { covered, actions } = props;
  return covered ? (
    <Suspense fallback={null}>
      <CoverNotice words={covered} dock={actions.dock} />
    </Suspense>
  ) : null;
}

function Body({ props }: { props: SidebarProps }) {
  const { view, actions } = props;
  if (view.kind === 'lead') return <Lead view={view} props={props} />;
  if (view.kind === 'loading') return <Skeleton />;
  return (
    <>
      <div className="min-h-0 flex-1">
        <div className="relative h-full overflow-y-auto">
          <Suspense fallback={null}>
            <StateScreen view={view} actions={actions} />
          </Suspense>
        </div>
      </div>
      <Covered props={props} />
    </>
  );
}

/** The whole sidebar: props in, intent out. Fills its parent; the parent gives it a height. */
export function Sidebar(props: SidebarProps) {
  const { view, actions, tab } = props;
  const [pointed, setPointed] = useState<{ ref: string | null; turn: number }>({ ref: null, turn: 0 });
  const setTab = actions.setTab;
  const pointTo = useCallback(
    (ref: string) => {
      setTab(ref.startsWith('handoff:') ? 'handoff' : 'brief');
      setPointed((before) => ({ ref, turn: before.turn + 1 }));
    },
    [setTab],
  );
  const pointing = useMemo(() => ({ ...pointed, pointTo }), [pointed, pointTo]);
  // Runs after the sections' own effects have unfolded what was pointed at, one frame later so that it is on the page.
  useEffect(() => {
    const { ref } = pointed;
    if (ref === null) return;
    let left = 240;
    let frame = 0;
    // The other tab may have to be loaded first.
    const show = () => {
      left -= 1;
      if (!showFact(ref) && left > 0) frame = requestAnimationFrame(show);
    };
    frame = requestAnimationFrame(show);
    return () => cancelAnimationFrame(frame);
  }, [pointed]);
  const tip = useTip();
  const hasLead = view.kind === 'lead';
  return (
    <OffsetContext value={props.offsetMs}>
      <PointContext value={pointing}>
        <Announcer>
          <div className="flex h-full min-h-0 flex-col bg-bg text-ink">
            <Header
              tab={tab}
              host={props.host}
              handoff={hasLead ? view.context.handoff : null}
              hasLead={hasLead || view.kind === 'loading'}
              refreshing={hasLead && view.freshness.kind === 'refreshing'}
              actions={actions}
            />
            <main className="flex min-h-0 flex-1 flex-col">
              <Body props={props} />
            </main>
          </div>
          {tip}
        </Announcer>
      </PointContext>
    </OffsetContext>
  );
}
