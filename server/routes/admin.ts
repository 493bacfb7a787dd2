import type * as z from 'zod';
import type { Principal } from '../auth/authenticate.ts';
import { readBody } from './body.ts';
import { json } from './reply.ts';
import { type Asked, common, type PrivateName, type Route, refusals, whoMay } from './route.ts';

type Change<Body, Answer> = {
  path: string;
  summary: string;
  says: string;
  body: z.ZodType<Body>;
  answer: z.ZodType<Answer>;
  handle: (asked: Asked, who: Principal, body: Body) => Promise<Answer>;
};

/** A route by which an admin changes something: a body in, the schema's answer out. */
export function changeRoute<Body, Answer>(name: PrivateName, change: Change<Body, Answer>): Route {
  const { path, summary, says, body, answer, handle } = change;
  return {
    name,
    open: false,
    spec: {
      method: 'post',
      path,
      summary,
      description: `${whoMay(name)} ${says}`,
      security: [{ token: [] }],
      request: { body: { required: true, content: { 'application/json': { schema: body } } } },
      responses: {
        200: { description: 'Done', content: { 'application/json': { schema: answer } } },
        ...refusals('bad_request', 'not_found', 'not_offered', 'too_large', 'storage_full', ...common),
      },
    },
    async handle({ request, ...asked }, who) {
      return json(await handle(asked, who, await readBody(request, body)), asked.headers);
    },
  };
}

/** A route that tells an admin what there is. */
export function tellRoute<Answer>(
  name: PrivateName,
  {
    path,
    summary,
    says,
    answer,
    handle,
  }: Omit<Change<never, Answer>, 'body' | 'handle'> & { handle: (asked: Asked, who: Principal) => Promise<Answer> },
): Route {
  return {
    name,
    open: false,
    spec: {
      method: 'get',
      path,
      summary,
      description: `${whoMay(name)} ${says}`,
      security: [{ token: [] }],
      responses: {
        200: { description: summary, content: { 'application/json': { schema: answer } } },
        ...refusals(...common),
      },
    },
    async handle(asked, who) {
      return json(await handle(asked, who), asked.headers);
    },
  };
}

/** What work on connections needs. */
export const connecting = ({ services: { pool, keyring, connectors }, now }: Asked) => ({ pool, keyring, connectors, now });
