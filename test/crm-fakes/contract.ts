/** Requests and answers judged by an OpenAPI 3.1 description: what is not described in it is a problem. */
import * as z from 'zod';

export type Schema = { readonly [key: string]: unknown };
export type Content = { readonly [mediaType: string]: { schema: Schema } };
export type Operation = {
  operationId: string;
  parameters?: readonly { name: string; in: 'path' | 'query'; required?: boolean; schema: Schema }[];
  requestBody?: { required: true; content: Content };
  responses: { readonly [status: string]: { description: string; headers?: Schema; content?: Content } };
  /** `[]` where an operation needs no sign-in. */
  security?: readonly Schema[];
};
export type Description = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  security: readonly { readonly [scheme: string]: readonly string[] }[];
  paths: { readonly [template: string]: { readonly [method: string]: Operation } };
  components: {
    schemas: { readonly [name: string]: Schema };
    securitySchemes: {
      readonly [name: string]: { type: 'http'; scheme: 'bearer' } | { type: 'apiKey'; in: 'header'; name: string };
    };
  };
};

export type Asked = { method: string; path: string; query: URLSearchParams; headers: Record<string, string>; body: string };
export type Answered = { status: number; headers: Record<string, string>; body: string };

type Check = (value: unknown) => string[];
type Route = { name: string; pattern: RegExp; names: string[]; method: string; operation: Operation; security: string[] };

export class Contract {
  readonly #routes: Route[];
  readonly #description: Description;
  readonly #checks = new Map<Schema, Check>();

  constructor(description: Description) {
    this.#description = description;
    this.#routes = Object.entries(description.paths).flatMap(([template, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${template}`,
        pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
        names: [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
        method: method.toUpperCase(),
        operation,
        security: (operation.security ?? description.security).flatMap((scheme) => Object.keys(scheme)),
      })),
    );
  }

  /** Every operation of the description, to see that each was used. */
  get operations(): string[] {
    return this.#routes.map(({ operation }) => operation.operationId);
  }

  /** The operation of a request, with what is wrong with it. */
  request(asked: Asked): { operationId: string | null; problems: string[] } {
    const route = this.#routeOf(asked);
    if (!route) return { operationId: null, problems: [`${asked.method} ${asked.path} is not described`] };
    const { operation } = route;
    const values = route.pattern.exec(asked.path)?.slice(1) ?? [];
    const problems = [
      ...route.names.flatMap((name, at) => {
        const parameter = operation.parameters?.find((given) => given.in === 'path' && given.name === name);
        return parameter ? this.#check(parameter.schema, decodeURIComponent(values[at] ?? '')) : [`${name} is not described`];
      }),
      ...this.#query(operation, asked.query),
      ...this.#security(route.security, asked.headers),
      ...this.#content(operation.requestBody?.content, operation.requestBody !== undefined, asked.headers, asked.body),
    ];
    return { operationId: operation.operationId, problems: problems.map((problem) => `${route.name}: ${problem}`) };
  }

  answer(asked: Asked, answered: Answered): string[] {
    const route = this.#routeOf(asked);
    if (!route) return [];
    const response = route.operation.responses[String(answered.status)] ?? route.operation.responses.default;
    if (!response) return [`${route.name}: ${answered.status} is not described`];
    const problems = this.#content(response.content, response.content !== undefined, answered.headers, answered.body);
    return problems.map((problem) => `${route.name} ${answered.status}: ${problem}`);
  }

  #routeOf({ method, path }: Asked): Route | undefined {
    return this.#routes.find((route) => route.method === method && route.pattern.test(path));
  }

  #query(operation: Operation, query: URLSearchParams): string[] {
    const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
    const missing = described
      .filter(({ name, required }) => required && !query.has(name))
      .map(({ name }) => `${name} is missing`);
    const wrong = [...query].flatMap(([name, value]) => {
      const parameter = described.find((given) => given.name === name);
      if (!parameter) return [`${name} is not described`];
      const { type } = parameter.schema;
      const read =
        type === 'integer' ? Number(value) : type === 'boolean' ? value === 'true' || (value === 'false' ? false : value) : value;
      return this.#check(parameter.schema, read).map((problem) => `${name} ${problem}`);
    });
    return [...missing, ...wrong];
  }

  #security(names: readonly string[], headers: Record<string, string>): string[] {
    return names.flatMap((name) => {
      const scheme = this.#description.components.securitySchemes[name];
      if (!scheme) return [`the scheme ${name} is not described`];
      const held = scheme.type === 'http' ? /^Bearer \S+$/.test(headers.authorization ?? '') : headers[scheme.name] !== undefined;
      return held ? [] : [`carries no ${name}`];
    });
  }

  #content(content: Content | undefined, wanted: boolean, headers: Record<string, string>, body: string): string[] {
    if (!wanted) return body === '' ? [] : ['has a body that is not described'];
    const type = (headers['content-type'] ?? '').replace(/;.*/, '').trim();
    const described = content?.[type];
    if (!described) return [`the content type ${type || 'none'} is not described`];
    if (type === 'application/x-www-form-urlencoded')
      return this.#check(described.schema, Object.fromEntries(new URLSearchParams(body)));
    if (type !== 'application/json') return this.#check(described.schema, body);
    try {
      return this.#check(described.schema, JSON.parse(body));
    } catch {
      return ['the body is no JSON'];
    }
  }

  #check(schema: Schema, value: unknown): string[] {
    const known = this.#checks.get(schema) ?? this.#compile(schema);
    this.#checks.set(schema, known);
    return known(value);
  }

  #compile(schema: Schema): Check {
    const whole = { ...schema, $defs: this.#description.components.schemas };
    const local: z.core.JSONSchema.JSONSchema = JSON.parse(
      JSON.stringify(whole).replaceAll('"#/components/schemas/', '"#/$defs/'),
    );
    const parser = z.fromJSONSchema(local);
    return (value) => {
      const result = parser.safeParse(value);
      return result.success ? [] : [z.prettifyError(result.error).replace(/\s+/g, ' ')];
    };
  }
}
