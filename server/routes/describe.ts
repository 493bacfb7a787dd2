import type { OpenAPIHono } from '@hono/zod-openapi';
import { contractVersion } from '../../lib/contract/routes.ts';

type Registry = OpenAPIHono['openAPIRegistry'];

/** How a caller proves who it is. */
export function describeSecurity(registry: Registry): void {
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token made by `npm run token`, or the access token of a session.',
  });
  registry.registerComponent('securitySchemes', 'writeKey', {
    type: 'http',
    scheme: 'basic',
    description: 'An ingest token as the user name, as Segment clients send it.',
  });
}

export const documentInfo = (version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Leadside context API',
    version,
    description: `Marketing context per lead, for the sidebar beside the CRM record. Contract version ${contractVersion}.`,
  },
});
