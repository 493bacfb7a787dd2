import type { Page } from '@playwright/test';
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

/** Shows one state on a page that has the gallery open, and waits until everything fetched late is there. */
export async function showState(page: Page, name: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, name);
  await page.waitForFunction((shown) => {
    const gallery = document.querySelector('[data-state]');
    const bones = document.querySelectorAll('.bone').length;
    const there = gallery?.querySelector('main h1') && gallery.getAttribute('data-state') === shown;
    if (there && shown.startsWith('options-')) return document.documentElement.dataset.pressed === shown;
    return there && (shown === 'loading' ? bones > 0 : bones === 0);
  }, name);
}
