/**
 * What the context API is measured beside, each in a process of its own: a bare `node:http` answer of the same bytes, and a bare
 * `node:http` server with one prepared `select` of the same bytes.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const [mode, databaseUrl, workspaceId, sample] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const first = await pool.query<{ body: string }>('select body from contexts where workspace_id = $1 and lead_id = $2', [
  workspaceId,
  sample,
]);
const fixed = first.rows[0]?.body ?? '';

const server = createServer((request, response) => {
  if (mode === 'http') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(fixed);
    return;
  }
  const id = (request.url ?? '').slice(1);
  pool
    .query<{ body: string }>({
      name: 'bare',
      text: 'select body from contexts where workspace_id = $1 and lead_id = $2',
      values: [workspaceId, id],
    })
    .then(({ rows }) => response.writeHead(200, { 'content-type': 'application/json' }).end(rows[0]?.body))
    .catch(() => response.writeHead(500).end());
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit(0));
