/**
 * Every threat Leadside defends against, how, and the tests that show it. `SECURITY.md` is written from it; a test holds both
 * together. Long because it is the list.
 */

/** A test by its file and its name as the source writes it, with the gaps of `test.each` and of a template left in. */
type Proof = readonly [file: string, name: string];

export type Threat = {
  id: string;
  threat: string;
  defence: string;
  proofs: readonly Proof[];
  /** How often, or how much, in every run. */
  figure: string;
};

const leak = ['test/e2e/leak.e2e.ts', 'page script finds no word of the lead by any of its ways'] as const;
const probe = [
  'test/e2e/other-extension.e2e.ts',
  'another extension sees no word of the lead, draft or token, and has ours do nothing',
] as const;
const manifest = ['test/e2e/artefact.e2e.ts', 'the manifest for ${target} is the one written down'] as const;
const zip = [
  'test/e2e/artefact.e2e.ts',
  'the zip for ${target} holds no secret, no code from elsewhere, no markup from text and no hook of the tests',
] as const;

export const actors: Readonly<Record<string, string>> = {
  P: 'A hostile script in the CRM page',
  X: 'Another extension in the same browser',
  L: 'A lead who types what harms',
  T: 'Another workspace, or a rep who goes too far',
  W: 'A write key that leaked',
  S: 'A hostile or taken-over API server',
  N: 'The network in between',
  D: 'A lost or shared laptop',
  R: 'The release',
  C: 'The CRM as a peer',
};

