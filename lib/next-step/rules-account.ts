import { dayMs, daysIn, onDate } from '../policy/days.ts';
import { signed } from '../score/value.ts';
import { called, later, type Rule, type Situation } from './situation.ts';

/** A competitor's employee looks at us: nothing is shown to them, and marketing leaves them out. */
export const competitor: Rule = {
  id: 'competitor',
  suggest: (situation) => {
    const { context, policy, open, competitor: found } = situation;
    if (!open || found === null) return [];
    const reason = policy.dispositions.reasons.find((one) => one.competitors);
    const line = context.score.lines.find((one) => policy.score.rules.some(({ on, id }) => on === 'competitor' && id === one.id));
    return [
      {
        id: 'competitor',
        action: 'reject',
        title: reason
          ? `Reject as "${reason.label}": they work at ${found.domain}`
          : `Show them nothing: they work at ${found.domain}`,
        reasons: [
          { text: `${found.fact.value}: ${found.domain} is one of the competitors in the policy`, ref: found.ref },
          ...(line ? [{ text: `${line.label}: ${signed(line.points)}`, ref: `score:${line.id}` }] : []),
        ],
        opener: null,
        avoid: 'Do not show them the product, a price or a plan.',
        send: null,
        ifNot: 'What a competitor has been shown cannot be taken back.',
        from: found.fact.since ?? found.fact.at,
        until: null,
      },
    ];
  },
};

/** Nobody's lead yet, and a colleague has just asked for us: one company is spoken to by one person, who asked. */
export const colleagueRequest: Rule = {
  id: 'colleague_request',
  suggest: (situation) => {
    const { context, now, policy, time } = situation;
    if (!leftAlone(situation)) return [];
    const hotMs = daysIn(policy.nextStep.hotFor) * dayMs;
    const asking = (context.account?.people ?? [])
      .flatMap((person) => (person.request ? [{ person, request: person.request }] : []))
      .filter(({ request }) => time - Date.parse(request.at) <= hotMs)
      .sort((a, b) => b.request.at.localeCompare(a.request.at));
    const [newest] = asking;
    if (!newest) return [];
    const { person, request } = newest;
    const who = person.name ?? person.title ?? 'a colleague';
    const what = request.kind === 'contact_request' ? 'asked to be contacted' : 'asked for a demo';
    return [
      {
        id: 'colleague_request',
        action: 'wait',
        title: `Leave ${called(situation)} for now and go through ${who}`,
        reasons: asking.slice(0, 3).map(({ person: one, request: made }) => ({
          text: `${one.name ?? one.title ?? 'A colleague'}${one.name && one.title ? `, ${one.title},` : ''} of the same company ${
            made.kind === 'contact_request' ? 'asked to be contacted' : 'asked for a demo'
          } ${onDate(made.at, now)}`.slice(0, 300),
          ref: `account:person:${one.leadId}`,
        })),
        opener: null,
        avoid: `Do not tell ${called(situation)} what a colleague asked for.`,
        send: null,
        ifNot: `${who} ${what} and expects the first word; two of us at one company at once look as if we did not talk.`,
        from: request.at,
        until: later(request.at, hotMs),
      },
    ];
  },
};

/** Not handed over, not qualified, nothing asked and nothing tried: sales has no business with this lead yet. */
export function leftAlone({ context, open, attempts, request }: Situation): boolean {
  const { score, handoff, disposition } = context;
  return (
    handoff.at === null &&
    !score.qualified &&
    request === null &&
    open &&
    disposition.state !== 'accepted' &&
    attempts.length === 0
  );
}
