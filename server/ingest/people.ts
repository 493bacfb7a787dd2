import { randomUUID } from 'node:crypto';
import { type Key, type Keys, keyName, type RecordKey } from './keys.ts';

/** What is known of a lead when identifiers are matched. `known` leads are people somebody can name: never merged by an event. */
export type LeadState = { known: boolean; hasUser: boolean; hasEmail: boolean };
export type Attached = Key & { leadId: string };
export type Claim = Attached;

/**
 * Whose event it is. Decides over identifiers read beforehand and notes what has to be written; asks nothing itself.
 *
 * - The user id decides, then the mail address, then the browser's anonymous id.
 * - A record whose lead has no user id or mail address of its own yet comes after those: the CRM knew the person first.
 *   What the CRM itself says of a record is about the lead that record shows, whatever mail address it names.
 * - An identifier belongs to its first owner. An event that claims one of another known lead is kept as a claim.
 * - A lead known by nothing but a user id is no person yet: it is absorbed when a mail address says who it is.
 * - An anonymous id never carries an event over to a lead with another user id or mail address: browsers are shared.
 */
export class People {
  readonly created: string[] = [];
  readonly attached: Attached[] = [];
  readonly claims: Claim[] = [];
  /** Lead that was absorbed, and by whom. */
  readonly merged = new Map<string, string>();
  readonly #owners: Map<string, string>;
  readonly #states: Map<string, LeadState>;

  constructor(owners: ReadonlyMap<string, string>, states: ReadonlyMap<string, LeadState>) {
    this.#owners = new Map(owners);
    this.#states = new Map([...states].map(([id, state]) => [id, { ...state }]));
  }

  /** The lead a lead is part of now. */
  final(leadId: string): string {
    let id = leadId;
    for (let next = this.merged.get(id); next !== undefined; next = this.merged.get(id)) id = next;
    return id;
  }

  ownerOf(key: Key | RecordKey | null): string | null {
    const owner = key === null ? undefined : this.#owners.get(keyName(key));
    return owner === undefined ? null : this.final(owner);
  }

  /**
   * The lead an event would be told of as things stand, null when it would be a new one or nobody's. `joins`: the one that lead would
   * become part of, by a record in the event.
   */
  find(keys: Keys, byCrm = false): { found: string | null; joins: string | null } {
    const shown = keys.records.flatMap((key) => this.ownerOf(key) ?? []);
    const open = shown.find((owner) => this.#hasRoomFor(keys, owner)) ?? null;
    const named = this.ownerOf(keys.user) ?? this.ownerOf(keys.email) ?? open ?? this.#byBrowser(keys);
    const found = (byCrm ? shown[0] : undefined) ?? named;
    return { found, joins: found === null || open === found || this.#state(found).known ? null : open };
  }

  /** The lead of an event, made when the event names a person nobody knows; null while only a browser is known. */
  resolve(keys: Keys, byCrm = false): string | null {
    const { found, joins } = this.find(keys, byCrm);
    const names = keys.user !== null || keys.email !== null || keys.records.length > 0;
    let lead = found ?? (names ? this.#create() : null);
    if (lead === null) return null;
    if (joins !== null) lead = this.#absorb(lead, joins);
    const unproven = new Set<Key | null>([keys.anonymous]);
    for (const key of [keys.user, keys.email, keys.anonymous, ...keys.previous]) {
      if (key === null) continue;
      const owner = this.ownerOf(key);
      if (owner === null) this.#attach(key, lead);
      else if (owner !== lead && !unproven.has(key)) lead = this.#meet(lead, owner, key);
    }
    if (keys.records.length > 0) this.#state(lead).known = true;
    for (const key of keys.records) if (this.ownerOf(key) === null) this.#owners.set(keyName(key), lead);
    return lead;
  }

  #byBrowser({ user, email, anonymous }: Keys): string | null {
    const owner = this.ownerOf(anonymous);
    return owner !== null && this.#hasRoomFor({ user, email }, owner) ? owner : null;
  }

  /** Whether a lead has neither a user id nor a mail address where these bring one. */
  #hasRoomFor({ user, email }: Pick<Keys, 'user' | 'email'>, leadId: string): boolean {
    const { hasUser, hasEmail } = this.#state(leadId);
    return !(user !== null && hasUser) && !(email !== null && hasEmail);
  }

  /** Two leads turn out to share an identifier: one absorbs the other if that one is no known person, else it is a claim. */
  #meet(lead: string, owner: string, key: Key): string {
    const [mine, theirs] = [this.#state(lead), this.#state(owner)];
    if (mine.known && theirs.known) {
      this.claims.push({ ...key, leadId: lead });
      return lead;
    }
    return theirs.known ? this.#absorb(lead, owner) : this.#absorb(owner, lead);
  }

  #absorb(from: string, into: string): string {
    const [mine, theirs] = [this.#state(from), this.#state(into)];
    this.merged.set(from, into);
    const state = this.#state(into);
    state.hasUser ||= mine.hasUser || theirs.hasUser;
    state.hasEmail ||= mine.hasEmail || theirs.hasEmail;
    state.known ||= mine.known || theirs.known;
    return into;
  }

  #attach(key: Key, leadId: string): void {
    this.#owners.set(keyName(key), leadId);
    this.attached.push({ ...key, leadId });
    const state = this.#state(leadId);
    if (key.kind === 'user') state.hasUser = true;
    if (key.kind === 'email') {
      state.hasEmail = true;
      state.known = true;
    }
  }

  #create(): string {
    const id = randomUUID();
    this.created.push(id);
    this.#states.set(id, { known: false, hasUser: false, hasEmail: false });
    return id;
  }

  #state(leadId: string): LeadState {
    const state = this.#states.get(leadId) ?? { known: true, hasUser: true, hasEmail: true };
    this.#states.set(leadId, state);
    return state;
  }
}
