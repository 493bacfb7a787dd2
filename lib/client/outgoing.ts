/**
 * Everything the extension sends out of the browser: the one list that PRIVACY.md and Firefox's declaration are made from, and
 * that a test holds to what the code sends. Plain data: the settings of the build read it. Long because it is the list.
 */
import { headers, paths } from '../contract/wire.ts';

/** Kinds of data by the names the Chrome Web Store's privacy tab gives them. */
export type ChromeKind =
  | 'Personally identifiable information'
  | 'Authentication information'
  | 'Personal communications'
  | 'Web history'
  | 'User activity';
/** By the names of Firefox's `data_collection_permissions` (Extension Workshop, built-in consent, "Taxonomy"). */
export type FirefoxKind =
  | 'authenticationInfo'
  | 'browsingActivity'
  | 'personalCommunications'
  | 'personallyIdentifyingInfo'
  | 'websiteActivity';

/** What is sent, in plain words, and how the two stores call it; nothing where it says nothing about a person. */
export const kinds = {
  signIn: {
    is: 'What signs you in: tokens and codes, and for an admin the credential of the CRM they connect',
    chrome: ['Authentication information'],
    firefox: ['authenticationInfo'],
  },
  record: {
    is: 'Which record you have open: the CRM, your account there, the kind of record and its id, all taken from the page’s address',
    chrome: ['Web history', 'Personally identifiable information'],
    firefox: ['browsingActivity', 'personallyIdentifyingInfo'],
  },
  person: {
    is: 'A lead’s mail address or id, which you enter to tie a record to a lead',
    chrome: ['Personally identifiable information'],
    firefox: ['personallyIdentifyingInfo'],
  },
  words: {
    is: 'What you write: notes, what you heard on a call, and for an admin the reason something was given up',
    chrome: ['Personal communications'],
    firefox: ['personalCommunications'],
  },
  activity: {
    is: 'What you do in the sidebar: decisions, attempts and answers, their time, and what was on screen when you decided',
    chrome: ['User activity'],
    firefox: ['websiteActivity'],
  },
  technical: {
    is: 'What the request needs to be understood: formats, versions, the workspace’s id, and for an admin how a CRM is reached',
    chrome: [],
    firefox: [],
  },
} as const satisfies Record<string, { is: string; chrome: readonly ChromeKind[]; firefox: readonly FirefoxKind[] }>;
export type Kind = keyof typeof kinds;

export const receivers = {
  api: 'The context API of your own company, at the address you or your admin set',
  provider: 'The sign-in page of your own company’s identity provider, named by that API',
} as const;

/** The kind of each field by its name. In a body `a.b` is nested, `a[]` an item of a list, `a.*` any name an admin gives. */
type Fields = Readonly<Record<string, Kind>>;
export type Outgoing = {
  to: keyof typeof receivers;
  method: 'GET' | 'POST';
  /** With `{name}` for each part that differs; the provider gives its own. */
  path: string;
  why: string;
  parts: Fields;
  headers: Fields;
  query: Fields;
  body: Fields;
};

const plain = { accept: 'technical', [headers.contract]: 'technical' } as const;
const typed = { 'content-type': 'technical' } as const;
const token = { authorization: 'signIn' } as const;

type Given = Partial<Pick<Outgoing, 'parts' | 'headers' | 'query' | 'body'>>;
const api = (method: Outgoing['method'], path: string, why: string, given: Given): Outgoing => ({
  to: 'api',
  method,
  path,
  why,
  parts: {},
  query: {},
  body: {},
  ...given,
  headers: { ...plain, ...(method === 'POST' ? typed : {}), ...given.headers },
});
/** Asked by somebody who is signed in. */
const signedIn = (method: Outgoing['method'], path: string, why: string, given: Given = {}): Outgoing =>
  api(method, path, why, { ...given, headers: { ...token, ...given.headers } });

const ref = { crm: 'record', account: 'record', object: 'record', id: 'record' } as const;
const nestedRef = { 'ref.crm': 'record', 'ref.account': 'record', 'ref.object': 'record', 'ref.id': 'record' } as const;
const operation = {
  ...nestedRef,
  id: 'activity',
  kind: 'activity',
  at: 'activity',
  note: 'words',
  'seen.contextVersion': 'activity',
  'seen.sections[]': 'activity',
  'seen.openedAt': 'activity',
} as const;
const connection = { crm: 'technical', account: 'technical' } as const;
const delivery = { parts: { operationId: 'activity' } } as const;

