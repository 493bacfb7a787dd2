import { useEffect, useMemo, useRef } from 'react';
import type { LeadContext } from '../lib/contract/context.ts';
import { type Journey, journeysOf } from './journey.ts';
import type { Write } from './view.ts';

/** The journeys of the lead on screen. What the same screen showed before is remembered: no state goes backwards on it. */
export function useJourneys(context: LeadContext, writes: readonly Write[]): Journey[] {
  const shown = useRef<{ leadId: string; journeys: ReadonlyMap<string, Journey> } | null>(null);
  const { leadId, disposition } = context;
  const journeys = useMemo(() => {
    const before = shown.current?.leadId === leadId ? shown.current.journeys : undefined;
    return journeysOf(disposition.history, writes, before);
  }, [leadId, disposition, writes]);
  useEffect(() => {
    shown.current = { leadId, journeys: new Map(journeys.map((journey) => [journey.id, journey])) };
  }, [leadId, journeys]);
  return journeys;
}
