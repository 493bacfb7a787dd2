import { erasure } from '../../lib/contract/privacy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { eraseLead } from '../privacy/erase.ts';
import { leadIdOf, leadParams } from './lead-id.ts';
import { json } from './reply.ts';
import { bodiless, common, type Route, refusals, whoMay } from './route.ts';

/** Removes a lead. */
export const leadEraseRoute: Route = {
  name: 'leadErase',
  open: false,
  spec: {
    method: 'delete',
    path: `${paths.leads}/{id}`,
    summary: 'Erase a lead',
    description: `${whoMay('leadErase')} What is sent of the person later is not taken in. Again it gives the same receipt, without the ids of CRM records.`,
    security: [{ token: [] }],
    request: { params: leadParams },
    responses: {
      200: { description: 'Erased', content: { 'application/json': { schema: erasure } } },
      ...refusals('no_lead', 'storage_full', ...bodiless, ...common),
    },
  },
  async handle({ params, services, headers, now }, who) {
    const receipt = await eraseLead(services.pool, who.workspaceId, leadIdOf(params), { by: who.tokenId, now });
    return json(receipt, headers);
  },
};
