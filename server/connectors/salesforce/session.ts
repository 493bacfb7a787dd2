import { Connection } from 'jsforce';
import type { Attempt, CrmTarget } from '../connector.ts';
import { Failure, signedOut } from '../failure.ts';
import { connectionKey, Keep } from '../keep.ts';
import { Exchange } from '../send.ts';
import { refusalOf } from './refusal.ts';
import { versionOf } from './secret.ts';
import { tokenFor } from './token.ts';
import { transportOver } from './transport.ts';

/** Users by e-mail, per connection: reps are few, and a lookup costs a call. */
const owners = new Keep<string | null>(5000);

/** One call's way into one org: signed in, with what is thrown always a `Failure`. */
export class Session {
  readonly exchange: Exchange;
  readonly #target: CrmTarget;
  readonly #attempt: Attempt;
  #connection: Connection | null = null;
  #renewed = false;

  constructor(target: CrmTarget, attempt: Attempt) {
    this.#target = target;
    this.#attempt = attempt;
    this.exchange = new Exchange('Salesforce', attempt);
  }

  /** Asks once more with a new token where the old one no longer holds; a second refusal is the credential's. */
  async ask<T>(record: string, request: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#signedIn();
    try {
      return await request(connection);
    } catch (error) {
      if (error instanceof Failure) throw error;
      const { last } = this.exchange;
      if (!last || last.status < 300) throw error;
      if (last.status !== 401) throw refusalOf(last, this.#secrets(), record);
      if (this.#renewed) throw signedOut('Salesforce refuses every token of this connection: check its External Client App.');
      this.#renewed = true;
      this.#connection = this.#connect(
        await tokenFor(this.#target, this.exchange, this.#attempt.now(), connection.accessToken ?? null),
      );
      return this.ask(record, request);
    }
  }

  query<T extends object>(soql: string): Promise<T[]> {
    return this.ask('The record', async (connection) => (await connection.query<T>(soql, { autoFetch: false })).records);
  }

  /** The one active user with this e-mail; null where there is none or more than one. */
  async ownerOf(email: string | null): Promise<string | null> {
    if (email === null) return null;
    return owners.once(`${connectionKey(this.#target)} ${email.toLowerCase()}`, async () => {
      const found = await this.query<{ Id: string }>(
        `SELECT Id FROM User WHERE Email = ${soqlText(email)} AND IsActive = true LIMIT 2`,
      );
      return found.length === 1 ? (found[0]?.Id ?? null) : null;
    });
  }

  async #signedIn(): Promise<Connection> {
    this.#connection ??= this.#connect(await tokenFor(this.#target, this.exchange, this.#attempt.now()));
    return this.#connection;
  }

  #connect(accessToken: string): Connection {
    const { baseUrl, settings } = this.#target;
    const connection = new Connection({ instanceUrl: baseUrl, accessToken, version: versionOf(settings) });
    connection._transport = transportOver(this.exchange);
    return connection;
  }

  #secrets(): string[] {
    const token = this.#connection?.accessToken;
    return [...Object.values(this.#target.secret), ...(token ? [token] : [])];
  }
}

/** A literal of SOQL: quotes and backslashes escaped, control characters left out. */
export function soqlText(text: string): string {
  return `'${text.replace(/\p{Cc}/gu, '').replace(/[\\'"]/g, (letter) => `\\${letter}`)}'`;
}
