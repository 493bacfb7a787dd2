import { type PolicyChecked, policyChecked, policyText } from '../../lib/contract/policy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { judgePolicy } from '../policies/judge.ts';
import { readBody } from './body.ts';
import { policyBytes } from './policy-text.ts';
import { json } from './reply.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

/** Says what is wrong with a policy. */
export const policyCheckRoute: Route = {
  name: 'policyCheck',
  open: false,
  spec: {
    method: 'post',
    path: paths.policyCheck,
    summary: 'Say what is wrong with a policy',
    description: `${whoMay('policyCheck')} Nothing is kept. Each problem has its path, its line and what to do.`,
    security: [{ token: [] }],
    request: { body: { required: true, content: { 'application/json': { schema: policyText } } } },
    responses: {
      200: { description: 'Judged', content: { 'application/json': { schema: policyChecked } } },
      ...refusals('bad_request', 'too_large', ...common),
    },
  },
  async handle({ request, headers }) {
    const { text } = await readBody(request, policyText, policyBytes);
    const judged = await judgePolicy(text);
    const body: PolicyChecked = judged.ok
      ? { name: judged.policy.name, problems: [] }
      : { name: null, problems: judged.problems };
    return json(body, headers);
  },
};
