import type { ClockProblem } from '../sla/named-calendar.ts';
import { reachProblems } from '../sla/named-calendar.ts';
import { policyDuration } from '../sla/read-time.ts';
import { dayMs } from './days.ts';
import type { Policy } from './schema.ts';

const longest = 3_650 * dayMs;

/**
 * What a policy may not say when it is handed in, though one that holds already and says it is still followed: a duration
 * of more than ten years, a goal its calendar does not reach. Limits that come later belong here, not in the schema, which
 * has to read every version that was ever signed off.
 */
export function limitProblems(policy: Policy): ClockProblem[] {
  const long = durationsIn(policy).flatMap(([path, duration]) =>
    duration !== undefined && policyDuration(duration) > longest ? [{ path, message: 'Write P3650D, ten years, or less.' }] : [],
  );
  return long.length > 0 ? long : reachProblems(policy.clocks, policy.calendars);
}

/** Every duration of a policy and where it stands. */
function durationsIn({ shelfLives, score, nextStep, clocks }: Policy): [ClockProblem['path'], string | undefined][] {
  const { hotFor, quietAfter, answerWithin, colleagues, cadence } = nextStep;
  return [
    ...score.rules.flatMap((rule, i) =>
      Object.entries({
        halfLife: 'halfLife' in rule ? rule.halfLife : undefined,
        expires: 'expires' in rule ? rule.expires : undefined,
        after: 'after' in rule ? rule.after : undefined,
      }).map(([name, value]): [ClockProblem['path'], string | undefined] => [['score', 'rules', i, name], value]),
    ),
    ...clocks.flatMap(({ goals }, i) =>
      goals.flatMap(({ duration, when }, j): [ClockProblem['path'], string | undefined][] => [
        [['clocks', i, 'goals', j, 'duration'], duration],
        ...when.map((condition, k): [ClockProblem['path'], string | undefined] => [
          ['clocks', i, 'goals', j, 'when', k, 'within'],
          'within' in condition ? condition.within : undefined,
        ]),
      ]),
    ),
    ...Object.entries(shelfLives).map(([field, life]): [ClockProblem['path'], string | undefined] => [
      ['shelfLives', field],
      life,
    ]),
    [['nextStep', 'hotFor'], hotFor],
    ...cadence.map(({ after }, i): [ClockProblem['path'], string | undefined] => [['nextStep', 'cadence', i, 'after'], after]),
    [['nextStep', 'colleagues', 'within'], colleagues.within],
    [['nextStep', 'quietAfter'], quietAfter],
    [['nextStep', 'answerWithin'], answerWithin],
  ];
}
