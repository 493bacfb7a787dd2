import { readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Shell } from '../entrypoints/sidebar/shell.tsx';

/** What is drawn before the app is there has to be what the app draws first, or the sidebar moves under the eye. */
test.each([
  ['sidebar', 'frame'],
  ['sidepanel', 'panel'],
] as const)('%s/index.html holds the loading view', (door, host) => {
  const html = readFileSync(`entrypoints/${door}/index.html`, 'utf8');
  const drawn = renderToStaticMarkup(createElement(Shell, { host }));
  expect(html, `Run npx tsx test/first-paint-write.ts: entrypoints/${door}/index.html is behind the loading view`).toContain(
    `<div id="root">${drawn}</div>`,
  );
});
