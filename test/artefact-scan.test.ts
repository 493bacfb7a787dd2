import { expect, test } from 'vitest';
import { faultsIn } from './artefact/scan.ts';

/** A file, and a thing in it that must not be shipped. */
const planted: readonly [string, string][] = [
  ['.env', 'TOKEN=1'],
  ['chunks/.env.json', '{}'],
  ['chunks/main.js.map', '{}'],
  ['server.pem', ''],
  ['a.js', 'eval("1")'],
  ['a.js', 'new Function("return 1")'],
  ['a.js', 'const F=Function;return new F(x)'],
  ['a.js', 'setTimeout("go()",1)'],
  ['a.js', 'box.innerHTML=name'],
  ['a.js', 'box.outerHTML = name'],
  ['a.js', 'frame.srcdoc=name'],
  ['a.js', 'box.insertAdjacentHTML("beforeend",x)'],
  ['a.js', 'new DOMParser().parseFromString(x,"text/html")'],
  ['a.js', 'document.write(x)'],
  ['a.js', 'range.createContextualFragment(x)'],
  ['a.js', 'import("https://cdn.example.com/a.js")'],
  ['a.js', 'importScripts("//cdn.example.com/a.js")'],
  ['a.js', 'fetch("https://telemetry.example.net/v1")'],
  ['a.js', 'fetch("http://leadside.example.com/v1")'],
  ['a.html', '<script src="https://cdn.example.com/a.js"></script>'],
  ['a.html', '<script>go()</script>'],
  ['a.html', '<img src="x.png" onerror="go()">'],
  ['a.css', '@import "theme.css";'],
  ['a.css', 'p{background:url(https://cdn.example.com/a.png)}'],
  ['a.js', `const key="-----BEGIN ${'PRIVATE KEY'}-----"`],
  ['a.js', `const key="${'AKIA'}ABCDEFGHIJKLMNOP"`],
  ['a.js', `const key="${'ghp'}_${'a1'.repeat(18)}"`],
  ['a.js', `const client_secret="${'k3'.repeat(8)}"`],
  ['a.js', `headers.authorization="Bearer ${'k3'.repeat(12)}"`],
  ['manifest.json', '{"note":"grantedInTests"}'],
  ['a.js', 'if(process.env.LEADSIDE_WITNESS)go()'],
  ['a.js', '//# sourceMappingURL=a.js.map'],
];

test.each(planted)('in %s, %s is found', (path, text) => {
  expect(faultsIn(new Map([[path, text]]))).not.toEqual([]);
});

test('what is shipped for good reason is let be', () => {
  const harmless =
    'document.createElementNS("http://www.w3.org/2000/svg","svg");x==="innerHTML";say("Give an address that starts with http:// or https://");box.textContent=name';
  expect(faultsIn(new Map([['chunks/a-B3_x.js', harmless]]))).toEqual([]);
});
