import { located, type ParsedPolicy, parseNewPolicy } from '../../lib/policy/parse.ts';
import { withoutProblems } from '../calendars/without.ts';

/** A policy's text as it is judged before it may hold: what `parseNewPolicy` finds, and holidays left out that no calendar has. */
export async function judgePolicy(text: string): Promise<ParsedPolicy> {
  const parsed = parseNewPolicy(text);
  if (!parsed.ok) return parsed;
  const without = await withoutProblems(parsed.policy, new Date().getUTCFullYear());
  if (without.length === 0) return parsed;
  return { ok: false, problems: located(text, without) };
}
