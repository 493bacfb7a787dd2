/** `npx tsx test/first-paint-write.ts` writes the loading view, as the app draws it now, into the static pages. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Shell } from '../entrypoints/sidebar/shell.tsx';

for (const [door, host] of [
  ['sidebar', 'frame'],
  ['sidepanel', 'panel'],
] as const) {
  const path = `entrypoints/${door}/index.html`;
  const drawn = renderToStaticMarkup(createElement(Shell, { host }));
  const html = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    html.replace(/<div id="root">[\s\S]*<\/div>(?=\s*<script)/, () => `<div id="root">${drawn}</div>`),
  );
}
