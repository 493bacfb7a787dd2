import { Webhook } from 'standardwebhooks';
import { codeOf } from '../startup-error.ts';
import type { Attempt, Connector, CrmTarget, WriteOutcome } from './connector.ts';
import { type GuardedAnswer, guardedPost, isLoopback } from './guarded-request.ts';

const mostBytes = 64 * 1024;
const longestWaitMs = 24 * 60 * 60 * 1000;

/** Before a connection stands nothing can have arrived. */
const neverArrived = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'BLOCKED_ADDRESS']);

/** A `Retry-After` in milliseconds: seconds or a date, at most a day; null where it says nothing that can be followed. */
function waitIn(header: string | undefined, now: number): number | null {
  const said = header?.trim() ?? '';
  const ms = /^\d{1,12}$/.test(said) ? Number(said) * 1000 : /^[A-Za-z]{3},/.test(said) ? Date.parse(said) - now : Number.NaN;
  return ms > 0 ? Math.min(ms, longestWaitMs) : null;
}

function addressOf(baseUrl: string): URL | string {
  if (!URL.canParse(baseUrl)) return 'Write the address in full, such as https://example.com/hooks/leadside.';
  const url = new URL(baseUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.username || url.password) return 'Leave name and password out of the address; what is sent is signed.';
  if (url.hash) return 'Leave the part after "#" out of the address.';
  if (url.protocol === 'https:') return url;
  const own = url.hostname === 'localhost' || (/^[\d.:a-f]+$/i.test(host) && isLoopback(host));
  return url.protocol === 'http:' && own ? url : 'Use an address that begins with https://; http only for this machine.';
}

function signerOf(secret: CrmTarget['secret']): Webhook | string {
  const { signingSecret } = secret;
  const problem = 'Give "signingSecret": "whsec_" and 24 to 64 random bytes in base64 (openssl rand -base64 32).';
  if (signingSecret === undefined || !/^(whsec_)?[A-Za-z0-9+/]+={0,2}$/.test(signingSecret)) return problem;
  const bytes = Buffer.from(signingSecret.replace(/^whsec_/, ''), 'base64').length;
  return bytes >= 24 && bytes <= 64 ? new Webhook(signingSecret) : problem;
}

function problemWith({ baseUrl, secret }: Pick<CrmTarget, 'baseUrl' | 'secret'>): string | null {
  const address = addressOf(baseUrl);
  const signer = signerOf(secret);
  return typeof address === 'string' ? address : typeof signer === 'string' ? signer : null;
}

/** One signed message, by Standard Webhooks. The id is the receiver's key against a second effect. */
async function send(target: CrmTarget, id: string, payload: unknown, { signal, now }: Attempt): Promise<WriteOutcome> {
  const url = addressOf(target.baseUrl);
  if (typeof url === 'string') return { kind: 'signed_out', because: url };
  const signer = signerOf(target.secret);
  if (typeof signer === 'string') return { kind: 'signed_out', because: signer };
  const body = JSON.stringify(payload);
  const at = new Date(now());
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Leadside',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signer.sign(id, at, body),
  };
  try {
    return outcomeOf(await guardedPost(url, { headers, body, signal, mostBytes }), url, now());
  } catch (error) {
    const code = codeOf(error) ?? '';
    const unknown = !neverArrived.has(code);
    if (code === 'BLOCKED_ADDRESS')
      return {
        kind: 'refused',
        code: 'forbidden',
        because: `${url.host} is an address that is never called; correct the connection.`,
      };
    const because = signal.aborted
      ? `${url.host} did not answer in time.`
      : `${url.host} could not be reached${code ? ` (${code})` : ''}.`;
    return { kind: 'later', because, retryAfterMs: null, unknown };
  }
}

function outcomeOf({ status, headers }: GuardedAnswer, { host }: URL, now: number): WriteOutcome {
  if (status >= 200 && status < 300) return { kind: 'done', wrote: ['Webhook'], ids: {} };
  if (status === 401)
    return { kind: 'signed_out', because: `${host} does not take our signature (401); set the signing secret again.` };
  if (status === 403)
    return { kind: 'refused', code: 'forbidden', because: `${host} refused it (403); look at its rules for callers.` };
  // 410 is how a receiver says that it wants no more.
  if (status === 404 || status === 410)
    return {
      kind: 'refused',
      code: 'gone',
      because: `There is nothing at this address of ${host} any more (${status}); correct it.`,
    };
  if (status >= 300 && status < 400)
    return {
      kind: 'refused',
      code: 'invalid',
      because: `${host} sends on to another address (${status}), which is not followed; set that one.`,
    };
  if (status === 408 || status === 425 || status === 429 || status >= 500 || status < 200)
    return {
      kind: 'later',
      because: `${host} has trouble (${status}).`,
      retryAfterMs: waitIn(headers['retry-after'], now),
      unknown: status >= 500,
    };
  return { kind: 'refused', code: 'invalid', because: `${host} did not take it (${status}); look at what it expects.` };
}

/** A CRM that is only told: what a rep did is posted to one address, signed, until it is taken. */
export const webhook: Connector = {
  crm: 'custom',
  problemWith,
  test: (target, attempt) => send(target, crypto.randomUUID(), { type: 'test' }, attempt),
  async write(target, write, attempt) {
    if (write.event) return send(target, write.operationId, write.event, attempt);
    return { kind: 'refused', code: 'invalid', because: 'There is nothing to tell; this is a fault of Leadside.' };
  },
};
