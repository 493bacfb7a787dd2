/**
 * The rules of the house, as functions over the source tree: who may import whom, what no file may hold. Each answers with
 * one sentence per violation, so that a failing test reads as a list of things to mend. Long because each rule is written out.
 */
import { posix } from 'node:path';

/** Path from the root of the repository, with forward slashes, to its text. */
export type Tree = ReadonlyMap<string, string>;
export type Rule = (tree: Tree) => string[];

const ruleFolders = ['crm', 'policy', 'sla', 'origin', 'score', 'next-step', 'handoff', 'content', 'text'];
export const floors = ['contract', 'rules', 'ports', 'components', 'entrypoints', 'server', 'test'] as const;
type Floor = (typeof floors)[number];

/** What each floor may import besides itself. */
const mayImport: Record<Floor, readonly Floor[]> = {
  contract: [],
  rules: ['contract'],
  ports: ['contract', 'rules'],
  components: ['contract', 'rules', 'ports'],
  entrypoints: ['contract', 'rules', 'ports', 'components'],
  server: ['contract', 'rules'],
  test: floors,
};

/** The floor a file stands on; null for what belongs to no floor (settings at the root, data, styles). */
export function floorOf(path: string): Floor | null {
  const [top, second] = path.split('/');
  if (top === 'lib') return second === 'contract' ? 'contract' : ruleFolders.includes(second ?? '') ? 'rules' : 'ports';
  return floors.find((floor) => floor === top) ?? null;
}

const isTest = (path: string) => /\.(test|e2e)\.tsx?$/.test(path) || path.startsWith('test/') || path.includes('/testing/');
const isCode = (path: string) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts');
const product = (tree: Tree) => [...tree].filter(([path]) => isCode(path) && !isTest(path) && !/^[^/]+\.config\.ts$/.test(path));

