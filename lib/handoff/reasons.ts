import type { OfferedReason } from '../contract/disposition.ts';
import type { Policy } from '../policy/schema.ts';

/**
 * The reasons a rep may choose from now, in the policy's order. Those that wait for something are listed too and say what
 * for. `missing` are the required handoff fields that are not there, `competitor` the domain of
 * the competitor the lead works for.
 */
export function offeredReasons(
  policy: Policy,
  attemptsMade: number,
  missing: readonly { id: string; label: string }[],
  competitor?: string,
): OfferedReason[] {
  const { attemptsAgreed, reasons } = policy.dispositions;
  return reasons.map((reason) => {
    const tooFew = reason.afterAttempts && attemptsMade < attemptsAgreed;
    const complete = reason.returnsToMarketing && missing.length === 0;
    const why = tooFew
      ? `Offered after ${attemptsAgreed} ${attemptsAgreed === 1 ? 'attempt' : 'attempts'}; ${attemptsMade} logged so far.`
      : complete
        ? 'Every field the handoff requires is there.'
        : null;
    const hint = reason.returnsToMarketing && missing.length > 0 ? `Missing: ${labels(missing)}.` : null;
    return {
      code: reason.code,
      label: reason.label,
      hint: hint ?? reason.hint ?? null,
      subReasons: reason.subReasons.map((sub) => ({ ...sub })),
      offered: why === null,
      why,
      returnsToMarketing: reason.returnsToMarketing,
      ...(reason.competitors && competitor !== undefined ? { suggested: `Suggested: they work at ${competitor}` } : {}),
    };
  });
}

function labels(missing: readonly { label: string }[]): string {
  return missing
    .map(({ label }) => label)
    .join(', ')
    .slice(0, 1500);
}
