import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { noSinks } from './build/no-sinks.ts';
import { settleZip } from './build/settle-zip.ts';
import { firefoxKinds } from './lib/client/outgoing.ts';
import { crmHosts } from './lib/crm/hosts.ts';

/** Hosts the `e2e` build has granted already, since nobody is there to answer the permission prompt. */
const grantedInTests = [...Object.values(crmHosts).flat(), 'http://127.0.0.1/*', 'http://localhost/*'];

/** Connections to any https server and to this device: the API's address is the workspace's own. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  'connect-src https: http://localhost:* http://127.0.0.1:*',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Leaves out the wrapper that logs a crash: the console of a CRM page is not the place, and it is 5 % of the budget. */
const bareContentScript = {
  name: 'bare-content-script',
  transform: (code: string, id: string) =>
    id.includes('unlisted-script-entrypoint') && id.includes('crm.content')
      ? code.replace(/const result = [\s\S]*?\n\}\)\(\);/, 'const result = definition.main();')
      : undefined,
};

/**
 * Nobody asks for the script's answer, so it is given no name; and the browser it is built for is known, so it does not look
 * for the other one's name: an element of the page may have it as its id.
 */
const bareBundle = (browser: string): Plugin => ({
  name: 'bare-bundle',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk' && /\bcrm\.js$/.test(chunk.fileName))
          chunk.code = chunk.code
            .replace(/^var crm\s*=\s*/, '')
            .replace(/;\s*crm;\s*$/, '')
            .replace(
              'globalThis.browser?.runtime?.id?globalThis.browser:globalThis.chrome',
              browser === 'firefox' ? 'browser' : 'chrome',
            );
    },
  },
});

/** The boot starts on its own, not after the style sheet and the parser: it has questions to ask before it can draw. */
const asyncBoot = {
  name: 'async-boot',
  transformIndexHtml: {
    order: 'post' as const,
    handler: (html: string) => (html.includes('data-unpaired') ? html.replaceAll('<script type="module" ', '$&async ') : html),
  },
};

/**
 * Puts all that `boot.ts` stands on into one file: the frame starts once it is read, and each further file of an extension
 * is a request to another process. Not `boot.ts` itself: other pages share its ground and must not start a frame.
 */
function oneGroundFile() {
  type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null };
  const boot = resolve(import.meta.dirname, 'entrypoints/sidebar/boot.ts');
  const ground = new Set<string>();
  const collect = (id: string, graph: Graph): void => {
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) {
      if (ground.has(imported)) continue;
      ground.add(imported);
      collect(imported, graph);
    }
  };
  return (id: string, graph: Graph) => {
    if (ground.size === 0) collect(boot, graph);
    // WXT's own piece of each page, empty here, would be one more file.
    return ground.has(id) || id.includes('wxt-html-plugins') ? 'ground' : undefined;
  };
}

const production = { 'process.env.NODE_ENV': '"production"', 'import.meta.env.MODE': '"production"' };

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/module-react'],
  // The command `toggle-sidebar` has Alt+L; WXT's own reload key would be a second one.
  dev: { reloadCommand: false },
  vite: ({ browser, command, mode }) => {
    // A mode of its own would otherwise bring the libraries' development builds, and JSX made for them.
    if (command === 'build') process.env.NODE_ENV = 'production';
    return {
      // WXT carries a Vite of its own, whose plugin type is another one by name only.
      plugins: [tailwindcss() as never, noSinks as never, bareContentScript, bareBundle(browser) as never, asyncBoot],
      // Every browser this runs in preloads modules by itself.
      build: { target: 'es2022', modulePreload: { polyfill: false } },
      ...(command === 'build' && mode === 'e2e' && { define: production }),
    };
  },
  manifest: ({ browser, mode }) => ({
    name: 'Leadside',
    permissions: ['storage', 'alarms', 'scripting', 'identity'],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    ...(mode === 'e2e' && { host_permissions: grantedInTests }),
    action: { default_title: 'Leadside' },
    commands: {
      'toggle-sidebar': { suggested_key: { default: 'Alt+L' }, description: 'Show or hide the story of the lead' },
    },
    web_accessible_resources: [{ resources: ['sidebar.html'], matches: ['https://*/*', 'http://*/*'], use_dynamic_url: true }],
    content_security_policy: { extension_pages: contentSecurityPolicy },
    storage: { managed_schema: 'managed-storage.json' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'leadside@leadside.app',
              strict_min_version: '142.0',
              data_collection_permissions: { required: firefoxKinds() },
            },
          },
        }
      : {
          minimum_chrome_version: '130',
          // Without it every other extension may connect to this one.
          externally_connectable: { ids: [], matches: [] },
        }),
  }),
  hooks: {
    'zip:extension:done': (_wxt, path) => settleZip(path),
    'zip:sources:done': (_wxt, path) => settleZip(path),
    'vite:build:extendConfig': (entrypoints, config) => {
      if (!entrypoints.some(({ name }) => name === 'sidebar')) return;
      const output = config.build?.rollupOptions?.output;
      if (output && !Array.isArray(output)) output.manualChunks = oneGroundFile();
    },
    // Built as a plain script, without the wrapper of a content script, which is larger than the script; same place.
    'entrypoints:found': (_wxt, entrypoints) => {
      for (const entrypoint of entrypoints) if (entrypoint.name === 'crm') entrypoint.type = 'unlisted-script';
    },
    'entrypoints:resolved': (wxt, entrypoints) => {
      for (const entrypoint of entrypoints) {
        if (entrypoint.name === 'crm') entrypoint.outputDir = resolve(wxt.config.outDir, 'content-scripts');
      }
    },
  },
  zip: { name: 'leadside', excludeSources: ['.demo/**', '.leadside/**', 'test-results/**'] },
});
