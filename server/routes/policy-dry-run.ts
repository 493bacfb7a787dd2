import { type PolicyDryRunResult, policyDryRun, policyDryRunResult } from '../../lib/contract/policy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { sumsAsText } from '../../lib/handoff/policy-report.ts';
import { withCountryHolidays } from '../calendars/country-holidays.ts';
import { dryRun } from '../policies/dry-run.ts';
import { loudest } from '../policies/loudest.ts';
import { ApiError } from './api-error.ts';
import { readBody } from './body.ts';
import { policyBytes, usablePolicy } from './policy-text.ts';
import { json } from './reply.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

/** After this the answer is of the leads looked at so far: about thirty thousand on one core. */
const mostMs = 45_000;

/** Workspaces whose dry run is under way in this process: a second at once would only make both slow. */
const under = new Set<string>();

/** Says what a policy would do to the open leads. */
export const policyDryRunRoute: Route = {
  name: 'policyDryRun',
  open: false,
  spec: {
    method: 'post',
    path: paths.policyDryRun,
    summary: 'Say what a policy would do to the open leads',
    description: `${whoMay('policyDryRun')} Nothing is kept. Answers within ${mostMs / 1000} s; \`complete\` is false when there were more leads than could be looked at by then. One at a time for a workspace.`,
    security: [{ token: [] }],
    request: { body: { required: true, content: { 'application/json': { schema: policyDryRun } } } },
    responses: {
      200: { description: 'What would change', content: { 'application/json': { schema: policyDryRunResult } } },
      ...refusals('bad_request', 'too_large', ...common),
    },
  },
  async handle({ request, services, headers, now }, { workspaceId }) {
    const { text, leads } = await readBody(request, policyDryRun, policyBytes);
    if (under.has(workspaceId))
      throw new ApiError('rate_limited', { message: 'A dry run of this workspace is under way.', retryAfter: 10 });
    under.add(workspaceId);
    try {
      const policy = await withCountryHolidays(await usablePolicy(text));
      const most = loudest(leads);
      const until = performance.now() + mostMs;
      const enough = () => request.signal.aborted || performance.now() > until;
      const { from, to, complete, sums } = await dryRun(services.pool, workspaceId, policy, now, most.add, enough);
      const body: PolicyDryRunResult = { from, to, complete, sums, lines: sumsAsText(sums), leads: most.all() };
      return json(body, headers);
    } finally {
      under.delete(workspaceId);
    }
  },
};
