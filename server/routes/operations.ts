import type * as z from 'zod';
import type { Operation } from '../../lib/contract/disposition.ts';
import { type Saved, saved } from '../../lib/contract/routes.ts';
import { stepRules } from '../../lib/policy/parts.ts';
import { recordOperation } from '../dispositions/record.ts';
import { canonicalRef } from '../ingest/canonical-ref.ts';
import { viewBy } from '../views/chain.ts';
import { viewKeyOf } from '../views/view-key.ts';
import { readBody } from './body.ts';
import { refuseOneTooMany } from './one-too-many.ts';
import { json } from './reply.ts';
import { common, type PrivateName, type Route, refusals, whoMay } from './route.ts';

/** The rule behind a step; what no rule of ours gave counts as one, so that a caller cannot make labels without end. */
function ruleOf(step: string): string {
  const [rule] = step.split(':');
  return stepRules.find((known) => known === rule) ?? 'other';
}

/** A route that keeps one thing a rep did and answers with the fresh context. */
export function operationRoute(name: PrivateName, path: string, summary: string, schema: z.ZodType<Operation>): Route {
  return {
    name,
    open: false,
    spec: {
      method: 'post',
      path,
      summary,
      description: `${whoMay(name)} The id is made at the click; sending the same again is harmless and says so.`,
      security: [{ token: [] }],
      request: { body: { required: true, content: { 'application/json': { schema } } } },
      responses: {
        200: { description: 'Saved, with the fresh context', content: { 'application/json': { schema: saved } } },
        ...refusals('bad_request', 'no_lead', 'conflict', 'id_reused', 'not_offered', 'too_large', 'storage_full', ...common),
      },
    },
    async handle({ request, ...asked }, who) {
      const { services, headers, now } = asked;
      const operation = await readBody(request, schema);
      const ref = canonicalRef(operation.ref);
      // The answer shows the lead, so it counts as read; whoever may not read it is told before anything is kept, and sends it again.
      await refuseOneTooMany(asked, who, ref);
      const { duplicate, context } = await recordOperation(services.pool, who, operation, now);
      if (operation.kind === 'step' && !duplicate)
        services.metrics.steps.inc({ rule: ruleOf(operation.step), useful: String(operation.useful) });
      const { leadId } = context;
      const record = await viewKeyOf(services.reader, who.workspaceId, ref);
      services.leadsRead.take(who, leadId, now);
      await services.views.keep(who.workspaceId, viewBy(who, now, { leadId, record, purpose: 'answer', result: 200 }));
      return json({ id: operation.id, duplicate, context } satisfies Saved, headers);
    },
  };
}
