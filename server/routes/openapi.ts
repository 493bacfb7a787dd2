import { paths } from '../../lib/contract/routes.ts';
import { json } from './reply.ts';
import { anywhere, type Route, refusals } from './route.ts';

/** The API described for machines, from the same schemas that check it. */
export const openapiRoute: Route = {
  name: 'openapi',
  open: true,
  spec: {
    method: 'get',
    path: paths.openapi,
    summary: 'This API as OpenAPI 3.1',
    responses: {
      200: { description: 'The document', content: { 'application/json': { schema: { type: 'object' } } } },
      ...refusals(...anywhere),
    },
  },
  handle: ({ services, headers }) => json(services.document(), headers),
};
