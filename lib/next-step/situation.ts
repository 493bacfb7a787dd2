import type { HandoffField, LeadContext } from '../contract/context.ts';
import type { DispositionEntry } from '../contract/disposition.ts';
import type { Heard } from '../contract/heard.ts';
import type { Step, StepAnswer } from '../contract/next-step.ts';
import type { Fact } from '../contract/primitives.ts';
import type { FunnelStage, Touch } from '../contract/touch.ts';
import { type Competitor, competitorOf } from '../policy/competitor.ts';
import { dayMs, daysIn, iso, numberWord, onDate } from '../policy/days.ts';
import type { StepRule } from '../policy/parts.ts';
import type { Policy } from '../policy/schema.ts';

/** A context whose next step is still to be worked out. */
export type StepContext = Omit<LeadContext, 'nextStep'>;

/** The context as the rules read it: the facts they all ask for, worked out once. */
export type Situation = {
  context: StepContext;
  policy: Policy;
  now: string;
  time: number;
  /** First name, or null. */
  first: string | null;
  hasPhone: boolean;
  hasEmail: boolean;
  /** Attempts since the last reopen, not undone, newest first. */
  attempts: readonly DispositionEntry[];
  /** The newest demo or contact request. */
  request: Touch | null;
  /** The newest thing the buyer did. */
  latest: Touch | null;
  missing: readonly HandoffField[];
  open: boolean;
  heard: Heard;
  answers: readonly StepAnswer[];
  competitor: Competitor | null;
};

const nothingHeard: Heard = { question: null, objections: [], competitors: [], words: [], notes: [] };

/** One rule: the steps it suggests, none when it does not apply. */
export type Rule = { id: StepRule; suggest: (situation: Situation) => Step[] };

const requests: readonly Touch['kind'][] = ['demo_request', 'contact_request'];

export function situationOf(context: StepContext, policy: Policy, now: string, answers: readonly StepAnswer[]): Situation {
  const { disposition, read, who } = context;
  const reopened = disposition.history.findIndex((entry) => entry.kind === 'reopen' && !entry.undone);
  const since = reopened === -1 ? disposition.history : disposition.history.slice(0, reopened);
  return {
    context,
    policy,
    now,
    time: Date.parse(now),
    first: firstName(who.name?.value ?? ''),
    hasPhone: who.phone !== null,
    hasEmail: who.email !== null,
    attempts: since.filter((entry) => entry.kind === 'attempt' && !entry.undone),
    request: read.touches.find((touch) => requests.includes(touch.kind)) ?? null,
    latest: read.touches[0] ?? null,
    missing: context.handoff.fields.filter((field) => !field.present && field.tier === 'block'),
    open: disposition.state === 'open' || disposition.state === 'accepted',
    heard: context.heard ?? nothingHeard,
    answers,
    competitor: competitorOf(
      {
        person: who.email ? { email: who.email } : {},
        account: context.account?.domain ? { domain: context.account.domain } : null,
      },
      policy.competitorDomains,
    ),
  };
}

/** An initial is no name to call somebody by. */
function firstName(name: string): string | null {
  const first = name.trim().split(/\s+/)[0] ?? '';
  return first === '' || /^\p{L}\.?$/u.test(first) ? null : first;
}

/** "Priya", or "them" where no name is known. */
export const called = ({ first }: Situation) => first ?? 'them';

export const touchReason = (text: string, touch: Touch) => ({ text, ref: `touch:${touch.id}` });

const doings: Partial<Record<Touch['kind'], string>> = {
  page: 'Read ',
  video: 'Watched ',
  download: 'Downloaded ',
  webinar: 'Signed up for ',
  form: 'Filled in ',
  email: 'Opened ',
};

/** "Read Pricing three times, last on 23 Nov"; a date behind a title that ends in figures would read as part of it. */
export function did({ kind, title, count, at }: Touch, now: string): string {
  const what = `${doings[kind] ?? ''}${kind === 'form' ? formName(title) : title}`;
  const when = onDate(at, now);
  if (count > 1) return `${what} ${numberWord(count)} times, last ${when}`;
  return when === 'today' ? `${what} today` : `${what}, ${when}`;
}

/** The form without what a tool hangs behind its name. */
export const formName = (title: string): string => title.replace(/\s+(?:result|form|submission|submitted)$/i, '');

/** How a buyer is best written to or called. Mail first: it carries what is sent along. Null when neither is known. */
export const reachOf = ({ hasPhone, hasEmail }: Situation) => (hasEmail ? 'email' : hasPhone ? 'call' : null);

const hourMs = dayMs / 24;

/**
 * Whether something heard on a call has been answered since: by anything sent, or by a call at least an hour later. A call
 * logged sooner is the one on which it was heard.
 */
export function answered({ at }: Pick<Fact, 'at'>, { attempts }: Situation): boolean {
  return attempts.some((attempt) => {
    const after = Date.parse(attempt.at) - Date.parse(at);
    return after > 0 && (attempt.outcome === 'sent' || after > hourMs);
  });
}

/** Ready for the rep: handed over, or over the threshold, and nothing tried since it was opened. */
export const ready = ({ context, attempts, open }: Situation) =>
  open && attempts.length === 0 && (context.handoff.at !== null || context.score.qualified);

/** From the handoff until nothing has been heard for long. */
export const openWindow = ({ context, latest, now, policy }: Situation) => ({
  from: context.handoff.at ?? latest?.at ?? now,
  until: latest ? later(latest.at, daysIn(policy.nextStep.quietAfter) * dayMs) : null,
});

/** An instant some milliseconds after another. */
export const later = (at: string, ms: number) => iso(Date.parse(at) + ms);

/**
 * Content to send: of the wanted topic if there is any, read or not, since it is the answer; else of the stage, something
 * they have not read.
 */
export function contentFor({ policy, context }: Situation, stage: FunnelStage, topic?: string): Step['send'] {
  const read = new Set(context.read.touches.map((touch) => touch.title.toLowerCase()));
  const sendable = policy.content.filter((entry) => entry.send && entry.title);
  const unread = sendable.filter((entry) => !read.has(entry.title?.toLowerCase() ?? ''));
  const about = (entries: typeof sendable) => entries.find((one) => topic !== undefined && one.topic === topic);
  const ofStage = (entries: typeof sendable) => entries.find((one) => one.stage === stage);
  const entry = about(unread) ?? about(sendable) ?? ofStage(unread) ?? ofStage(sendable);
  return entry?.title ? { title: entry.title, url: entry.address ?? null } : null;
}
