import { Client } from '@hubspot/api-client';
import { Request } from '@hubspot/api-client/lib/src/services/http/Request.js';
import type { Attempt, CrmTarget } from '../connector.ts';
import { later, refused } from '../failure.ts';
import { connectionKey, Keep } from '../keep.ts';
import { Exchange } from '../send.ts';
import { isLoose, jsonOf, type Loose, listOf, loose, textOf } from '../values.ts';
import { refusalOf } from './refusal.ts';

/** The dated version of the API whose paths are used: the client itself only knows the older ones. */
const version = '2026-09';
export const objects = { lead: 'leads', contact: 'contacts', account: 'companies', opportunity: 'deals' } as const;

type Options = { qs?: Record<string, string>; body?: object; writes?: boolean };

/**
 * HubSpot's client, sending over our own exchange: its own sending knows no deadline, follows redirects, and shares its
 * hooks between all clients of a process.
 */
class ClientOverExchange extends Client {
  readonly exchange: Exchange;
  constructor(target: CrmTarget, exchange: Exchange) {
    super({ accessToken: target.secret.accessToken ?? '', basePath: target.baseUrl });
    this.exchange = exchange;
  }

  async ask(options: Parameters<Client['apiRequest']>[0], writes: boolean) {
    const request = new Request(this.config, options);
    const { method, headers } = request.getSendData();
    const body: unknown = Reflect.get(request.getSendData(), 'body');
    const call = { method, url: request.getUrl().href, headers, body: typeof body === 'string' ? body : undefined };
    return this.exchange.send(call, writes);
  }
}

/** What one portal answers alike for hours, kept per key: owners by e-mail, and association types by pair. */
const kept = new Keep<string | null>(10_000);

/** One call's way into one portal: every answer is checked, and what is thrown is a `Failure`. */
export class Portal {
  readonly exchange: Exchange;
  readonly #client: ClientOverExchange;
  readonly #key: string;
  readonly #secrets: readonly string[];

  constructor(target: CrmTarget, attempt: Attempt) {
    this.exchange = new Exchange('HubSpot', attempt);
    this.#client = new ClientOverExchange(target, this.exchange);
    this.#secrets = Object.values(target.secret);
    this.#key = connectionKey(target);
  }

  /** `record` is what a 404 says is gone. */
  async ask(record: string, method: string, path: string, { qs, body, writes }: Options = {}): Promise<Loose> {
    const writing = writes ?? method !== 'GET';
    const answer = await this.#client.ask({ method, path, ...(qs ? { qs } : {}), ...(body ? { body } : {}) }, writing);
    if (answer.status >= 300) throw refusalOf(answer, this.#secrets, record);
    const said = jsonOf(answer.body);
    if (!isLoose(said)) throw later('HubSpot answered in a way Leadside does not understand.');
    return said;
  }

  get(record: string, type: string, id: string, properties: readonly string[]): Promise<Loose> {
    return this.ask(record, 'GET', `/crm/objects/${version}/${type}/${encodeURIComponent(id)}`, {
      qs: { properties: properties.join(',') },
    });
  }

  set(record: string, type: string, id: string, properties: Loose): Promise<Loose> {
    return this.ask(record, 'PATCH', `/crm/objects/${version}/${type}/${encodeURIComponent(id)}`, { body: { properties } });
  }

  /** Made together with its associations, in one request: one without them could never be found again. */
  async make(type: string, properties: Loose, to: readonly { type: string; id: string }[]): Promise<string | null> {
    const associations = [];
    for (const { type: other, id } of to)
      associations.push({
        to: { id },
        types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: await this.#typeBetween(type, other) }],
      });
    const made = await this.ask('This record', 'POST', `/crm/objects/${version}/${type}`, { body: { properties, associations } });
    return textOf(made.id);
  }

  /** Ids of what is associated with a record, with the association's labels; at most `most`. */
  async associated(record: string, type: string, id: string, other: string, most: number) {
    const path = `/crm/objects/${version}/${type}/${encodeURIComponent(id)}/associations/${other}`;
    const found: { id: string; types: readonly Loose[] }[] = [];
    let after: string | null = null;
    do {
      const page = await this.ask(record, 'GET', path, { qs: { limit: '500', ...(after === null ? {} : { after }) } });
      for (const row of listOf(page.results).map(loose)) {
        const to = textOf(row.toObjectId);
        if (to !== null) found.push({ id: to, types: listOf(row.associationTypes).map(loose) });
      }
      after = textOf(loose(loose(page.paging).next).after);
    } while (after !== null && found.length < most);
    return found.slice(0, most);
  }

  /** Records by id, a hundred a request. One deleted meanwhile is left out; any other error in part is an error. */
  async readMany(type: string, ids: readonly string[], properties: readonly string[]): Promise<Loose[]> {
    const read: Loose[] = [];
    for (let from = 0; from < ids.length; from += 100) {
      const inputs = ids.slice(from, from + 100).map((id) => ({ id }));
      const path = `/crm/objects/${version}/${type}/batch/read`;
      const answer = await this.ask('This record', 'POST', path, { body: { inputs, properties }, writes: false });
      const failed = listOf(answer.errors).map(loose);
      if (failed.some(({ category }) => category !== 'OBJECT_NOT_FOUND'))
        throw later('HubSpot gave only a part of what was asked for.');
      read.push(...listOf(answer.results).map(loose));
    }
    return read;
  }

  stages(type: string): Promise<Loose> {
    return this.ask('The pipelines', 'GET', `/crm/pipelines/${version}/${type}`);
  }

  properties(type: string): Promise<Loose> {
    return this.ask('The properties', 'GET', `/crm/properties/${version}/${type}`);
  }

  owners(qs: Record<string, string>): Promise<Loose> {
    return this.ask('The owner', 'GET', `/crm/owners/${version}`, { qs });
  }

  owner(id: string): Promise<Loose> {
    return this.ask('The owner', 'GET', `/crm/owners/${version}/${encodeURIComponent(id)}`);
  }

  /** The one owner with this e-mail; null where there is none. */
  ownerOf(email: string | null): Promise<string | null> {
    if (email === null) return Promise.resolve(null);
    return this.#once(`owner ${email.toLowerCase()}`, async () => {
      const found = await this.owners({ email, limit: '2' });
      const owners = listOf(found.results).map(loose);
      return owners.length === 1 ? textOf(owners[0]?.id) : null;
    });
  }

  async #typeBetween(from: string, to: string): Promise<number> {
    const id = await this.#once(`type ${from} ${to}`, async () => {
      const found = await this.ask('The association', 'GET', `/crm/associations/${version}/${from}/${to}/labels`);
      const plain = listOf(found.results)
        .map(loose)
        .find(({ category, label }) => category === 'HUBSPOT_DEFINED' && (label ?? null) === null);
      return textOf(plain?.typeId);
    });
    if (id === null) throw refused('invalid', `HubSpot knows no way to put ${from} on ${to} in this portal.`);
    return Number(id);
  }

  #once(name: string, find: () => Promise<string | null>): Promise<string | null> {
    return kept.once(`${this.#key} ${name}`, find);
  }
}
