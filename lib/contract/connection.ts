import * as z from 'zod';
import { dispositionKinds } from './disposition.ts';
import { instant, text } from './primitives.ts';
import { crmId, recordRef } from './record.ts';

/** `paused` by an admin; `signed_out`: the CRM no longer takes the credential. Either way its jobs wait and none is lost. */
export const connectionStates = ['on', 'paused', 'signed_out'] as const;

/** Which connection is meant: one tenant of one CRM, as in a record's ref. */
export const connectionKey = z.strictObject({ crm: crmId, account: z.string().min(1).max(200) }).meta({ id: 'ConnectionKey' });
export type ConnectionKey = z.infer<typeof connectionKey>;

const settings = z.record(z.string().min(1).max(60), z.string().max(2000));
const baseUrl = z.string().min(1).max(500);

/** How a workspace reaches a CRM. The credential goes in and never comes out. */
export const connection = z
  .object({
    crm: crmId,
    account: z.string().max(200),
    baseUrl,
    settings,
    state: z.enum(connectionStates),
    /** Why it is not on, and what to do. */
    because: text.nullable(),
    /** When its credential first signed in; null while it never did. */
    provenAt: instant.nullable(),
    /** Tries in a row that came to nothing. */
    failures: z.int().min(0),
    /** While the CRM fails it is left alone until then. */
    restingUntil: instant.nullable(),
    waiting: z.int().min(0),
    parked: z.int().min(0),
    createdAt: instant,
    changedAt: instant,
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof connection>;
export const connections = z.object({ connections: z.array(connection) }).meta({ id: 'Connections' });

/** Makes a connection, or changes it: left out, the credential stays as it is. */
export const setConnection = z
  .strictObject({
    ...connectionKey.shape,
    baseUrl,
    /** What the CRM needs to sign in, by name; which names is the CRM's own. */
    secret: z.record(z.string().min(1).max(60), z.string().min(1).max(20_000)).optional(),
    settings: settings.default({}),
  })
  .meta({ id: 'SetConnection' });
export type SetConnection = z.infer<typeof setConnection>;

/** `because` is told to reps as part of a sentence, which has to fit a text. */
export const connectionState = z
  .strictObject({
    ...connectionKey.shape,
    state: z.enum(['on', 'paused']),
    because: z.string().min(1).max(2000, { error: 'Give the reason in 2000 characters at most' }).optional(),
  })
  .meta({ id: 'SetConnectionState' });

/** Whether writing will work, and in a sentence what to do where it will not. */
export const connectionTest = z.object({ ok: z.boolean(), sentence: text }).meta({ id: 'ConnectionTest' });
export type ConnectionTest = z.infer<typeof connectionTest>;

/** A write-back that ended without reaching the CRM and waits for a person. */
export const parkedJob = z
  .object({
    operationId: z.uuid(),
    leadId: z.string().max(60),
    ref: recordRef,
    kind: z.enum(dispositionKinds),
    /** `invalid`, `gone`, `forbidden`: the CRM said no. `exhausted`: it never answered. `disconnected`: its connection was removed. */
    code: z.string().max(40),
    because: text,
    tries: z.int().min(0),
    since: instant,
    /** What a later choice on the record has set since, which a replay leaves as it is: CRM fields by their API name. */
    leftOut: z.array(z.string().max(120)).optional(),
  })
  .meta({ id: 'ParkedJob' });
export type ParkedJob = z.infer<typeof parkedJob>;
export const parkedJobs = z.object({ jobs: z.array(parkedJob), total: z.int().min(0) }).meta({ id: 'ParkedJobs' });
export type ParkedJobs = z.infer<typeof parkedJobs>;

/** Ends a parked job for good; the reason is kept with it. */
export const discardJob = z.strictObject({ reason: text.min(1) }).meta({ id: 'DiscardJob' });
export const done = z.object({ done: z.literal(true) }).meta({ id: 'Done' });