/** Everything a file imports, types and lazy imports included. */
export function importsOf(source: string): string[] {
  const found = [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
  return found.filter((name) => name !== '');
}

const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');

export const floorsHold: Rule = (tree) =>
  product(tree).flatMap(([path, source]) => {
    const floor = floorOf(path);
    if (!floor) return [];
    return importsOf(source)
      .filter((name) => name.startsWith('.'))
      .flatMap((name) => {
        const target = posix.normalize(posix.join(posix.dirname(path), name));
        const below = floorOf(target);
        if (!below || below === floor || mayImport[floor].includes(below)) return [];
        return [`${path} (${floor}) imports ${target} (${below})`];
      });
  });

/** An entrypoint is a door: nothing opens it from inside, another door included. */
export const nothingImportsAnEntrypoint: Rule = (tree) =>
  product(tree).flatMap(([path, source]) =>
    importsOf(source).flatMap((name) => {
      const target = posix.normalize(posix.join(posix.dirname(path), name));
      const door = (file: string) => (file.startsWith('entrypoints/') ? file.split('/')[1] : null);
      return name.startsWith('.') && door(target) && door(target) !== door(path) ? [`${path} imports ${target}`] : [];
    }),
  );

/** Rules are pure: what they know, they are given. */
const impure: readonly [RegExp, string][] = [
  [/\bDate\.now\b/, 'reads the clock (Date.now)'],
  [/\bnew Date\(\s*\)/, 'reads the clock (new Date())'],
  [/\bTemporal\.Now\b/, 'reads the clock (Temporal.Now)'],
  [/\bperformance\.now\b/, 'reads the clock (performance.now)'],
  [/\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/, 'rolls dice'],
  [/\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/, 'uses the network'],
  [/\bdocument\.|\bwindow\.|\blocalStorage\b/, 'touches the DOM'],
  [/\bprocess\.|from 'node:/, 'uses Node'],
  [/from 'react/, 'uses React'],
];
const scripts = ['lib/crm/scaffold.ts'];
export const rulesArePure: Rule = (tree) =>
  product(tree)
    .filter(([path]) => (floorOf(path) === 'rules' || floorOf(path) === 'contract') && !scripts.includes(path))
    .flatMap(([path, source]) =>
      impure.filter(([pattern]) => pattern.test(withoutComments(source))).map(([, what]) => `${path} ${what}`),
    );

export const contractIsZodOnly: Rule = (tree) =>
  product(tree)
    .filter(([path]) => floorOf(path) === 'contract')
    .flatMap(([path, source]) =>
      importsOf(source)
        .filter((name) => !name.startsWith('.') && name !== 'zod')
        .map((name) => `${path} imports ${name}`),
    );

export const componentsNeverFetch: Rule = (tree) =>
  product(tree)
    .filter(([path]) => floorOf(path) === 'components')
    .filter(([, source]) =>
      /\bfetch\s*\(|\bindexedDB\b|@tanstack\/react-query|\bbrowser\.|\bchrome\./.test(withoutComments(source)),
    )
    .map(([path]) => `${path} fetches or stores; give it props instead`);

const longest = 200;
export const filesAreShort: Rule = (tree) =>
  [...tree]
    .filter(([path]) => isCode(path) && !/\.(cases|data)\.ts$/.test(path))
    .flatMap(([path, source]) => {
      const lines = source.split('\n').length - 1;
      const reason = /^\/\*[\s\S]{0,400}?\blong because\b/i.test(source) || /^\/\/.*\blong because\b/i.test(source);
      return lines > longest && !reason ? [`${path} has ${lines} lines; find the seam, or say at its top "Long because …"`] : [];
    });

const forbidden: readonly [RegExp, string][] = [
  [/:\s*any\b|\bas any\b|<any>/, 'holds an any'],
  [/@ts-ignore|@ts-nocheck/, 'silences the compiler'],
  [/\bTODO\b|\bFIXME\b/, 'leaves a note instead of the work'],
];
export const nothingForbidden: Rule = (tree) =>
  product(tree).flatMap(([path, source]) =>
    forbidden.filter(([pattern]) => pattern.test(withoutComments(source))).map(([, what]) => `${path} ${what}`),
  );

/**
 * Ways from text to markup, code or another place, and the one file that may take each; none where no file is named. What a
 * lead typed is shown as text, and an address is linked by the component that has checked it.
 */
const sinks: readonly [RegExp, string, string?][] = [
  [/\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|\bdocument\.write/, 'writes markup from text'],
  [/\bsrc[dD]oc\b|\bDOMParser\b|\bsetHTML|\bparseHTML|createContextualFragment/, 'reads text as markup'],
  [/\beval\s*\(|\bFunction\s*\(|\bset(?:Timeout|Interval)\(\s*['"`]|\bimport\(\s*[^'"\s]/, 'runs text as code'],
  [/\bwindow\.open\b|\blocation\.(?:assign|replace)\b|\blocation(?:\.href)?\s*=[^=]/, 'goes to an address'],
  [/<(?:a|area)\s|\b(?:href|xlinkHref|formAction)=|\.href\s*=[^=]/, 'links an address', 'components/outside-link.tsx'],
  [/(?<!\?)<(?:img|iframe|object|embed|script|video|audio|source)[\s>]|\.src\s*=[^=]/, 'loads an address', 'lib/frame/host.ts'],
  [/\.setAttribute\(\s*['"`](?:on|src|href|style)|\.setAttribute\(\s*[^'"`\s]/, 'sets an attribute that may act'],
];
/** The server answers with data; its one page, of its own routes, is written by Hono's escaping template. */
const ownPage = 'server/routes/docs.ts';
const withSinks = ['components', 'entrypoints', 'lib', 'server'];
export const oneSinkForText: Rule = (tree) =>
  product(tree)
    .filter(([path]) => withSinks.includes(path.split('/')[0] ?? '') && path !== ownPage && !/\.(cases|data)\.ts$/.test(path))
    .flatMap(([path, source]) =>
      sinks
        .filter(([pattern, , only]) => path !== only && pattern.test(withoutComments(source)))
        .map(([, what, only]) => `${path} ${what}${only ? `; that is for ${only}` : ''}`),
    );

/** What a lead may have typed is shown in one way, which takes out what nobody can see. */
export const textIsLegible: Rule = (tree) =>
  product(tree)
    .filter(([path, source]) => path !== 'components/legible.tsx' && /<bdi\b/.test(withoutComments(source)))
    .map(([path]) => `${path} shows text in a bare <bdi>; that is for <Legible>`);

export const testsRun: Rule = (tree) =>
  [...tree]
    .filter(([path]) => isCode(path) && !path.startsWith('test/house/'))
    .flatMap(([path, source]) => {
      const skipped = /\b(?:it|test|describe)\.(?:skip|only|todo|fixme)\b/.test(source)
        ? [`${path} skips or singles out a test`]
        : [];
      const slept = /waitForTimeout\s*\(/.test(source) ? [`${path} sleeps; wait for a condition`] : [];
      return [...skipped, ...slept];
    });

export const oneMessageListener: Rule = (tree) => {
  const listeners = product(tree).filter(
    ([path, source]) =>
      !path.endsWith('.content.ts') && !path.includes('/content-side/') && /\bonMessage\.addListener\b/.test(source),
  );
  return listeners.length <= 1 ? [] : [`several files listen for messages: ${listeners.map(([path]) => path).join(', ')}`];
};

/** Web pages and other extensions are not listened to. */
export const nobodyOutsideIsHeard: Rule = (tree) =>
  product(tree)
    .filter(([, source]) => /\bon(?:Message|Connect)External\b|\bonUserScript(?:Message|Connect)\b/.test(withoutComments(source)))
    .map(([path]) => `${path} listens to other extensions`);

/** Server state lives in the query cache; a store that imports the context is on its way to a second copy. */
export const storesHoldNoServerState: Rule = (tree) =>
  product(tree)
    .filter(([, source]) => importsOf(source).includes('zustand') && /contract\/context\.ts/.test(source))
    .map(([path]) => `${path} is a store that knows the lead context`);

export const rules: Record<string, Rule> = {
  floorsHold,
  nothingImportsAnEntrypoint,
  rulesArePure,
  contractIsZodOnly,
  componentsNeverFetch,
  filesAreShort,
  nothingForbidden,
  oneSinkForText,
  textIsLegible,
  testsRun,
  oneMessageListener,
  nobodyOutsideIsHeard,
  storesHoldNoServerState,
};
