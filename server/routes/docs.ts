import { html, raw } from 'hono/html';
import { paths } from '../../lib/contract/routes.ts';
import { bagOf, firstText } from '../ingest/values.ts';
import { anywhere, type OpenApiDocument, type Route, refusals } from './route.ts';

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
h2{margin-top:2.5rem}h3{margin:1.5rem 0 .25rem;font:600 1rem ui-monospace,monospace}
pre{overflow:auto;padding:.75rem;border:1px solid #8884;border-radius:6px;font-size:13px}
dt{font-weight:600;font-variant-numeric:tabular-nums}dd{margin:0 0 .25rem 1.5rem}summary{cursor:pointer}`;

const show = (value: unknown) => html`<pre>${JSON.stringify(value, null, 2)}</pre>`;

/** The document as a page to read. Every value goes through the template's escaping; there is no script. */
function page(document: OpenApiDocument) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation: bagOf(operation),
    })),
  );
  const schemas = Object.entries(document.components?.schemas ?? {});
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${document.info.title}</title><style>${raw(style)}</style></head>
<body>
<h1>${document.info.title}</h1>
<p>${document.info.description ?? ''} For machines: <a href="${paths.openapi}">${paths.openapi}</a>.</p>
<h2>Routes</h2>
${operations.map(
  ({ path, method, operation }) => html`<section>
<h3>${method} ${path}</h3>
<p>${firstText(operation, 'summary') ?? ''}. ${firstText(operation, 'description') ?? ''}</p>
${operation.requestBody || operation.parameters ? html`<details><summary>Request</summary>${show(operation.requestBody ?? operation.parameters)}</details>` : ''}
<dl>${Object.entries(bagOf(operation.responses)).map(
    ([status, response]) => html`<dt>${status}</dt><dd>${firstText(bagOf(response), 'description') ?? ''}</dd>`,
  )}</dl>
</section>`,
)}
<h2>Schemas</h2>
${schemas.map(([name, schema]) => html`<details id="${name}"><summary>${name}</summary>${show(schema)}</details>`)}
</body>
</html>`;
}

/** The API described for people. */
export const docsRoute: Route = {
  name: 'docs',
  open: true,
  spec: {
    method: 'get',
    path: paths.docs,
    summary: 'This API as a page to read',
    responses: {
      200: { description: 'A page', content: { 'text/html': { schema: { type: 'string' } } } },
      ...refusals(...anywhere),
    },
  },
  async handle({ services, headers }) {
    headers['content-type'] = 'text/html; charset=utf-8';
    headers['content-security-policy'] =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    headers['referrer-policy'] = 'no-referrer';
    return { status: 200, headers, body: String(await page(services.document())) };
  },
};
