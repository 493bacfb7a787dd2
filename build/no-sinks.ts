import type { Plugin } from 'vite';

/**
 * Where the libraries turn text into markup or code, and what stands there in what is shipped. React makes markup of a
 * `dangerouslySetInnerHTML` and of a rendered `<script>`, zod compiles a schema: nothing here uses any of it, and taken out,
 * nothing that finds its way in can.
 */
const sinks: readonly { file: RegExp; from: string; to: string; times: number }[] = [
  {
    file: /react-dom-client\.production\.js$/,
    from: '(domElement.innerHTML = key)',
    to: '(() => { throw Error("Markup is never made from text here."); })()',
    times: 2,
  },
  {
    file: /react-dom-client\.production\.js$/,
    from: 'nextResource.innerHTML = "<script>\\x3c/script>";',
    to: 'throw Error("No script is ever rendered here.");',
    times: 1,
  },
  {
    file: /zod\/v4\/core\/doc\.js$/,
    from: 'const F = Function;',
    to: 'const F = class { constructor() { throw Error("No text is ever run as code here."); } };',
    times: 1,
  },
  { file: /zod\/v4\/core\/util\.js$/, from: 'const F = Function;', to: 'return false;', times: 1 },
];

/** Takes the sinks out of the libraries. A library that came in another shape fails the build rather than bring them back. */
export const noSinks: Plugin = {
  name: 'no-sinks',
  apply: 'build',
  transform(code, id) {
    // With a query it is a wrapper of the bundler, not the library's own file.
    const path = id.includes('?') ? '' : id.replaceAll('\\', '/');
    const here = sinks.filter(({ file }) => file.test(path));
    if (here.length === 0) return;
    return here.reduce((text, { from, to, times }) => {
      const parts = text.split(from);
      if (parts.length !== times + 1)
        throw new Error(`${path} holds ${JSON.stringify(from)} ${parts.length - 1} times, not ${times}: look at it again.`);
      return parts.join(to);
    }, code);
  },
};
