/**
 * `PRIVACY.md`: what leaves comes from the list of it, how long things stay from the settings and rules themselves. Long because the whole
 * page is in it.
 */
import { mostLeads } from '../../lib/client/copies.ts';
import {
  chromeKinds,
  firefoxKinds,
  type Kind,
  kinds,
  kindsOf,
  type Outgoing,
  outgoing,
  receivers,
} from '../../lib/client/outgoing.ts';
import { headers } from '../../lib/contract/wire.ts';
import { ackedKeptMs } from '../../lib/outbox/acked.ts';
import { codeMs } from '../../server/auth/pairing.ts';
import { accessMs, idleMs, longestMs } from '../../server/auth/sessions.ts';
import { readSettings } from '../../server/settings.ts';

const days = (ms: number) => `${ms / 86_400_000} days`;
const hours = (ms: number) => `${ms / 3_600_000} hours`;
const minutes = (ms: number) => `${ms / 60_000} minutes`;
const kept = readSettings({}).keepDays;

const purpose =
  'Leadside shows a sales rep, beside the lead’s record in their CRM, how that lead came about and what to do next, and saves what the rep decides.';

/** Why each permission of the manifest is asked for; a permission without its reason is no page. */
const reasons: Readonly<Record<string, string>> = {
  storage: 'keeps the sign-in, choices not sent yet and settings on the device',
  alarms: 'sends choices that could not be sent at once, when the network is back',
  scripting: 'puts the sidebar’s frame into the CRM pages the user allowed',
  identity: 'opens the sign-in page of the company’s identity provider and takes its answer',
  sidePanel: 'shows the sidebar in the browser’s own panel where a page leaves no room for it',
};
const hostReason =
  'Host access is optional and asked for one origin at a time: the CRMs the user allows, whose page address alone is read, and the server’s address.';

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
/** Said once for all requests. */
const everywhere = ['accept', headers.contract, 'content-type'];
const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');

function told({ parts, headers: given, query, body }: Outgoing): string {
  const sorts: [string, Outgoing['body']][] = [
    ['address', parts],
    ['query', query],
    ['headers', given],
    ['body', body],
  ];
  return sorts
    .map(([name, fields]) => [name, Object.keys(fields).filter((field) => !everywhere.includes(field))] as const)
    .filter(([, fields]) => fields.length > 0)
    .map(([name, fields]) => `${name} ${code(fields)}`)
    .join('; ');
}

const names: Record<Kind, string> = {
  signIn: 'sign-in',
  record: 'record',
  person: 'person',
  words: 'words',
  activity: 'activity',
  technical: 'technical',
};

