import { build, preview } from 'vite';
import config from './vite.config.ts';

/** As strict about styles and scripts as the page of an extension: what would be blocked there is blocked here. */
const headers = { 'content-security-policy': "default-src 'self'; style-src 'self'; script-src 'self'" };

/** Builds the gallery and serves it on a free loopback port; `url` ends in a slash. */
export async function serveGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  await build(config);
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0, headers } });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The gallery server gave no port; start it again.');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
