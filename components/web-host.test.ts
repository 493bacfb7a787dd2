import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webHost } from './outside-link.tsx';

const schemes = [
  'javascript:',
  'JaVaScRiPt:',
  'data:text/html,',
  'vbscript:',
  'blob:https://a.example/',
  'file:///',
  'about:',
  'ftp://',
];
const more = ['view-source:https://', 'filesystem:', 'chrome-extension://', 'http://', 'https://', 'https:', '//', 'mailto:', ''];
const crooked = fc.constantFrom('\t', '\n', '\r', '\0', '\u200b', '\u202e', ' ', '\\', '&#x6a;', '%0a', '');
const rest = fc.oneof(
  fc.webUrl(),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('alert(1)', '//evil.example/%0aalert(1)', '[::1', 'а.example', 'u:p@a.example'),
);

/** A scheme with something crooked before it, or inside it. */
const address = fc
  .tuple(crooked, fc.constantFrom(...schemes, ...more), fc.nat(12), crooked, rest)
  .map(([before, scheme, at, inside, tail]) => `${before}${scheme.slice(0, at)}${inside}${scheme.slice(at)}${tail}`);

test('50,000 addresses, most of them made to deceive', () => {
  let linked = 0;
  fc.assert(
    fc.property(fc.oneof(address, rest), (url) => {
      const host = webHost(url);
      if (host === null) return;
      linked += 1;
      // What the browser makes of it when it is clicked, and the name it has in ASCII.
      const { protocol, host: goesTo } = new URL(url, 'chrome-extension://leadside/sidebar.html');
      expect(['http:', 'https:']).toContain(protocol);
      expect(host).toBe(goesTo);
      expect(host).toMatch(/^[\x21-\x7e]+$/);
    }),
    { numRuns: 50_000 },
  );
  expect(linked).toBeGreaterThan(1000);
});

test('an address in other letters is named as it is asked for', () => {
  expect(webHost('https://аррӏе.com/')).toBe('xn--80ak6aa92e.com');
});
