/**
 * A practice CRM on loopback: a single-page app with a lead list, lead records, a form for a new lead and settings. It knows names and
 * companies, as a CRM does, and nothing of Leadside.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

export type PracticeLead = {
  id: string;
  name: string;
  title: string;
  company: string;
  email: string;
  phone: string;
  status: string;
  owner: string;
  created: string;
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const site = new URL('./site/', import.meta.url);

/** Serves `leads` at `/leads` and `/leads/:id`; `port` 0 takes any free one. */
export async function startPracticeCrm(
  leads: readonly PracticeLead[],
  port = 0,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://localhost').pathname).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    });
  });
  async function answer(path: string) {
    if (path === '/api/leads') return { status: 200, type: 'application/json', body: JSON.stringify(leads) };
    const file = extname(path) ? path.slice(1) : 'index.html';
    const type = types[extname(file)];
    if (!type || file.includes('/')) return { status: 404, type: 'text/plain', body: 'Not found' };
    try {
      return { status: 200, type, body: await readFile(new URL(file, site)) };
    } catch {
      return { status: 404, type: 'text/plain', body: 'Not found' };
    }
  }
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
