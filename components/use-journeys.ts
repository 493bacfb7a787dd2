import { useState } from 'react';
import type { LeadContext } from '../lib/contract/context.ts';
import { type Journey, journeysOf } from './journey.ts';
import type { Write } from './view.ts';

type From = { leadId: string; disposition: LeadContext['disposition']; writes: readonly Write[] };
type Shown = From & { journeys: Journey[] };

function follow({ leadId, disposition, writes }: From, shown: Shown | null): Shown {
  const before = shown?.leadId === leadId ? new Map(shown.journeys.map((journey) => [journey.id, journey])) : undefined;
  return { leadId, disposition, writes, journeys: journeysOf(disposition.history, writes, before) };
}

/** The journeys of the lead on screen. What the same screen showed before is remembered: no state goes backwards on it. */
export function useJourneys({ leadId, disposition }: LeadContext, writes: readonly Write[]): Journey[] {
  const from = { leadId, disposition, writes };
  const [shown, setShown] = useState(() => follow(from, null));
  if (shown.leadId === leadId && shown.disposition === disposition && shown.writes === writes) return shown.journeys;
  const next = follow(from, shown);
  setShown(next);
  return next.journeys;
}
