import * as z from 'zod';
import { clockProblems } from '../sla/named-calendar.ts';
import { policyParts } from './parts.ts';

/**
 * The policy file: what both teams agreed, as data. One per workspace; its version is given by the database when it is
 * saved, so a handoff can keep the version it was made under.
 */
export const policySchema = z.strictObject(policyParts).superRefine((policy, context) => {
  const once = (values: readonly string[], path: (index: number) => (string | number)[]) => {
    const seen = new Set<string>();
    values.forEach((value, index) => {
      if (seen.has(value)) context.addIssue({ code: 'custom', path: path(index), message: `Use ${value} once` });
      seen.add(value);
    });
  };
  const ids = (items: readonly { id: string }[]) => items.map((item) => item.id);
  once(ids(policy.icp.criteria), (index) => ['icp', 'criteria', index, 'id']);
  once(ids(policy.persona.criteria), (index) => ['persona', 'criteria', index, 'id']);
  once(ids(policy.handoff.fields), (index) => ['handoff', 'fields', index, 'id']);
  once(ids(policy.content), (index) => ['content', index, 'id']);
  const reasons = policy.dispositions.reasons;
  once(
    reasons.map((reason) => reason.code),
    (index) => ['dispositions', 'reasons', index, 'code'],
  );
  reasons.forEach((reason, index) => {
    once(
      reason.subReasons.map((sub) => sub.code),
      (sub) => ['dispositions', 'reasons', index, 'subReasons', sub, 'code'],
    );
  });
  for (const { path, message } of clockProblems(policy.clocks, policy.calendars))
    context.addIssue({ code: 'custom', path, message });
  if (policy.dispositions.attemptsAgreed > 0 && policy.nextStep.cadence.length < policy.dispositions.attemptsAgreed)
    context.addIssue({
      code: 'custom',
      path: ['nextStep', 'cadence'],
      message: `Give at least ${policy.dispositions.attemptsAgreed} steps, one for each agreed attempt`,
    });
});

export type Policy = z.infer<typeof policySchema>;
/** A policy as a person writes it: parts with a default may be left out. */
export type PolicyInput = z.input<typeof policySchema>;
