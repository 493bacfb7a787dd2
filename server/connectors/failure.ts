import type { ReadOutcome, WriteOutcome } from './connector.ts';

export type NotDone = Exclude<WriteOutcome, { kind: 'done' }>;

/** How a try ended when it did not end well: thrown inside a connector, handed out of it as an outcome. */
export class Failure extends Error {
  readonly outcome: NotDone;
  constructor(outcome: NotDone) {
    super(outcome.because);
    this.outcome = outcome;
  }
}

export const later = (because: string, retryAfterMs: number | null = null, unknown = false) =>
  new Failure({ kind: 'later', because, retryAfterMs, unknown });
export const refused = (code: 'invalid' | 'gone' | 'forbidden', because: string) =>
  new Failure({ kind: 'refused', code, because });
export const signedOut = (because: string) => new Failure({ kind: 'signed_out', because });

/** A failed write as a failed read: a record that cannot be asked for as it is named is not there. */
export function asRead(outcome: NotDone): ReadOutcome {
  if (outcome.kind === 'later') return { kind: 'later', because: outcome.because, retryAfterMs: outcome.retryAfterMs };
  if (outcome.kind === 'signed_out') return outcome;
  return { kind: outcome.code === 'forbidden' ? 'forbidden' : 'gone', because: outcome.because };
}

/** What only adds to a record is left out where the CRM does not give it; a pause or a lost sign-in still counts. */
export async function given<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Failure && error.outcome.kind === 'refused') return null;
    throw error;
  }
}
