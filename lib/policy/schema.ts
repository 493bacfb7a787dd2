import * as z from 'zod';
import { clockProblems } from '../sla/named-calendar.ts';
import { plain } from './event-name.ts';
import { policyParts } from './parts.ts';
import type { ScoreModel } from './score-model.ts';
import { writeBackProblems } from './write-back-problems.ts';

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
    context.addIssue({ code: 'custom', path: [...path, ...withinCalendar(message)], message });
  for (const { path, code } of reasonsIn(policy.clocks))
    if (!reasons.some((reason) => reason.code === code))
      context.addIssue({
        code: 'custom',
        path: ['clocks', ...path],
        message: `There is no reason "${code}": write one of ${reasons.map((reason) => reason.code).join(', ')}`,
      });
  for (const { path, message } of writeBackProblems(policy)) context.addIssue({ code: 'custom', path, message });
  once(
    policy.nextStep.objections.map((objection) => objection.id),
    (index) => ['nextStep', 'objections', index, 'id'],
  );
  once(
    policy.dispositions.recyclePresets.map((preset) => String(preset.days)),
    (index) => ['dispositions', 'recyclePresets', index, 'days'],
  );
  const back = reasons.findIndex(
    (reason, index) => reason.returnsToMarketing && reasons.findIndex((one) => one.returnsToMarketing) < index,
  );
  if (back !== -1)
    context.addIssue({
      code: 'custom',
      path: ['dispositions', 'reasons', back, 'returnsToMarketing'],
      message: 'Let one reason return the lead to marketing: take it out here or at the other one',
    });
  const names = new Map<string, string>();
  for (const name of Object.keys(policy.events)) {
    const other = names.get(plain(name));
    if (other !== undefined && policy.events[other] !== policy.events[name])
      context.addIssue({
        code: 'custom',
        path: ['events', name],
        message: `"${other}" is the same name, since case, "_" and "-" play no part: give both one kind or take one out`,
      });
    names.set(plain(name), name);
  }
  const most = reachable(policy.score);
  if (most < policy.score.threshold)
    context.addIssue({
      code: 'custom',
      path: ['score', 'threshold'],
      message: `No lead can reach this: the rules add up to ${most} at most. Make it ${most} or less, or give rules more points`,
    });
  if (policy.dispositions.attemptsAgreed > 0 && policy.nextStep.cadence.length < policy.dispositions.attemptsAgreed)
    context.addIssue({
      code: 'custom',
      path: ['nextStep', 'cadence'],
      message: `Give at least ${policy.dispositions.attemptsAgreed} steps, one for each agreed attempt`,
    });
});

/** Where inside a calendar a sentence about it points: the part it names. */
function withinCalendar(message: string): (string | number)[] {
  const [, weekday, index] = /\bweekly\.(\w+)\.(\d+)/.exec(message) ?? [];
  if (weekday !== undefined) return ['weekly', weekday, Number(index)];
  return /\btimeZone\b/.test(message) ? ['timeZone'] : [];
}

/** Every reason a clock's conditions name, wherever they do. */
function reasonsIn(value: unknown, path: (string | number)[] = []): { path: (string | number)[]; code: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => reasonsIn(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'reasons' && Array.isArray(inner)
      ? inner.map((code, index) => ({ path: [...path, key, index], code: String(code) }))
      : reasonsIn(inner, [...path, key]),
  );
}

/** The most points a lead can have: every rule above 0 as often as it counts. */
function reachable(score: ScoreModel): number {
  return score.rules.reduce((sum, rule) => sum + Math.max(0, rule.points) * ('cap' in rule ? rule.cap : 1), 0);
}

export type Policy = z.infer<typeof policySchema>;
/** A policy as a person writes it: parts with a default may be left out. */
export type PolicyInput = z.input<typeof policySchema>;