export const outgoing: readonly Outgoing[] = [
  api('GET', paths.signIn, 'To learn how your workspace signs people in', { query: { workspace: 'technical' } }),
  {
    to: 'provider',
    method: 'GET',
    path: '{authorizationEndpoint}',
    why: 'To have your company’s identity provider sign you in, in a window of its own',
    parts: { authorizationEndpoint: 'technical' },
    headers: {},
    query: {
      response_type: 'technical',
      client_id: 'technical',
      redirect_uri: 'technical',
      scope: 'technical',
      state: 'signIn',
      nonce: 'signIn',
      code_challenge: 'signIn',
      code_challenge_method: 'technical',
    },
    body: {},
  },
  api('POST', paths.signInOidc, 'To trade the provider’s code for a session', {
    body: { workspace: 'technical', code: 'signIn', codeVerifier: 'signIn', nonce: 'signIn', redirectUri: 'technical' },
  }),
  api('POST', paths.signInPair, 'To sign in with the code an admin gave you', { body: { code: 'signIn' } }),
  api('POST', paths.signInRefresh, 'To stay signed in', { body: { refreshToken: 'signIn' } }),
  signedIn('POST', paths.signOut, 'To end your session', { body: { refreshToken: 'signIn' } }),
  signedIn('GET', paths.session, 'To learn whom a token speaks for, and whether it still does'),
  signedIn('GET', `${paths.context}/{crm}/{account}/{object}/{id}`, 'To show the story of the lead whose record you open', {
    parts: ref,
    headers: { 'if-none-match': 'technical' },
  }),
  signedIn('GET', paths.live, 'To hear at once when a lead’s story changes, while the sidebar is on screen'),
  signedIn('POST', paths.dispositions, 'To save that you accept, reject, recycle or reopen a lead, or take that back', {
    body: {
      ...operation,
      expected: 'technical',
      reason: 'activity',
      subReason: 'activity',
      'missing[]': 'activity',
      until: 'activity',
      undoes: 'activity',
    },
  }),
  signedIn('POST', paths.attempts, 'To save that you tried to reach a lead', {
    body: { ...operation, channel: 'activity', outcome: 'activity' },
  }),
  signedIn('POST', paths.feedback, 'To save what you know better: how a lead found you, whether a step helped, what you heard', {
    body: {
      ...operation,
      confirmed: 'activity',
      channel: 'activity',
      assistant: 'activity',
      step: 'activity',
      useful: 'activity',
      'objections[]': 'words',
      'competitors[]': 'words',
      'words[]': 'words',
      'claims[]': 'words',
    },
  }),
  signedIn('POST', paths.links, 'To tie a record to its lead', {
    body: { ...nestedRef, email: 'person', leadId: 'person' },
  }),
  signedIn('POST', `${paths.deliveries}/{operationId}/retry`, 'To have the server write a decision into the CRM again', delivery),
  signedIn('GET', paths.connections, 'For an admin: to list the CRMs the server writes to'),
  signedIn('POST', paths.connections, 'For an admin: to connect a CRM, or change how it is reached', {
    body: { ...connection, baseUrl: 'technical', 'secret.*': 'signIn', 'settings.*': 'technical' },
  }),
  signedIn('POST', paths.connectionsState, 'For an admin: to pause a CRM or go on with it', {
    body: { ...connection, state: 'technical' },
  }),
  signedIn('POST', paths.connectionsTest, 'For an admin: to try whether a CRM can be written to', { body: connection }),
  signedIn('POST', paths.connectionsRemove, 'For an admin: to disconnect a CRM', { body: connection }),
  signedIn('GET', paths.deliveriesParked, 'For an admin: to list what a CRM refused'),
  signedIn('POST', `${paths.deliveries}/{operationId}/discard`, 'For an admin: to give up what a CRM refused', {
    ...delivery,
    body: { reason: 'words' },
  }),
];

/** Every kind of data one request carries, without what says nothing about a person. */
export function kindsOf({ parts, headers: given, query, body }: Outgoing): Kind[] {
  const found = new Set([parts, given, query, body].flatMap((fields) => Object.values(fields)));
  return (Object.keys(kinds) as Kind[]).filter((kind) => kind !== 'technical' && found.has(kind));
}

const sent = () => [...new Set(outgoing.flatMap(kindsOf))].map((kind) => kinds[kind]);
/** What the Chrome Web Store and Firefox are told, in the order of the alphabet. */
export const chromeKinds = (): ChromeKind[] => [...new Set(sent().flatMap(({ chrome }): readonly ChromeKind[] => chrome))].sort();
export const firefoxKinds = (): FirefoxKind[] =>
  [...new Set(sent().flatMap(({ firefox }): readonly FirefoxKind[] => firefox))].sort();
