import * as z from 'zod';
import type { Event } from '../../lib/contract/event.ts';
import { recordRef } from '../../lib/contract/record.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import type { CrmRecord } from '../connectors/connector.ts';
import { timeOf } from '../ingest/time.ts';
import { crmNames } from './names.ts';
import { reachedStages } from './stage-words.ts';

const traits = z.record(z.string(), z.string());

/** One reading of a record, as it is kept with the event that told it: what the next one is compared with. */
const keptReading = z.object({
  ref: recordRef,
  /** When it began, epoch ms: of two readings the one that began later is the newer. */
  startedAt: z.number(),
  person: traits,
  company: traits,
  stages: z.array(z.object({ stage: z.string(), at: z.string().nullable() })),
});
export type Reading = z.infer<typeof keptReading>;

/** The reading an event of ours carries, or null. */
export const readingIn = (event: unknown): Reading | null =>
  z.object({ context: z.object({ reading: keptReading }) }).safeParse(event).data?.context.reading ?? null;

const longest = 2048;
/** What a CRM holds as text, as the database can keep it. */
export function plainText(said: unknown): string | null {
  if (typeof said !== 'string') return null;
  const whole = said.replaceAll('\0', '').trim().slice(0, longest);
  return whole.replaceAll(/\p{Surrogate}/gu, '\ufffd').trim() || null;
}

function texts(from: Readonly<Record<string, unknown>> | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(from ?? {}).flatMap(([name, said]) => {
      const text = plainText(said);
      return text === null ? [] : [[name, text] as const];
    }),
  );
}

/** What a record says, as the traits events speak in. */
export function readingOf(record: CrmRecord, startedAt: number, policy: Policy): Reading {
  const { company, ...person } = texts(record.person);
  const account = texts(record.account);
  const name = account.name ?? company;
  return {
    ref: record.ref,
    startedAt,
    person,
    company: { ...account, ...(name === undefined ? {} : { name }) },
    stages: reachedStages(record, policy),
  };
}

const differing = (now: Reading['person'], before: Reading['person']): Reading['person'] =>
  Object.fromEntries(Object.entries(now).filter(([name, said]) => said !== before[name]));

/**
 * A reading as the event that tells it, or null when it says nothing new. Only what differs from the reading before is told:
 * a record somebody touched today does not say anew what was typed in last year, and so takes nothing back from whoever told
 * a fact since. `at` is when the CRM changed the record, or, where it does not say, when it was read.
 */
export function eventOf(
  reading: Reading,
  before: Reading | null,
  changedAt: string | null,
): { event: Event; at: number; clamped: boolean } | null {
  if (before !== null && before.startedAt > reading.startedAt) return null;
  const person = differing(reading.person, before?.person ?? {});
  const company = differing(reading.company, before?.company ?? {});
  const known = new Set(before?.stages.map((one) => JSON.stringify(one)));
  const stages = reading.stages.filter((one) => !known.has(JSON.stringify(one)));
  const parts = [Object.keys(person), Object.keys(company), stages];
  if (before !== null && parts.every(({ length }) => length === 0)) return null;
  const event: Event = {
    type: 'identify',
    traits: {
      ...person,
      ...companyTraits(reading, company, person),
      ...(stages.length > 0 ? { lifecycleStages: stages } : {}),
      crmRecords: [reading.ref],
    },
    context: { integration: { name: crmNames[reading.ref.crm] }, reading },
  };
  const at = timeOf({ ...event, timestamp: changedAt }, null, reading.startedAt);
  // What changed around the record, its company for one, leaves the record's own date as it was.
  const same = before !== null && changedAt !== null && Date.parse(changedAt) <= before.startedAt;
  return { event, ...(same ? { at: reading.startedAt, clamped: false } : at) };
}

/** The mail address and the domain say together which company it is, so neither is told without the other. */
function companyTraits(reading: Reading, company: Reading['company'], person: Reading['person']): Record<string, unknown> {
  const { domain } = reading.company;
  const { email } = reading.person;
  if (Object.keys(company).length === 0 && !('email' in person)) return {};
  return {
    ...(email === undefined ? {} : { email }),
    company: { ...company, ...(domain === undefined ? {} : { domain }) },
  };
}
