import type { Delivery } from '../../lib/contract/delivery.ts';
import type { DispositionEntry, FeedbackOperation } from '../../lib/contract/disposition.ts';
import type { LeadFacts } from '../../lib/contract/facts.ts';
import type { StepAnswer } from '../../lib/contract/next-step.ts';
import type { OriginConfirmation } from '../../lib/contract/origin.ts';
import type { Fact } from '../../lib/contract/primitives.ts';
import { iso } from './iso.ts';

/** A row of `dispositions` or `feedback` as the database gives it. `payload` is the operation as the rep sent it. */
export type StoredEntry<Payload> = {
  id: string;
  version: number;
  by: string;
  at: string;
  receivedAt: string;
  payload: Payload;
  reasonLabel: string | null;
  subReasonLabel: string | null;
  delivery?: Delivery | null;
};

type Decided = Partial<Omit<DispositionEntry, 'kind'>> & { kind: DispositionEntry['kind'] };

/** The history as the contract words it. An entry that was taken back stays, marked. */
export function toEntries(rows: readonly StoredEntry<Decided>[]): DispositionEntry[] {
  const undone = new Set(rows.flatMap(({ payload }) => (payload.kind === 'undo' && payload.undoes ? [payload.undoes] : [])));
  return rows.map(({ id, version, by, at, receivedAt, payload, reasonLabel, subReasonLabel, delivery }) => ({
    id,
    kind: payload.kind,
    version,
    by,
    at: iso(at),
    receivedAt: iso(receivedAt),
    reason: payload.reason ?? null,
    reasonLabel,
    subReason: payload.subReason ?? null,
    subReasonLabel,
    missing: payload.missing ?? [],
    until: payload.until ?? null,
    channel: payload.channel ?? null,
    outcome: payload.outcome ?? null,
    undoes: payload.undoes ?? null,
    undone: undone.has(id),
    note: payload.note ?? null,
    ...(delivery
      ? { delivery: { ...delivery, since: iso(delivery.since), nextAt: delivery.nextAt && iso(delivery.nextAt) } }
      : {}),
  }));
}

export function toConfirmations(rows: readonly StoredEntry<FeedbackOperation>[]): OriginConfirmation[] {
  return rows.flatMap(({ by, at, payload }) =>
    payload.kind === 'origin'
      ? [
          {
            by,
            at: iso(at),
            confirmed: payload.confirmed,
            channel: payload.channel,
            assistant: payload.assistant,
            note: payload.note,
          },
        ]
      : [],
  );
}

/** What the rep heard on the call, as facts of the rep: competitors and claims beside those of events, the rest as notes. */
export function toHeard(
  rows: readonly StoredEntry<FeedbackOperation>[],
): Pick<LeadFacts, 'salesNotes' | 'shortlist' | 'claims'> & { heard: NonNullable<LeadFacts['heard']> } {
  const heard: Record<'salesNotes' | 'shortlist' | 'claims' | 'objections' | 'words', Fact[]> = {
    salesNotes: [],
    shortlist: [],
    claims: [],
    objections: [],
    words: [],
  };
  for (const { by, at, payload } of rows) {
    if (payload.kind !== 'heard') continue;
    const fact = (value: string): Fact => ({ value: value.slice(0, 2048), at: iso(at), source: by, staleAt: null });
    heard.shortlist.push(...payload.competitors.map(fact));
    heard.claims.push(...payload.claims.map(fact));
    heard.salesNotes.push(...payload.words.map(fact), ...(payload.note ? [fact(payload.note)] : []));
    heard.objections.push(...payload.objections.map(fact));
    heard.words.push(...payload.words.map(fact));
  }
  const { salesNotes, shortlist, claims, objections, words } = heard;
  return { salesNotes, shortlist, claims, heard: { objections, words, competitors: shortlist } };
}

/** What reps said of the steps they were shown. */
export function toStepAnswers(rows: readonly StoredEntry<FeedbackOperation>[]): StepAnswer[] {
  return rows.flatMap(({ by, at, payload }) =>
    payload.kind === 'step' ? [{ step: payload.step, useful: payload.useful, by, at: iso(at) }] : [],
  );
}
