import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import type { InlineConfig } from 'vite';

/** The gallery of states: `npx vite test/gallery` to look at it, built and served by the tests. Not shipped. */
const config: InlineConfig = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: false,
  plugins: [tailwind()],
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: fileURLToPath(new URL('../../.output/gallery', import.meta.url)),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
  },
  logLevel: 'error',
};

export default config;
