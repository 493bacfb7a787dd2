import { createHash } from 'node:crypto';
import { type Event, event, eventCaps } from '../../lib/contract/event.ts';

export type Verdict = { ok: true; event: Event; messageId: string } | { ok: false; messageId: string | null; message: string };

/** Values a page sends at any length; they are cut to what is kept of an address instead of being refused. */
const addresses = new Set(['url', 'referrer', 'search', 'href', 'userAgent', 'initial_referrer', 'referring_url']);
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** What is wrong with a value, one sentence, or null. Stops at the first fault, and at the depth cap. */
function faultIn(value: unknown, path: string, depth: number): string | null {
  if (typeof value === 'string') return faultInText(value, path);
  if (typeof value === 'number')
    return Number.isFinite(value) ? null : `${path} is not a number JSON can hold; send a smaller one`;
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= eventCaps.depth) return `${shown(path)} is nested deeper than ${eventCaps.depth} levels; flatten it`;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const fault = faultIn(item, `${path}.${index}`, depth + 1);
      if (fault) return fault;
    }
    return null;
  }
  const entries = Object.entries(value);
  if (entries.length > eventCaps.keys) return `${shown(path) || 'The event'} has more than ${eventCaps.keys} keys; send fewer`;
  for (const [key, item] of entries) {
    if (forbiddenKeys.has(key)) return `${shown(path) || 'The event'} has a key named ${key}; rename it`;
    const at = path === '' ? key : `${path}.${key}`;
    const fault = faultInText(key, shown(at)) ?? (addresses.has(key) && isWell(item) ? null : faultIn(item, at, depth + 1));
    if (fault) return fault;
  }
  return null;
}

const isWell = (value: unknown): boolean => typeof value === 'string' && !/\0|\p{Surrogate}/u.test(value);

function faultInText(value: string, path: string): string | null {
  if (value.length > eventCaps.stringLength)
    return `${shown(path)} is longer than ${eventCaps.stringLength} characters; shorten it`;
  if (value.includes('\0')) return `${shown(path)} holds a NUL character; remove it`;
  if (/\p{Surrogate}/u.test(value)) return `${shown(path)} holds half of a surrogate pair; send well-formed Unicode`;
  return null;
}

/** A path as a sentence may show it: what came in must not come back at full length, or break a log. */
const shown = (path: string): string => path.replaceAll(/\p{Cc}|\p{Surrogate}/gu, '?').slice(0, 120);

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('messageId' in value)) return null;
  return typeof value.messageId === 'string' ? shown(value.messageId) : null;
}

/** Two sendings of one event without a message id are the same event: only when it was sent may differ. */
function standIn(value: object): string {
  const { sentAt: _sentAt, ...content } = value as Record<string, unknown>;
  return `content-${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`;
}

/**
 * Judges one event alone, so that a bad one never sinks its batch. `type` stands in for an event sent to the address of its
 * type. A refusal is one sentence that says what to change.
 */
export function judgeEvent(value: unknown, type?: string): Verdict {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, messageId: null, message: 'The event is not a JSON object; send one object per event' };
  const messageId = idOf(value);
  const refuse = (message: string): Verdict => ({ ok: false, messageId, message: `${message}.` });
  const fault = faultIn(value, '', 0);
  if (fault) return refuse(fault);
  if (Buffer.byteLength(JSON.stringify(value)) > eventCaps.eventBytes)
    return refuse(`The event is larger than ${eventCaps.eventBytes / 1024} KB; send less with it`);
  const parsed = event.safeParse(type === undefined ? value : { ...value, type });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(`${shown(issue?.path.join('.') ?? '') || 'The event'}: ${issue?.message ?? 'not understood'}`);
  }
  return { ok: true, event: parsed.data, messageId: parsed.data.messageId ?? standIn(value) };
}
