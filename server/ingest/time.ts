import { type Event, eventCaps } from '../../lib/contract/event.ts';

/**
 * When an event happened, epoch ms. A `timestamp` is believed; an `originalTimestamp` is by the sender's clock and is
 * corrected by how wrong `sentAt` was, as Segment does: received - (sent - original). Out of range is moved into range and
 * flagged, never dropped.
 */
export function timeOf(event: Event, sentAt: string | null | undefined, receivedAt: number): { at: number; clamped: boolean } {
  const sent = event.sentAt ?? sentAt;
  const original = event.originalTimestamp;
  let at = receivedAt;
  if (event.timestamp) at = Date.parse(event.timestamp);
  else if (original && sent) at = receivedAt - (Date.parse(sent) - Date.parse(original));
  else if (original) at = Date.parse(original);
  // Nothing happens before it is heard of: a clock a little ahead is put right without a word, one far ahead with a flag.
  if (at > receivedAt) return { at: receivedAt, clamped: at > receivedAt + eventCaps.futureMs };
  if (at < receivedAt - eventCaps.pastMs) return { at: receivedAt - eventCaps.pastMs, clamped: true };
  return { at, clamped: false };
}
