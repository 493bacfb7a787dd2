import { paths } from '../../lib/contract/routes.ts';
import { anywhere, type Route, refusals } from './route.ts';

/** Figures for Prometheus: counts and times only, nothing about people. */
export const metricsRoute: Route = {
  name: 'metrics',
  open: true,
  spec: {
    method: 'get',
    path: paths.metrics,
    summary: 'Figures for Prometheus',
    responses: {
      200: { description: 'Prometheus text format', content: { 'text/plain': { schema: { type: 'string' } } } },
      ...refusals(...anywhere),
    },
  },
  async handle({ headers, services }) {
    const { registry } = services.metrics;
    headers['content-type'] = registry.contentType;
    return { status: 200, headers, body: await registry.metrics() };
  },
};
