import { onDate } from '../policy/days.ts';
import { listed } from './say.ts';
import { called, type Rule } from './situation.ts';

/** Without a way to reach them nothing else can be done. */
export const fixContact: Rule = {
  id: 'fix_contact',
  suggest: (situation) => {
    const { context, attempts, hasEmail, hasPhone, now, open } = situation;
    if (!open || context.handoff.at === null) return [];
    const last = attempts[0];
    const wrong = last?.outcome === 'wrong_contact' ? last : null;
    const newer = [context.who.email, context.who.phone].some((fact) => wrong && fact && fact.at > wrong.at);
    if ((hasEmail || hasPhone) && (!wrong || newer)) return [];
    const reason = wrong
      ? {
          text: `The ${wrong.channel ?? 'last'} attempt reached somebody else ${onDate(wrong.at, now)}`,
          ref: `disposition:${wrong.id}`,
        }
      : { text: 'Neither an email nor a phone number is known', ref: 'who:email' };
    const colleague = context.account?.people.find((person) => person.name !== null);
    return [
      {
        id: 'fix_contact',
        action: 'fix_contact',
        title: `Find a way to reach ${called(situation)}`,
        reasons: [
          reason,
          ...(colleague?.name ? [{ text: `${colleague.name} is known at the same account`, ref: 'account:people' }] : []),
        ],
        opener: null,
        avoid: null,
        send: null,
        ifNot: 'Reject it as inaccurate contact info, so that marketing can check where the details came from.',
        from: wrong?.at ?? context.handoff.at,
        until: null,
      },
    ];
  },
};

/** A handoff without what both teams agreed on goes back, unless somebody is waiting for an answer. */
export const returnIncomplete: Rule = {
  id: 'return_incomplete',
  suggest: ({ context, attempts, missing, policy }) => {
    const reason = policy.dispositions.reasons.find((one) => one.returnsToMarketing);
    if (!reason || context.handoff.at === null || context.disposition.state !== 'open') return [];
    if (missing.length === 0 || attempts.length > 0) return [];
    const labels = missing.map((field) => field.label.charAt(0).toLowerCase() + field.label.slice(1));
    const named = labels.length > 3 ? `${labels.slice(0, 2).join(', ')} and ${labels.length - 2} more` : listed(labels);
    return [
      {
        id: 'return_incomplete',
        action: 'return',
        title: `Return to marketing: ${named} missing`,
        reasons: missing.slice(0, 5).map((field) => ({
          text: `${field.label} is not known`,
          ref: `handoff:${field.id}`,
        })),
        opener: null,
        avoid: null,
        send: null,
        ifNot: `The research becomes yours and your clocks run on; "${reason.label}" stops them.`,
        from: context.handoff.at,
        until: null,
      },
    ];
  },
};
