import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stops, tell, times } from '../test/faults/figures.ts';
import { webHost } from './outside-link.tsx';

const schemes = [
  'javascript:',
  'data:',
  'vbscript:',
  'blob:',
  'file:',
  'about:',
  'filesystem:',
  'chrome-extension:',
  'intent:',
  'ws:',
  'http:',
  'https:',
  'view-source:https:',
  '//',
  '',
];
const odd = fc.constantFrom('\t', '\n', '\r', '\0', ' ', '\u00a0', '\u200b', '\u202e', '\u2028', '&#9;', '%0a', '\\', '/', ':');
/** A scheme with odd characters put into it, in any case, and anything behind. */
const address = fc
  .tuple(
    fc.array(odd, { maxLength: 2 }),
    fc.constantFrom(...schemes),
    fc.nat(12),
    fc.array(odd, { maxLength: 2 }),
    fc.boolean(),
    fc.oneof(
      fc.webUrl(),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('alert(1)', 'text/html,<script>alert(1)</script>', '//host.example/a@b'),
    ),
  )
  .map(([before, scheme, at, within, upper, rest]) => {
    const bent = scheme.slice(0, at) + within.join('') + scheme.slice(at);
    return before.join('') + (upper ? bent.toUpperCase() : bent) + rest;
  });

test('only a web address is ever linked', () => {
  const wanted = times('ADDRESSES', 50_000);
  let runs = 0;
  let linked = 0;
  fc.assert(
    fc.property(fc.oneof(address, fc.webUrl(), fc.string({ unit: 'binary' })), (url) => {
      runs += 1;
      const host = webHost(url);
      if (host === null) return;
      linked += 1;
      // As the browser reads the link, which is written as it came.
      expect(['http:', 'https:']).toContain(new URL(url).protocol);
      // The host is told as it is on the wire: no letter that looks like another.
      expect(host).toMatch(/^[\x21-\x7e]+$/);
    }),
    { numRuns: wanted, plugins: stops() },
  );
  expect(linked).toBeGreaterThan(runs / 20);
  tell('T-URL', runs, 'addresses, none linked that is not http or https', { done: runs, wanted });
});
