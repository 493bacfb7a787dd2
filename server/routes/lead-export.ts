import { leadExport } from '../../lib/contract/privacy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { exportLead } from '../privacy/export.ts';
import { viewBy } from '../views/chain.ts';
import { leadIdOf, leadParams } from './lead-id.ts';
import { json } from './reply.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

/** Everything held on a lead, for the person who asks for it. */
export const leadExportRoute: Route = {
  name: 'leadExport',
  open: false,
  spec: {
    method: 'get',
    path: `${paths.leads}/{id}/export`,
    summary: 'Everything held on a lead',
    description: `${whoMay('leadExport')} With when it was shown to somebody and why, without the names of colleagues. The export itself is a row of the view log.`,
    security: [{ token: [] }],
    request: { params: leadParams },
    responses: {
      200: { description: 'All of it', content: { 'application/json': { schema: leadExport } } },
      ...refusals('no_lead', 'storage_full', ...common),
    },
  },
  async handle({ params, services, headers, now }, who) {
    const leadId = leadIdOf(params);
    const all = await exportLead(services.pool, who.workspaceId, leadId, now);
    services.leadsRead.take(who, leadId, now);
    await services.views.keep(who.workspaceId, viewBy(who, now, { leadId, record: null, purpose: 'export', result: 200 }));
    return json(all, headers);
  },
};
