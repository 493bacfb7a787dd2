import { ApiError } from './api-error.ts';
import type { Route } from './route.ts';

/** `/v1/context/{crm}` as the router writes it. */
export const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** Which methods an address answers; none when nothing is there. */
function allowedMethods(routes: readonly Route[], path: string): string[] {
  const methods = routes.filter(({ spec }) => pattern(spec.path).test(path)).map(({ spec }) => spec.method.toUpperCase());
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

/** The refusal of a request no route takes. */
export function unknownRoute(routes: readonly Route[], request: Request): ApiError {
  const methods = allowedMethods(routes, new URL(request.url).pathname);
  return methods.length === 0 ? new ApiError('not_found') : new ApiError('method_not_allowed', { allow: methods.join(', ') });
}
