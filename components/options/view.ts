/** What the options page is given and what it may ask for. Each ask that can fail answers with one sentence, or null. */
import type { Connection, ConnectionKey, ConnectionTest, ParkedJobs, SetConnection } from '../../lib/contract/connection.ts';
import type { Operation } from '../../lib/contract/disposition.ts';
import type { CrmId } from '../../lib/contract/record.ts';
import type { RegisteredCrm, Role } from '../../lib/contract/session.ts';
import type { SignInMethods } from '../../lib/contract/sign-in.ts';

export type Connected = {
  apiUrl: string;
  name: string;
  email: string | null;
  workspace: string;
  workspaceId: string;
  role: Role;
  /** Of a pasted token. */
  expiresAt: string | null;
  /** Null with a pasted token. */
  session: { endsAt: string } | null;
  /** The server ended the session. */
  ended: boolean;
  /** Why, in the server's own sentence; null when it did not say. */
  endedWhy: string | null;
};
export type NamedCrm = { crm: Exclude<CrmId, 'custom'>; name: string; hosts: readonly string[]; granted: boolean };
export type OwnCrm = RegisteredCrm & { granted: boolean; byAdmin: boolean };
/** `lead`: the lead's name, where this browser still remembers it; `did`: what was done, in words. */
export type Unsent = {
  id: string;
  operation: Operation;
  state: string;
  because: string | null;
  lead: string | null;
  did: string;
};

/** Which CRMs the server writes to, as an admin sees it. */
export type WriteBack =
  | { state: 'reading' }
  | { state: 'failed'; message: string }
  | { state: 'read'; connections: readonly Connection[]; parked: ParkedJobs };

export type OptionsState = {
  /** `reading` until the device has said; `broken` when the browser lets nothing be stored. */
  connection: 'reading' | 'broken' | null | Connected;
  /** What the organisation has set for every browser. */
  preset: { apiUrl: string | null; workspace: string | null; off: readonly string[] };
  /** Somebody else is about to be signed in, and whoever was before has unsent work. Names with their workspace. */
  switching: { from: string; to: string; unsent: readonly Unsent[]; canSend: boolean } | null;
  /** What is to be known of the last sign-out. */
  notice: string | null;
  crms: readonly NamedCrm[];
  own: readonly OwnCrm[];
  off: readonly string[];
  unsent: readonly Unsent[];
  /** Work another version of the extension kept and this one cannot read. */
  parked: number;
  /** Null for everybody but admins. */
  writeBack: WriteBack | null;
};

export type Answer = Promise<string | null>;
export type OptionsActions = {
  /** How one signs in to a workspace. */
  methods: (apiUrl: string, workspace: string) => Promise<{ ok: true; value: SignInMethods } | { ok: false; message: string }>;
  /** Opens the provider's window. */
  signInWith: (apiUrl: string, methods: SignInMethods) => Answer;
  pair: (apiUrl: string, code: string) => Answer;
  connect: (apiUrl: string, token: string) => Answer;
  switchTo: (leaving: 'send' | 'keep' | 'discard' | 'stay') => Answer;
  /** Asks the server again whom the token speaks for. */
  check: () => Answer;
  signOut: (leaving: 'send' | 'keep' | 'discard') => Answer;
  /** Directly from a click: the browser asks its own question. */
  allow: (crm: NamedCrm['crm']) => Answer;
  withdraw: (crm: NamedCrm['crm']) => Answer;
  addOwn: (crm: RegisteredCrm) => Answer;
  removeOwn: (crm: RegisteredCrm) => Answer;
  turnOn: (origin: string) => Answer;
  retry: (id: string) => void;
  discard: (id: string) => void;
  writeBack: WriteBackActions;
};

export type WriteBackActions = {
  read: () => void;
  /** Makes or changes a connection, and tests it. */
  set: (connection: SetConnection) => Answer;
  setState: (key: ConnectionKey, state: 'on' | 'paused') => Answer;
  test: (key: ConnectionKey) => Promise<ConnectionTest>;
  remove: (key: ConnectionKey) => Answer;
  replay: (operationId: string) => Answer;
  discard: (operationId: string, reason: string) => Answer;
};
