/** What is said of a journey into the CRM. The level comes first: kept on this device, saved, in the CRM. */
import { isUndo, type Journey, type JourneyState } from './journey.ts';
import { moment } from './time.ts';
import { crmName } from './words.ts';

const onDevice: Partial<Record<JourneyState, string>> = {
  keeping: 'keeping on this device',
  kept: 'kept on this device, not sent yet',
  sending: 'sending',
  failed: 'not saved',
  not_kept: 'not kept; what you wrote is still in its box',
};

/** Where it is, as the rest of a sentence: "saved, on its way to Salesforce". */
export function stateWords(journey: Journey): string {
  const { state, because, delivery } = journey;
  const crm = delivery ? crmName(delivery.crm) : 'the CRM';
  const taken = delivery && isUndo(journey) ? takenBack(state, because, crm) : null;
  if (taken !== null) return taken;
  switch (state) {
    case 'saved':
      return 'saved';
    case 'waiting':
    case 'writing':
      return because === null ? `saved, on its way to ${crm}` : `saved, not in ${crm} yet`;
    case 'parked':
      return `saved, but not in ${crm}`;
    case 'withdrawn':
      return `taken back before it went to ${crm}`;
    case 'in_crm':
      return isOvertaken(journey) ? `left out of ${crm}, where a later choice stands` : `in ${crm}`;
    default:
      return onDevice[state] ?? state;
  }
}

/** Nothing of it was left to write: later choices had set all of it. */
const isOvertaken = ({ delivery }: Journey) => delivery?.wrote.length === 0 && (delivery.leftOut ?? []).length > 0;

/** Taking back what the CRM has is a write of its own: what stood before is written again. */
function takenBack(state: JourneyState, because: string | null, crm: string): string | null {
  switch (state) {
    case 'waiting':
    case 'writing':
      return because === null ? `saved, being taken back in ${crm}` : `saved, not taken back in ${crm} yet`;
    case 'parked':
      return `saved, but not taken back in ${crm}`;
    case 'withdrawn':
      return `saved, and left as it is in ${crm}`;
    case 'in_crm':
      return `taken back in ${crm} too`;
    default:
      return null;
  }
}

/** What was written, in full or as "Lead.Status and 2 more". */
function wroteWords(wrote: readonly string[], short: boolean): string {
  if (wrote.length === 0) return '';
  return short && wrote.length > 2 ? `: ${wrote[0]} and ${wrote.length - 1} more` : `: ${wrote.join(', ')}`;
}

/** The same with its time and what was written: "In Salesforce 14:12: Lead.Status, Task". */
export function lineWords(journey: Journey, now: number, short = false): string {
  const { state, delivery } = journey;
  const words = stateWords(journey);
  const said = words.replace(/^./, (first) => first.toUpperCase());
  if (state === 'saved') return `${said} ${moment(savedAt(journey), now)}`;
  if (state !== 'in_crm' || delivery === null) return said;
  const leftOut = delivery.leftOut ?? [];
  const stays =
    leftOut.length === 0 || short || isOvertaken(journey) ? '' : `. Left as a later choice set it: ${leftOut.join(', ')}`;
  // Where one line is all there is, what was taken back needs no fields: those are what stood before.
  const wrote = short && isUndo(journey) ? '' : wroteWords(delivery.wrote, short);
  return `${said} ${moment(delivery.since, now)}${wrote}${stays}`;
}

function savedAt({ entry, at }: Journey): string {
  return entry?.receivedAt ?? at;
}

/** What happens next with one that is not in the CRM yet, and who has to do it; null when nothing needs saying. */
export function nextWords({ state, because, delivery }: Journey, now: number): string | null {
  if (state === 'parked') return 'Your admin sees it too.';
  if (because === null || delivery === null || state === 'in_crm') return null;
  if (state === 'writing') return 'It is being tried again now.';
  if (state !== 'waiting' || delivery.nextAt === null) return null;
  return Date.parse(delivery.nextAt) <= now ? 'It is tried again any moment.' : `Next try ${moment(delivery.nextAt, now)}.`;
}

/**
 * What is worth hearing of a journey; null while it is only on its way. Every choice is kept on this device for a moment
 * before it is sent: that is news only once there is a reason why it stays there.
 */
export function newsOf(journey: Journey): string | null {
  const { state, because } = journey;
  if (state === 'keeping' || state === 'sending' || (state === 'kept' && because === null)) return null;
  if ((state === 'waiting' || state === 'writing') && because === null) return 'saved';
  return [stateWords(journey), state === 'in_crm' ? null : because].filter(Boolean).join(', ');
}