function requestsTo(to: Outgoing['to']): string {
  const rows = outgoing
    .filter((one) => one.to === to)
    .map((one) => {
      const what = kindsOf(one).map((kind) => names[kind]);
      return `| ${one.why} | \`${one.method} ${one.path}\` | ${what.join(', ') || 'technical'} | ${told(one)} |`;
    });
  return ['| Why | Request | Kinds | Fields |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function kindTable(): string {
  const rows = (Object.keys(kinds) as Kind[]).map((kind) => {
    const { is, chrome, firefox } = kinds[kind];
    return `| ${names[kind]} | ${is} | ${chrome.join(', ') || 'none'} | ${code(firefox) || 'none'} |`;
  });
  return ['| Kind | What it is | Chrome Web Store | Firefox |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The whole of `PRIVACY.md`. `permissions` are the manifest’s. */
export function privacyPage(permissions: readonly string[]): string {
  const asked = permissions.map((name) => {
    const why = reasons[name];
    if (why === undefined) throw new Error(`Say in test/privacy/page.ts why the permission ${name} is asked for`);
    return `\`${name}\` ${why}.`;
  });
  return `# Privacy

${purpose}

This page is written by \`npm run privacy\` from [\`lib/client/outgoing.ts\`](lib/client/outgoing.ts), the list of all the extension
can send. [\`test/outgoing.test.ts\`](test/outgoing.test.ts) runs the client and fails when it sends a field that is not listed, or
lists one that is never sent.

## In short

- Your company runs the server. What the extension sends goes there; to sign in, your company’s identity provider is asked as well.
  Nothing goes to the makers of Leadside or to anybody else.
- Of the CRM’s page nothing but its address is read: no content, no cookie, no password. The address itself is not sent, only
  which record it names; of a CRM that is not Salesforce, HubSpot or Pipedrive that includes its origin.
- Nothing is sent before you sign in or try to, on a page that says what is sent and to where.
- No telemetry: no usage figures, no crash reports, no advertising, no identifier of the device or of the browser.

## What leaves the browser

${kindTable()}

With every request your browser itself sends what it always does, such as its own name and your network address. The server uses the
network address in memory to slow down guessing, and stores none. A link you click opens as any other, without saying where you came from.

### To your company’s server

${receivers.api}. Always by https, but for a server on your own computer. Every request has the headers
\`accept\` and \`${headers.contract}\`, one with a body \`content-type\`; the other headers are named.

${requestsTo('api')}

### To your company’s identity provider

${receivers.provider}. What you type there the extension does not see.

${requestsTo('provider')}

## What is kept on the device

${list([
  `The sign-in: the server’s address, your name, mail address, workspace and role, and the tokens. Until you sign out. The server ends a session after ${hours(idleMs)} without use, and after ${days(longestMs)} at most; the next request then removes the tokens.`,
  'What you decided or wrote and is not on the server yet, notes included. Until it is, or you discard it; signing out asks what is to become of it.',
  `What the server has confirmed, to send it again if its database is put back to an earlier day. ${days(ackedKeptMs)}; older ones go when the next is confirmed. Signing out ends it, unless you keep what is unsent.`,
  'Unfinished notes, by record. Until you send or empty them; signing out ends them, unless you keep what is unsent.',
  'Of a person who was erased on the server: nothing you wrote, once the extension has heard of it, at the latest when you open the record. What was chosen and not sent is said, without your words, until you discard it. The browser writes over what was removed in its own files some day.',
  'Of a person who is restricted on the server: no copy, once the extension has heard of it, at the latest when you open the record; the copy of a colleague’s story may name them until you open that. What you chose and is not sent is kept with your words, and sent when the restriction is lifted, unless you discard it; unfinished notes are kept.',
  `Copies of the last ${mostLeads} leads at most. In the browser’s memory only: gone when the browser stops, you sign out or the session has ended.`,
  'Settings: the CRMs you added, where Leadside stays away, and how the panel lies. Until you change them.',
])}

All of it goes when the extension is removed. On disk it is as safe as the disk’s own encryption.

## What the server keeps

A job removes once a day what is past its limit and keeps a row as proof. The limits are the defaults; who runs the server sets others.

| What | How long | Setting |
| --- | --- | --- |
| Events as they came in, without network address, of an address only where it leads and its campaign | ${kept.events} days | \`LEADSIDE_KEEP_EVENTS_DAYS\` |
| View log | ${kept.views} days | \`LEADSIDE_KEEP_VIEWS_DAYS\` |
| Note and activity of a decision on their way to the CRM | ${kept.outbox} days after the CRM has them | \`LEADSIDE_KEEP_OUTBOX_DAYS\` |
| The lead’s story made of the events, and what reps decided and wrote about it | until the lead is erased | none |
| That a lead is or was restricted: when, by whom, why, and how many events were sent of it meanwhile | until the lead is erased | none |
| Who signed in or has a token: name, mail address, role, when; of tokens and codes only hashes | ${kept.views} days after the sign-in or the token ended, as the view log names them | \`LEADSIDE_KEEP_VIEWS_DAYS\` |
| Credentials of CRMs, encrypted with a key that is not in the database | until the connection is removed | none |

An access token holds for ${minutes(accessMs)}, a pairing code for ${minutes(codeMs)}. Logs of the server hold no personal data.

## Who saw what

Each time a lead is shown the server writes who saw it, when, beside which record and why, before it answers. The log holds nothing else
of the lead. What is changed or taken out of it shows (\`npm run views -- verify\`). A rep sees their own part of it, an admin all.

## A person asks

- **What do you hold on me?** \`npm run lead -- export <id>\` or \`GET /v1/leads/{id}/export\`, for an admin: all of it as JSON, with when
  and why it was shown, without the names of those who saw it.
- **Erase it.** \`npm run lead -- erase <id>\` or \`DELETE /v1/leads/{id}\`, for an admin: everything on the person goes and open
  sidebars are told. What stays is a receipt without personal data, the view log by a random id, and salted hashes, so that nothing brings the
  person back. Records in the CRM are listed, to be erased there; backups made before hold the lead until they are thrown away,
  after 30 days at most. Postgres leaves erased rows in its files until it writes over them: \`npm run lead -- wipe\` rewrites the tables
  at once, and a dump or base backup made since holds nothing of the person. The write-ahead log holds them until it is recycled.

- **This is wrong** (GDPR Art. 16). Of a name, title, mail address, company and whatever else has one value, the value told last counts: put
  it right in the CRM, which is read again, or send it anew as an event. The event that told the old one goes after ${kept.events} days. What a
  rep decided or wrote is not changed but followed by what is right. What can only be wrong for good, such as a visit that was somebody
  else’s, is erased with the lead.
- **Do not use it, but keep it** (Art. 18), also while your company looks into whether something is wrong, or whether an objection holds
  (Art. 21). \`npm run lead -- restrict <id> --because <reason>\` or \`POST /v1/leads/{id}/restrict\`, for an admin, until
  \`npm run lead -- lift <id>\` or \`POST /v1/leads/{id}/lift\`. Open sidebars are told; the lead is shown to nobody, not as
  a colleague either; clocks, score and next step are not worked out, but time goes on: once it is lifted a clock may be late. Nothing is
  read from its CRM or written to it, and what was on its way waits. What is sent of the person is not taken in but counted, so it is not there
  when the restriction is lifted; all else is. The person can still ask what is held, and is then told the reason as well, and can be
  erased; what is past its time goes as ever. Records in the CRM are to be restricted there.
- **I object** (Art. 21). Restrict the lead at once, and erase it if the objection holds. One against being marketed to needs no reason.

Your company decides on its leads’ data and answers for it; ask it first.

## Limited Use

The use of information Leadside receives, from Google APIs and otherwise, adheres to the
[Chrome Web Store User Data Policy](https://developer.chrome.com/docs/webstore/program-policies/limited-use), including the Limited
Use requirements. It is used for the single purpose above and nothing else. It is not sold, not used or handed on for advertising,
creditworthiness or lending, and read by no person but those your company lets use its server.

## For the stores

Chrome Web Store, privacy tab:

${list([
  `Single purpose: ${purpose}`,
  `Data collected: ${chromeKinds().join(', ')}.`,
  'All three certifications: not sold or transferred outside the approved uses, not used for anything but the single purpose, not used for creditworthiness or lending.',
  'Remote code: no.',
  ...asked,
  hostReason,
])}

Firefox, \`data_collection_permissions\` in the manifest, all required: ${code(firefoxKinds())}. Technical and interaction data: none.
`;
}