export const threats: readonly Threat[] = [
  {
    id: 'P1',
    threat: 'Reads a lead’s data out of what we put into the page',
    defence:
      'Lead data is only in a frame of the extension’s own origin; the page’s side knows the record’s id and the panel’s size',
    proofs: [leak],
    figure: 'every way a page has: 0 words of the lead',
  },
  {
    id: 'P2',
    threat: 'Sends forged messages to the frame',
    defence: 'One hello with a nonce from the frame’s parent, one port, once; then every message is checked by its schema',
    proofs: [
      ['lib/frame/hear.test.ts', 'whatever is said by whomever, nothing happens but what its sender may ask for'],
      ['test/e2e/frame-isolation.e2e.ts', 'a frame that nobody paired with stays blank, whatever it is sent'],
      ['lib/frame/check.test.ts', 'only the hello with the nonce of the frame pairs'],
    ],
    figure: 'every forged message refused',
  },
  {
    id: 'P3',
    threat: 'Drives our script in the page with made-up addresses',
    defence: 'A strict grammar for each CRM’s ids; no address of the page is ever fetched; no script in the page’s own world',
    proofs: [['lib/crm/record-at.test.ts', '100,000 strings, most of them damaged addresses']],
    figure: '100,000 addresses: 0 records that are none, 0 errors',
  },
  {
    id: 'P4',
    threat: 'Hides or covers a button and has a rep click it',
    defence:
      'The host’s style is fixed against the page; a write counts only where browser and page say that the panel was in the clear for half a second before and is still',
    proofs: [
      ['test/e2e/hidden-clicks.e2e.ts', 'nothing done to the panel itself hides it, and no script presses its buttons'],
      ['test/e2e/hidden-clicks.e2e.ts', 'a click on a button the page has hidden by ${names[kind]} is never accepted'],
      ['test/e2e/hidden-clicks.e2e.ts', 'a button brought under the pointer right before the click is never accepted'],
      ['test/e2e/hidden-clicks.e2e.ts', 'a button taken away and put back right before the click is never accepted'],
      ['test/e2e/hidden-clicks.e2e.ts', 'a page that covers the button whenever it is pressed has no choice made on it'],
      ['test/e2e/frame-isolation.e2e.ts', 'the page cannot restyle the panel'],
    ],
    figure:
      '32 ways of hiding, 3 of moving, 6 of taking away for 40 pictures, 5 of them for 2 as well, 1 of fighting: 0 accepted',
  },
  {
    id: 'P5',
    threat: 'Listens to what a rep types',
    defence: 'Notes are typed inside the frame; no draft is mirrored into the page',
    proofs: [
      ['test/e2e/keys.e2e.ts', 'the page hears no key typed in the note, and Escape gives it the keyboard back'],
      ['test/e2e/keys.e2e.ts', 'the page hears no key typed in the boxes for what was heard on the call'],
      ['test/e2e/keys.e2e.ts', 'the page hears no key typed in the email that links a record'],
    ],
    figure: '5 kinds of box: 0 keys heard',
  },
  {
    id: 'P6',
    threat: 'Finds out that the extension is installed, or frames its pages',
    defence: 'One page can be framed, by an address that changes with each session; one element without a name in the page',
    proofs: [['test/e2e/frame-isolation.e2e.ts', 'a hostile page finds one anonymous element and nothing in it'], manifest],
    figure: 'one anonymous element, no global, no entry of our address',
  },
  {
    id: 'P7',
    threat: 'Frames the panel itself and feeds it a record',
    defence: 'An unpaired frame stays blank; the record must be the one the tab’s address names, as the browser knows it',
    proofs: [
      [
        'test/e2e/frame-isolation.e2e.ts',
        'a page that framed the sidebar and knows its nonce is refused a record its address does not name',
      ],
    ],
    figure: '0 requests for the record',
  },
  {
    id: 'P8',
    threat: 'Takes the panel away, and a draft with it',
    defence: 'It is put back a few times, then the toolbar stands in; drafts are on the device half a second after a key',
    proofs: [
      [
        'test/e2e/frame-life.e2e.ts',
        'the panel survives the CRM replacing its own document, and yields to a page that fights it',
      ],
    ],
    figure: '3 returns at most',
  },
  {
    id: 'P9',
    threat: 'The CRM’s own policy (COEP `require-corp`) keeps the frame out',
    defence:
      'Content policies, sandbox and Trusted Types do not keep the frame out. An isolated page (COEP) does: it shows no blank, the toolbar says so, and the side panel, which needs nothing of the page, has the story',
    proofs: [
      ['test/e2e/crm-policies.e2e.ts', 'the panel comes up under every content policy a CRM may send'],
      [
        'test/e2e/crm-policies.e2e.ts',
        'an isolated page (COEP ${embedder}) lets no frame in: it shows no blank, and the side panel has the story',
      ],
    ],
    figure: '5 policies: the panel; 2 kinds of isolation: the side panel',
  },
  {
    id: 'P10',
    threat: 'Reads the memory of the page’s process',
    defence: 'The page’s process is given no token and no lead; the background and the frame are processes of their own',
    proofs: [leak, ['test/e2e/artefact.e2e.ts', 'the content script is at most 8 KB and carries neither React nor zod']],
    figure: '8 KB of ours in the page’s process',
  },
  {
    id: 'X1',
    threat: 'Connects to us or sends us messages',
    defence: '`externally_connectable` names nobody, and nothing listens for other extensions',
    proofs: [
      ['lib/frame/hear.test.ts', 'whatever is said by whomever, nothing happens but what its sender may ask for'],
      manifest,
      ['test/house.test.ts', 'nobodyOutsideIsHeard'],
      probe,
    ],
    figure: 'no listener',
  },
  {
    id: 'X2',
    threat: 'Reads the page with its own permissions, through closed shadow roots',
    defence:
      'Behind the shadow root there is only a frame of another origin. One that may see every page (`<all_urls>`) can still take a picture of the tab in front, and one with `debugger` can do all a person can: out of scope',
    proofs: [probe],
    figure: 'an extension with the CRM’s pages, one with all pages: 0 words of the lead, the draft or the token',
  },
  {
    id: 'X3',
    threat: 'Sends clicks and keys that nobody made',
    defence: 'Only events the browser calls trusted count. An extension with `debugger` is out of scope',
    proofs: [['test/e2e/hidden-clicks.e2e.ts', 'nothing done to the panel itself hides it, and no script presses its buttons']],
    figure: '0 choices made by script',
  },
  {
    id: 'L1',
    threat: 'Types script into a form and has it run at the rep’s desk',
    defence: 'Text is text: no way from text to markup in our source nor in what is shipped, and a policy that allows none',
    proofs: [
      ['test/e2e/script-in-text.e2e.ts', 'script in any text of a lead is shown and never run'],
      ['test/e2e/script-in-text.e2e.ts', 'script that came in by the way leads come in is shown and never run'],
      zip,
      ['test/house.test.ts', 'oneSinkForText'],
      manifest,
    ],
    figure: '617 payloads, each in some of 271 texts of a lead: 0 run; 2 builds, every file: 0 sinks',
  },
  {
    id: 'L2',
    threat: 'Leaves an address that runs script when it is clicked',
    defence: 'One component links addresses: http or https only, its host shown in ASCII; anything else stays text',
    proofs: [
      ['components/outside-link.test.ts', 'only a web address is ever linked'],
      ['components/web-host.test.ts', '50,000 addresses, most of them made to deceive'],
    ],
    figure: '50,000 addresses: 0 links but http and https',
  },
  {
    id: 'L3',
    threat: 'Leaves a spreadsheet formula for an export',
    defence: 'Nothing is exported as a spreadsheet; CRMs are given plain text',
    proofs: [
      ['test/supply.test.ts', 'nothing is written as a spreadsheet'],
      [
        'server/connectors/hubspot.test.ts',
        'sets fields, then logs the call and the note, with markup as text and the operation in the last line',
      ],
    ],
    figure: 'no export',
  },
  {
    id: 'L4',
    threat: 'Hides or turns text with invisible characters',
    defence:
      'What turns text, cannot be seen or piles up is taken out where text is shown and written to a CRM, and a sign says so; each value stands in its own `<bdi>`',
    proofs: [
      ['lib/text/legible.test.ts', 'is taken out: %s'],
      ['lib/text/legible.test.ts', 'stays: %j'],
      ['lib/text/legible.test.ts', 'looks like another: %s'],
      ['lib/text/legible.test.ts', 'whatever it is given is well-formed afterwards, no longer, and the same when given again'],
      ['components/legible.test.tsx', 'what is hidden in %j is taken out and said, to the eye and to a screen reader'],
      ['lib/handoff/crm-write.test.ts', 'what nobody can see goes, everything else stays as it was written'],
      ['test/house.test.ts', 'textIsLegible'],
    ],
    figure: '5,000 strings; a name wholly of another alphabet’s letters is not told',
  },
  {
    id: 'L5',
    threat: 'Sends what is too large, too deep or broken',
    defence: 'Bounds on every event, each event judged by itself, so that a bad one never sinks its batch',
    proofs: [
      ['server/routes/ingest.test.ts', 'each bad event is named with its reason and the rest of its batch is stored'],
      ['server/routes/fuzz.test.ts', 'what nobody means breaks nothing, changes nothing and is told nothing'],
    ],
    figure: 'every kind of bad event: the rest is stored; 20,000 requests: 0 errors of the server',
  },
  {
    id: 'L6',
    threat: 'Writes instructions for a language model',
    defence: 'No model reads what leads write',
    proofs: [['test/supply.test.ts', 'nothing that is installed talks to a language model']],
    figure: 'no model',
  },
  {
    id: 'L7',
    threat: 'Says to be somebody else',
    defence: 'A public claim joins no two known people and takes no record from the lead it shows',
    proofs: [
      ['server/ingest/identity.test.ts', 'two people of one browser stay two'],
      ['server/ingest/identity.test.ts', 'a record that shows one lead is not taken over by an event of another'],
    ],
    figure: '0 merges',
  },
  {
    id: 'L8',
    threat: 'Sends `__proto__`, operators or SQL as names and values',
    defence: 'Strict schemas, own copies of properties, parameters only',
    proofs: [
      ['server/routes/fuzz.test.ts', 'what nobody means breaks nothing, changes nothing and is told nothing'],
      ['server/routes/direct.test.ts', 'whatever the parts of a ref are, both doors say the same'],
      [
        'server/crm-read/webhooks/webhooks.test.ts',
        'records nobody knows, other objects and names from the prototype are passed over; the rest of the batch counts',
      ],
    ],
    figure: '0 effects, 0 errors of the server',
  },
  {
    id: 'T1',
    threat: 'Asks for another workspace’s lead, operation or record by its id',
    defence: 'The workspace comes from the token alone and is part of every key; what is another’s is not found',
    proofs: [
      ['server/routes/matrix.test.ts', 'keeps to its workspace when it is asked about nothing of another'],
      ['server/routes/matrix.test.ts', 'every route the router has is in the matrix, and the matrix has no other'],
      ['server/routes/matrix.test.ts', '%s lets in whom the matrix says'],
      ['server/routes/context.test.ts', 'another workspace with the same record and mail address sees nothing of ours'],
      ['server/routes/operations.test.ts', '%s: a rep of another workspace meets no lead'],
      ['server/routes/links.test.ts', 'a lead id that is none, or another workspace’s, is no lead'],
    ],
    figure: '0 leaks',
  },
  {
    id: 'T2',
    threat: 'Uses a CRM account that is another workspace’s',
    defence: 'An account belongs to the workspace that signed in to it',
    proofs: [
      ['server/routes/matrix.test.ts', 'the same record and the same mail are two leads, each told of to its own workspace'],
      ['server/connections/connections.test.ts', 'an account that one workspace has signed in to is not another’s to connect'],
    ],
    figure: 'refused',
  },
  {
    id: 'T3',
    threat: 'Sets fields that are not its own to set',
    defence: 'Bodies are strict: an unknown field is refused by its path',
    proofs: [
      ['server/routes/operations.test.ts', 'each wrong field is named by its path'],
      ['server/routes/fuzz.test.ts', 'what nobody means breaks nothing, changes nothing and is told nothing'],
    ],
    figure:
      'every unknown field refused; 20,000 requests, past every door: 0 changes by what was refused or by who may not; each route taken and refused at least once',
  },
  {
    id: 'T4',
    threat: 'Row-level security that does not bind the role in use',
    defence: 'Policies are forced on every table, and the server’s role is no superuser and bypasses nothing',
    proofs: [
      ['server/routes/matrix.test.ts', 'with neither wall the other workspace is read, so that it is the walls that were tried'],
      ['server/db/isolate.test.ts', 'there are tables, and each of a workspace is guarded, forced on its owner too'],
      ['server/db/isolate.test.ts', 'the role cannot go around it'],
      ['server/db/isolate.test.ts', 'a transaction sees its own workspace even where the question forgets to say which'],
      [
        'server/db/embedded.test.ts',
        'it runs with fsync, for a role without superuser rights, on loopback only, as a user other than root',
      ],
    ],
    figure: 'every table, as the role itself',
  },
  {
    id: 'T5',
    threat: 'A rep reads lead after lead',
    defence:
      'So many different leads an hour, the log warns well before; every lead shown is a row of a chained log, or it is not shown; a restricted one is shown to nobody',
    proofs: [
      [
        'server/views/views.test.ts',
        'every context that is served is a row: all of it, unchanged, and with the answer to a choice',
      ],
      ['server/views/views.test.ts', 'what cannot be logged is not shown'],
      ['server/views/views.test.ts', 'a row whose %s is named'],
      ['server/views/views.test.ts', 'any byte of any row of a page that many share'],
      ['test/faults/read-kills.test.ts', '${kills} kills under ${readers} readers, then none'],
      [
        'server/limits/leads-read.test.ts',
        'a rep who reads lead after lead is warned of and then waits, and what is refused is not shown, saved or logged',
      ],
      [
        'server/privacy/restriction.test.ts',
        'while it stands a lead is shown to nobody, not even where it was a colleague, and the view log has no row for it',
      ],
    ],
    figure: 'reads served = rows; 5 kills of the server: 0 answers without a row',
  },
  {
    id: 'W1',
    threat: 'Floods the server with events',
    defence: 'A token bucket for each write key, person and unknown address, in memory; reads keep connections of their own',
    proofs: [
      ['server/routes/ingest.test.ts', 'more events than can be stored just now are told when to come again, and reps read on'],
      ['server/limits/requests.test.ts', 'one write key that sends too much waits, nothing of it is stored, and people read on'],
      ['server/limits/requests.test.ts', 'a made-up token beyond the limit is not looked up'],
      ['server/limits/bucket.test.ts', 'a burst is let through, then one for each interval, and the wait is told'],
      ['server/db/reader.test.ts', 'contexts are read while writers hold every connection of the pool'],
    ],
    figure: '`npm run bench:load` prints the load held',
  },
  {
    id: 'W2',
    threat: 'Reads with the write key',
    defence: 'One table says which role may take which route; the write key’s may only send',
    proofs: [
      ['server/routes/matrix.test.ts', 'answers nobody who may not ask, and says nothing'],
      ['server/ingest/sdk.test.ts', 'the write key of a client reads nothing'],
      ['server/routes/routes.security.test.ts', 'refuses role %s'],
    ],
    figure: 'every route, every role',
  },
  {
    id: 'W3',
    threat: 'Sends events again, or with a false date',
    defence: 'An event is known by its id for as long as the data; a time out of range is moved and flagged',
    proofs: [
      [
        'server/routes/ingest.test.ts',
        'an event is stored once, for ever and under concurrency; another source or workspace is another event',
      ],
      ['server/routes/ingest.test.ts', 'a wrong sender’s clock is corrected, a time out of range is moved and flagged'],
    ],
    figure: 'one row',
  },
  {
    id: 'W4',
    threat: 'Goes on after it was revoked',
    defence: 'A token is remembered for half a minute at most',
    proofs: [
      ['server/auth/sessions.test.ts', 'an admin sees who is in and ends a session, of the own workspace only'],
      ['server/routes/routes.security.test.ts', 'a token is remembered for half a minute at most, then its end is felt'],
    ],
    figure: 'refused within 30 s',
  },
  {
    id: 'S1',
    threat: 'Sends reps what is hostile, huge or endless',
    defence:
      'A reply is read by the contract’s schemas, up to 256 KB and 5 s (30 s where the server asks a CRM); nothing in it is run, fetched or shown as markup',
    proofs: [
      ['server/context/rebuild.test.ts', 'a lead with the longest texts there can be is told in 256 KB'],
      ['lib/client/hostile-server.test.ts', '2,000 changed replies: each is a lead by the contract or a failure with a sentence'],
    ],
    figure: '2,000 replies',
  },
  {
    id: 'S2',
    threat: 'Sends the client elsewhere to take its token',
    defence: 'No redirect is followed, no cookie sent; the address is set by a person or an admin alone',
    proofs: [
      ['lib/client/hostile-server.test.ts', 'a redirect by %d is not followed, and the token goes to no other address'],
      ['test/e2e/faults-connect.e2e.ts', 'an address where nothing listens, a web page and a redirect each have their sentence'],
    ],
    figure: '5 kinds of redirect: 0 followed',
  },
  {
    id: 'N1',
    threat: 'Reads or changes what is sent',
    defence: 'https only; plain http on this device alone; the token is never in an address',
    proofs: [
      ['lib/client/api-url.test.ts', '%s is refused in one sentence'],
      ['lib/client/hostile-server.test.ts', 'the token is in no address'],
    ],
    figure: 'every address but https and loopback refused',
  },
  {
    id: 'N2',
    threat: 'An API in a private network that the browser keeps out of reach',
    defence: 'Requests are made by the extension’s own pages, which Chromium lets reach it where the CRM page may not',
    proofs: [
      [
        'test/e2e/private-network.e2e.ts',
        'an API in a private network is out of reach for the CRM page, and not for the sidebar in it',
      ],
    ],
    figure: 'page kept away, sidebar answered',
  },
  {
    id: 'D1',
    threat: 'The disk is read',
    defence:
      'Copies of leads are in the browser’s memory only; on disk are the sign-in, settings and what the rep wrote: notes, choices that are not sent yet, and for seven days those that are',
    proofs: [
      ['lib/client/copies.test.ts', 'a copy is given back to the token that made it and to no other'],
      ['test/e2e/erased.e2e.ts', 'an erased lead leaves the sidebar at once and no canary in the profile of the browser'],
      [
        'test/e2e/restricted.e2e.ts',
        'a restricted lead is hidden at once while it is open, and what was not sent waits and goes when it is lifted',
      ],
      [
        'server/privacy/wipe.test.ts',
        'erased and wiped, no piece of a canary is in the files of the database, the log, an export or a backup made since',
      ],
      [
        'server/privacy/colleagues.test.ts',
        'a person who is %s has left their colleague by the time it is answered, though another mark came meanwhile',
      ],
      ['server/privacy/colleagues.test.ts', 'an erased person is not in what is kept of a restricted colleague'],
    ],
    figure:
      'one marker in 14 fields erased: 0 pieces of it in the server’s files, in a backup made since and in the browser’s profile; of the rep’s notes none in what the extension keeps',
  },
  {
    id: 'D2',
    threat: 'A sign-in goes on for too long',
    defence: 'Tokens end, and can be ended',
    proofs: [
      ['lib/client/session/session.test.ts', 'a refresh token used by somebody else ends in signed out, not in a loop'],
      [
        'server/auth/sessions.test.ts',
        'sign-out ends the session on every server within 30 seconds, and doing it again is no error',
      ],
      [
        'server/auth/sessions.test.ts',
        'a copy that is used first is found out when its owner comes, and one from long ago at once',
      ],
      ['server/auth/sessions.test.ts', 'once %s was used, the one before ends the session with all it has'],
      [
        'server/auth/sessions.test.ts',
        'another role counts within 30 seconds, for sessions and tokens of that person in that workspace',
      ],
      ['server/auth/sessions.test.ts', 'a session ends when it is idle, and after thirty days whatever is done'],
      ['server/routes/routes.security.test.ts', 'refuses an expired and a revoked token'],
      [
        'test/e2e/sign-in.e2e.ts',
        'an admin ends the session: the open sidebar says so, and what it keeps is sent for nobody but its author',
      ],
      [
        'test/e2e/sign-in.e2e.ts',
        'a copy of the session that is used first signs out both, says why, and what was kept is sent after the next sign-in',
      ],
    ],
    figure: 'every route',
  },
  {
    id: 'D3',
    threat: 'Signing out loses what was not sent',
    defence: 'Unsent choices are listed by name: send, keep or discard',
    proofs: [
      [
        'test/e2e/states.e2e.ts',
        'the options page is free of axe violations at first, with an error, connected, and with unsent choices',
      ],
    ],
    figure: 'three ways, by name',
  },
  {
    id: 'R1',
    threat: 'A library or an account is taken over',
    defence:
      'At most 10 libraries in the extension, a list of install scripts, a hash for every package, builds of the same bytes',
    proofs: [
      ['test/e2e/artefact.e2e.ts', 'two builds for ${target} are the same bytes'],
      ['test/supply.test.ts', 'the extension stands on at most ten libraries'],
      ['test/supply.test.ts', 'no package runs a script when it is installed but those listed'],
      ['test/supply.test.ts', 'the lock file names no place to download from, and every package has its hash'],
    ],
    figure: '2 targets, 2 builds each',
  },
  {
    id: 'R2',
    threat: 'Permissions grow',
    defence: 'The manifest of each target is written down; hosts are asked for one by one',
    proofs: [manifest],
    figure: '2 targets',
  },
  {
    id: 'R3',
    threat: 'What is sent grows beyond what people and stores are told',
    defence:
      'One list of every field of every request; `PRIVACY.md` and Firefox’s declaration are made from it, and the client is run against it',
    proofs: [
      ['test/outgoing.test.ts', 'nothing is sent that is not listed, and nothing listed is never sent'],
      ['test/outgoing.test.ts', 'nothing else in the extension sends'],
      ['test/outgoing.test.ts', 'PRIVACY.md is what the list gives'],
      ['test/outgoing.test.ts', 'Firefox is told of every kind of data, and of no other'],
    ],
    figure: 'every function of the client, every field of its schemas: 0 unlisted, 0 never sent',
  },
  {
    id: 'C1',
    threat: 'A CRM’s address leads inside the network, or its answer is hostile',
    defence: 'Names are resolved at the moment of connecting and judged by where they point; no redirect is followed',
    proofs: [
      ['server/auth/oidc.test.ts', 'an issuer that names addresses of the machine or of a metadata service reaches neither'],
      ['server/connectors/guarded-request.test.ts', '200 spellings of closed addresses are never reached'],
      ['server/connectors/guarded-request.test.ts', 'a name that points elsewhere the second time is judged by where it points'],
      ['server/connectors/webhook.test.ts', '%s is never called'],
    ],
    figure: '200 addresses: 0 connections',
  },
  {
    id: 'C2',
    threat: 'The CRM’s credential is taken',
    defence: 'Sealed with a key outside the database; never sent to the extension, nor written to a log',
    proofs: [
      ['server/connections/connections.test.ts', 'the credential is in no table, no log line and no answer'],
      ['server/connections/keyring.test.ts', 'what is sealed opens for its purpose alone, and not when a bit of it has changed'],
    ],
    figure: '0 occurrences',
  },
  {
    id: 'C3',
    threat: 'Forged or repeated webhooks',
    defence:
      'Signatures over the raw body, compared in constant time, five minutes, one workspace; Pipedrive signs nothing: name and password, an hour. None is believed in more than that a record has to be read again',
    proofs: [
      ['server/crm-read/webhooks/webhooks.test.ts', 'refused: %s (%s)'],
      ['server/crm-read/webhooks/webhooks.test.ts', 'a webhook of %s that is sent again after the record was read does nothing'],
    ],
    figure: 'over 40 forgeries refused',
  },
];
