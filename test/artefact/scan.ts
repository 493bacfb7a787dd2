/** What no file of the shipped extension may hold, as functions over its files: one sentence for each thing found. */

/** Path inside the zip, with forward slashes, to its text. */
export type Files = ReadonlyMap<string, string>;

const markup =
  /\.(?:innerHTML|outerHTML|srcdoc)\s*[+]?=(?!=)|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe|\bDOMParser\b|document\.write/;
const remoteParts =
  /\bimport(?:Scripts)?\s*\(\s*["'`](?:https?:)?\/\/|\bfrom\s*["']https?:|<(?:script|link|iframe|img)\b[^>]*\b(?:src|href)=["'](?:https?:)?\/\/|@import\b|url\(\s*["']?(?:https?:)?\/\//;
/** Letters and digits long enough to be one, after a prefix or a name that says so. */
const secret =
  /-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{20,}|\bxox[abprs]-[\w-]{10,}|\b[sr]k_(?:live|test)_\w{10,}|\bpat-(?:na|eu)\d-[\w-]{20,}|\bwhsec_[A-Za-z0-9+/=]{20,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}|\bnpm_[A-Za-z0-9]{30,}|\bBearer [\w.-]{16,}|(?:password|passwd|client_?secret|api_?key|access_?token)["']?\s*[:=]\s*["'`][^"'`\s$]{12,}["'`]/i;
const testHook =
  /grantedInTests|\bLEADSIDE_|\bwitness\b|\bgallery\b|practice-crm|crm-fakes|__TEST|vitest|playwright|import\.meta\.env/;

const patterns: readonly [RegExp, string, RegExp?][] = [
  [/\beval\s*\(|\bFunction\b(?!\.prototype)|\bset(?:Timeout|Interval)\(\s*["'`]/, 'runs text as code', /\.js$/],
  [markup, 'makes markup from text', /\.js$/],
  [remoteParts, 'loads from another place', /\.(?:js|html|css|svg)$/],
  [/\bon[a-z]+\s*=\s*["']|<script(?![^>]*\bsrc=)/i, 'holds script in markup', /\.(?:html|svg)$/],
  [secret, 'holds what looks like a secret'],
  [testHook, 'holds a hook of the tests'],
  [/sourceMappingURL|sourcesContent/, 'names its source map'],
];

/** Every host a shipped file names. None of them is asked but the API and the CRMs a person grants. */
const hosts = new Set([
  // Names of grammars, not places.
  'http://www.w3.org',
  'http://json-schema.org',
  'https://json-schema.org',
  // In words that a library's error says.
  'https://react.dev',
  'https://base-ui.com',
  // Examples in the options page.
  'https://leadside.example.com',
  'https://crm.example.com',
  'https://acme.my.salesforce.com',
  'https://acme.pipedrive.com',
  // This device.
  'http://localhost',
  'http://127.0.0.1',
  // What HubSpot's API is called: saved for the workspace, and asked by its server.
  'https://api.hubapi.com',
]);
const crmHost =
  /^https:\/\/(?:\*\.(?:lightning|my)\.[a-z.]+|\*\.my-lightning\.com|app(?:-[a-z0-9]+)?\.hubspot\.com|\*\.pipedrive\.com)$/;
/** `https://*` of the manifest; a scheme alone, in words or before what a person typed; zod's try at an IPv6 address. */
const noHost = /^https?:\/\/(?:\*|\$\{|\[\$\{)?$/;

/** Addresses the file names, besides those known. */
function unknownAddresses(text: string): string[] {
  const named = [...text.matchAll(/https?:\/\/(?:\[\$\{|\$\{|[\w.*-]*)/g)].map(([address]) => address.replace(/\.$/, ''));
  return [...new Set(named)].filter((address) => !hosts.has(address) && !crmHost.test(address) && !noHost.test(address));
}

const shipped = /^(?!.*(?:^|\/)\.)[\w./-]+\.(?:js|html|css|json|svg|png)$/;

/** What is wrong with the files of a built extension; nothing when all is well. */
export function faultsIn(files: Files): string[] {
  return [...files].flatMap(([path, text]) => {
    if (!shipped.test(path)) return [`${path} is no file of an extension`];
    if (path.endsWith('.png')) return [];
    const found = patterns
      .filter(([pattern, , where]) => (where?.test(path) ?? true) && pattern.test(text))
      .map(([pattern, what]) => `${path} ${what}: ${pattern.exec(text)?.[0].slice(0, 60)}`);
    return [...found, ...unknownAddresses(text).map((address) => `${path} names ${address}`)];
  });
}
