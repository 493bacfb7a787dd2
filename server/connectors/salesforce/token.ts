import { sign } from 'node:crypto';
import { OAuth2 } from 'jsforce';
import * as z from 'zod';
import type { CrmTarget } from '../connector.ts';
import { Failure, later, signedOut } from '../failure.ts';
import { connectionKey, Keep } from '../keep.ts';
import type { Exchange } from '../send.ts';
import { told } from '../sentence.ts';
import { jsonOf } from '../values.ts';
import { type SalesforceSecret, salesforceSecret } from './secret.ts';
import { transportOver } from './transport.ts';

/** Access tokens by connection, in memory alone. */
const tokens = new Keep<string>(1000);

/** The connection's token, fetched once. `not` is one the CRM has just refused: it is replaced, unless somebody did already. */
export async function tokenFor(target: CrmTarget, exchange: Exchange, now: number, not: string | null = null): Promise<string> {
  const key = connectionKey(target);
  const kept = tokens.get(key);
  if (kept !== undefined && kept !== not) return kept;
  return tokens.set(key, await signIn(target, exchange, now));
}

const answer = z.object({ access_token: z.string().min(1) });
const refusal = z.object({ error: z.string(), error_description: z.string().optional() });

async function signIn(target: CrmTarget, exchange: Exchange, now: number): Promise<string> {
  const secret = salesforceSecret.safeParse(target.secret);
  if (!secret.success) throw signedOut('The Salesforce credential is incomplete: enter it again.');
  const { clientId } = secret.data;
  const clientSecret = 'clientSecret' in secret.data ? { clientSecret: secret.data.clientSecret } : {};
  const oauth2 = new OAuth2({ loginUrl: target.baseUrl, clientId, ...clientSecret });
  oauth2._transport = transportOver(exchange, false);
  try {
    return answer.parse(await oauth2.requestToken(grantOf(secret.data, target.baseUrl, now))).access_token;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const said = refusal.safeParse(jsonOf(exchange.last?.body ?? ''));
    const status = exchange.last?.status ?? 0;
    if (status < 400 || !said.success) throw later('Salesforce answered a sign-in in a way Leadside does not understand.');
    const words = told(said.data.error_description ?? said.data.error, Object.values(target.secret), 'no reason given.');
    if (/rate|server_error|temporarily/.test(said.data.error)) throw later(`Salesforce lets nobody sign in just now: ${words}`);
    throw signedOut(`Salesforce refused the sign-in: ${words} Check the External Client App and its run-as user.`);
  }
}

function grantOf(secret: SalesforceSecret, baseUrl: string, now: number) {
  if ('clientSecret' in secret) return { grant_type: 'client_credentials' };
  const sandbox = /\.sandbox\.|--/.test(new URL(baseUrl).hostname);
  const seconds = Math.floor(now / 1000);
  const claims = {
    iss: secret.clientId,
    sub: secret.username,
    aud: secret.audience ?? `https://${sandbox ? 'test' : 'login'}.salesforce.com`,
    exp: seconds + 180,
  };
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = sign('sha256', Buffer.from(signed.join('.')), secret.privateKey).toString('base64url');
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: [...signed, signature].join('.') };
}
