import type { Policy } from '../../lib/policy/schema.ts';
import { judgePolicy } from '../policies/judge.ts';
import { ApiError } from './api-error.ts';

/** Room for the longest policy with every character escaped once. */
export const policyBytes = 2_000_000;

/** The policy in a text; refuses a bad one with every problem by its path and line. */
export async function usablePolicy(text: string): Promise<Policy> {
  const judged = await judgePolicy(text);
  if (judged.ok) return judged.policy;
  throw new ApiError('bad_request', { message: 'The policy cannot be used.', issues: judged.problems });
}
