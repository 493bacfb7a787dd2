import * as v1 from 'pipedrive/v1';
import * as v2 from 'pipedrive/v2';
import type { Attempt, CrmTarget } from '../connector.ts';
import { Failure, later } from '../failure.ts';
import { connectionKey, Keep } from '../keep.ts';
import { Exchange } from '../send.ts';
import { jsonOf } from '../values.ts';
import { refusalOf } from './refusal.ts';

/** What is used of an axios request by the time an adapter is given it. */
type Sent = { method?: string; url?: string; headers?: object; data?: unknown };

/**
 * Pipedrive's client over our own exchange: what it throws has lost the status and the headers, and it would follow
 * redirects and wait without end.
 */
function adapterOver(exchange: Exchange) {
  return async (config: Sent) => {
    const headers = Object.fromEntries(
      Object.entries(config.headers ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    const body = typeof config.data === 'string' ? config.data : undefined;
    const answer = await exchange.send({ method: (config.method ?? 'get').toUpperCase(), url: config.url ?? '', headers, body });
    const data = jsonOf(answer.body);
    if (answer.status >= 300 || data === null || typeof data !== 'object') throw new Unfit();
    return { data, status: answer.status, statusText: '', headers: {}, config };
  };
}

/** An answer that is no success, or no JSON: the exchange has it. */
class Unfit extends Error {}

/** Users by e-mail, per company. */
const owners = new Keep<number | null>(5000);

/** One call's way into one company: the client's parts that are used, and every thrown thing a `Failure`. */
export class Company {
  readonly exchange: Exchange;
  readonly leads: v1.LeadsApi;
  readonly leadLabels: v1.LeadLabelsApi;
  readonly notes: v1.NotesApi;
  readonly users: v1.UsersApi;
  readonly activities: v2.ActivitiesApi;
  readonly persons: v2.PersonsApi;
  readonly organizations: v2.OrganizationsApi;
  readonly deals: v2.DealsApi;
  readonly stages: v2.StagesApi;
  readonly personFields: v2.PersonFieldsApi;
  readonly organizationFields: v2.OrganizationFieldsApi;
  readonly dealFields: v2.DealFieldsApi;
  readonly #secrets: readonly string[];
  readonly #key: string;

  constructor(target: CrmTarget, attempt: Attempt) {
    this.exchange = new Exchange('Pipedrive', attempt);
    const adapter = adapterOver(this.exchange);
    const apiKey = target.secret.apiToken ?? '';
    const first = new v1.Configuration({ apiKey, basePath: `${target.baseUrl}/api/v1` });
    const second = new v2.Configuration({ apiKey, basePath: `${target.baseUrl}/api/v2` });
    first.baseOptions = { adapter };
    second.baseOptions = { adapter };
    this.leads = new v1.LeadsApi(first);
    this.leadLabels = new v1.LeadLabelsApi(first);
    this.notes = new v1.NotesApi(first);
    this.users = new v1.UsersApi(first);
    this.activities = new v2.ActivitiesApi(second);
    this.persons = new v2.PersonsApi(second);
    this.organizations = new v2.OrganizationsApi(second);
    this.deals = new v2.DealsApi(second);
    this.stages = new v2.StagesApi(second);
    this.personFields = new v2.PersonFieldsApi(second);
    this.organizationFields = new v2.OrganizationFieldsApi(second);
    this.dealFields = new v2.DealFieldsApi(second);
    this.#secrets = Object.values(target.secret);
    this.#key = connectionKey(target);
  }

  /** `record` is what a 404 says is gone. */
  async ask<T>(record: string, request: Promise<T>): Promise<T> {
    try {
      return await request;
    } catch (error) {
      if (error instanceof Failure || !(error instanceof Unfit)) throw error;
      const { last } = this.exchange;
      if (!last || last.status < 400) throw later('Pipedrive answered in a way Leadside does not understand.');
      throw refusalOf(last, this.#secrets, record);
    }
  }

  /** The one active user with this e-mail; null where there is none. */
  async ownerOf(email: string | null): Promise<number | null> {
    if (email === null) return null;
    return owners.once(`${this.#key} ${email.toLowerCase()}`, async () => {
      const { data } = await this.ask('The user', this.users.getUsers());
      const found = (data ?? []).filter((user) => user.active_flag && user.email?.toLowerCase() === email.toLowerCase());
      return found.length === 1 ? (found[0]?.id ?? null) : null;
    });
  }
}
