import { restrictLead as restrictBody, restriction } from '../../lib/contract/privacy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { liftRestriction, restrictLead } from '../privacy/restrict.ts';
import { changeRoute } from './admin.ts';
import { leadIdOf, leadParams } from './lead-id.ts';
import { json } from './reply.ts';
import { bodiless, common, type Route, refusals, whoMay } from './route.ts';

const restrict = changeRoute('leadRestrict', {
  path: `${paths.leads}/{id}/restrict`,
  summary: 'Restrict a lead',
  says: 'All that is held is kept, and nothing of it is shown, worked out, taken in or sent on until it is lifted. Again it gives the restriction that stands.',
  body: restrictBody,
  answer: restriction,
  handle: ({ services, params, now }, who, { because }) =>
    restrictLead(services.pool, who.workspaceId, leadIdOf(params), { by: who.tokenId, because, now }),
});

/** Keeps a lead's data without working with it. */
export const leadRestrictRoute: Route = {
  ...restrict,
  spec: {
    ...restrict.spec,
    request: { ...restrict.spec.request, params: leadParams },
    responses: { ...restrict.spec.responses, ...refusals('no_lead') },
  },
};

/** Ends that. */
export const leadLiftRoute: Route = {
  name: 'leadLift',
  open: false,
  spec: {
    method: 'post',
    path: `${paths.leads}/{id}/lift`,
    summary: 'Lift the restriction of a lead',
    description: `${whoMay('leadLift')} The lead is worked out anew from what was held; what was sent of the person meanwhile is not there. No body is needed.`,
    security: [{ token: [] }],
    request: { params: leadParams },
    responses: {
      200: { description: 'Lifted', content: { 'application/json': { schema: restriction } } },
      ...refusals('no_lead', 'not_offered', 'storage_full', ...bodiless, ...common),
    },
  },
  async handle({ params, services, headers, now }, who) {
    return json(await liftRestriction(services.pool, who.workspaceId, leadIdOf(params), { by: who.tokenId, now }), headers);
  },
};
