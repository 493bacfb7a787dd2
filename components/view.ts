/**
 * What the sidebar is given and what it may ask for. Views take this and nothing else: they never fetch, never store,
 * and every state a person can meet is one of these.
 */
import type { LeadContext } from '../lib/contract/context.ts';
import type { DispositionEntry, Operation } from '../lib/contract/disposition.ts';
import type { RecordRef } from '../lib/contract/record.ts';

/** How far the copy on screen is to be trusted. `since` is the epoch millisecond at which the copy was fetched. */
export type Freshness =
  | { kind: 'fresh'; since: number }
  | { kind: 'refreshing'; since: number }
  | { kind: 'stale'; since: number; because: 'offline' | 'unreachable' | 'signed_out' | 'error'; message: string };

/**
 * How far one thing the rep did has come by what this device knows: kept here, or saved on the server. What the server
 * says of its way into the CRM stands in the context. `not_kept` is said at once when the device could not store it; the text stays in its box.
 */
export type WriteState = 'keeping' | 'kept' | 'sending' | 'saved' | 'failed' | 'not_kept';

export type Write = {
  operation: Operation;
  state: WriteState;
  /** Why it is not saved yet, and what will happen or what to do; null when all is well. */
  because: string | null;
  /** Epoch ms up to which it can be taken back with one action; null once it cannot. */
  undoUntil: number | null;
};

/** What was asked of the server about operations parked on their way into the CRM, by operation id. */
export type Retries = Readonly<Record<string, { state: 'asking' } | { state: 'refused'; message: string }>>;

/** Two people decided on one lead: both values, and the rep chooses. */
export type Conflict = { mine: Operation; theirs: DispositionEntry | null; version: number };

export type View =
  /** Never connected, or signed out; `unsent` counts what was kept. */
  | { kind: 'first_run'; unsent: number }
  /** `why`: the server's sentence on a session that ended. */
  | { kind: 'signed_out'; because: 'expired' | 'refused' | 'ended'; why?: string | undefined; unsent: number }
  | { kind: 'no_record' }
  | { kind: 'loading' }
  /** `because`: what the server says of this record in particular, such as that its CRM is being asked. */
  | {
      kind: 'unknown_record';
      ref: RecordRef;
      because: string | null;
      link: { state: 'idle' | 'sending' } | { state: 'failed'; message: string };
    }
  /** `writes`: what was chosen about the person and is not saved, without the words that were typed. */
  | { kind: 'erased'; writes: readonly Write[] }
  /** `writes`: what was chosen about the person and waits on this device until the restriction is lifted. */
  | { kind: 'restricted'; writes: readonly Write[] }
  | { kind: 'forbidden'; message: string }
  | { kind: 'offline' }
  | { kind: 'unreachable'; apiUrl: string; message: string }
  | { kind: 'server_too_old'; server: number; needs: number }
  | { kind: 'client_too_old' }
  | { kind: 'error'; message: string; fix: string; requestId: string | null }
  | {
      kind: 'lead';
      context: LeadContext;
      freshness: Freshness;
      writes: readonly Write[];
      conflict: Conflict | null;
      retries: Retries;
    };

export type Tab = 'brief' | 'handoff';
/** Where the sidebar is hosted: laid over the page, or in the browser's own panel. */
export type Host = 'frame' | 'panel';

/** What the rep is in the middle of writing for one record; survives a reload of the frame. */
export type Draft = {
  note: string;
  open: 'reject' | 'reject_sub' | 'recycle' | 'attempt' | 'heard' | 'origin' | null;
  reason: string | null;
  /** What was heard on the call, as typed: one thing a line. */
  heard?: HeardDraft | undefined;
  /** How they found us, as picked and not yet saved. */
  origin?: { channel: LeadContext['origin']['verdict']['channel']; assistant: string } | undefined;
};
export type HeardDraft = { objections: string; competitors: string; words: string; claims: string };

/** A choice as the view knows it; the port adds id, ref, time, expected version and what was seen. */
export type Choice =
  | { kind: 'accept' }
  | { kind: 'reject'; reason: string; subReason: string | null; missing: string[] }
  | { kind: 'recycle'; until: string; reason: string | null }
  | { kind: 'reopen' }
  | { kind: 'undo'; undoes: string }
  | {
      kind: 'attempt';
      channel: 'call' | 'email' | 'linkedin' | 'meeting';
      outcome: 'connected' | 'no_answer' | 'voicemail' | 'sent' | 'booked' | 'wrong_contact';
    }
  | { kind: 'origin'; confirmed: boolean; channel: LeadContext['origin']['verdict']['channel']; assistant: string | null }
  | { kind: 'step'; step: string; useful: boolean }
  | { kind: 'heard'; objections: string[]; competitors: string[]; words: string[]; claims: string[] };

export type Actions = {
  /** Keeps the choice on the device, then sends it. Resolves once it is kept; rejects with a sentence when it could not be kept. */
  choose: (choice: Choice, note: string | null) => Promise<void>;
  retry: (operationId: string) => void;
  /** Has the server try again to write one into the CRM that it had parked. */
  deliverAgain: (operationId: string) => void;
  discard: (operationId: string) => void;
  resolve: (keep: 'mine' | 'theirs') => void;
  refresh: () => void;
  copy: (text: string) => Promise<void>;
  linkByEmail: (email: string) => void;
  /** Opens the options page, where the API address and the token are set. */
  connect: () => void;
  collapse: () => void;
  dock: () => void;
  offForSite: () => void;
  setTab: (tab: Tab) => void;
  setDraft: (draft: Draft) => void;
  /** A section was on screen: kept with the disposition as what the rep had seen. */
  saw: (section: string) => void;
};

export type SidebarProps = {
  view: View;
  actions: Actions;
  tab: Tab;
  host: Host;
  draft: Draft;
  /** Server time minus device time, in ms: every age and countdown is read with it. */
  offsetMs: number;
  /** Why what was pressed last was not done, or why nothing is to be decided here: the page covers the panel. */
  covered?: string | null;
  /** Nothing is to be decided here any more: the page fights. */
  fought?: boolean;
};
