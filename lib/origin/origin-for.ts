import type { LeadFacts, RawTouch } from '../contract/facts.ts';
import type { Channel, EvidenceClass, Origin, OriginConfirmation, OriginVerdict, SourceTouch } from '../contract/origin.ts';
import { address } from './address.ts';
import { readClick } from './click.ts';
import { classifyOrigin } from './index.ts';
import { evidence } from './reading.ts';
import { readSelfReport } from './self-report.ts';
import { sentenceFor } from './sentence.ts';

/** Touches that are a source by themselves, whatever page they led to. */
const kindChannels: Readonly<Partial<Record<RawTouch['kind'], Channel>>> = {
  email: 'email',
  event: 'event',
  webinar: 'event',
  ad: 'paid_other',
};
/** What makes a visitor known, the plainest wish to talk first. */
const conversions: readonly (readonly RawTouch['kind'][])[] = [
  ['demo_request', 'contact_request'],
  ['trial'],
  ['form'],
  ['download'],
  ['webinar'],
  ['event'],
];

/**
 * How the lead found us, built from its facts. `ownDomains` are the workspace's own hosts: a visit that comes from one of
 * them, or from a subdomain, came from nowhere else. A rep's word is kept beside the verdict and never changes it.
 */
export function originFor(facts: LeadFacts, options: { ownDomains: readonly string[] }): Origin {
  const own = options.ownDomains.flatMap((domain) => address(domain)?.host ?? []);
  const touches = facts.touches.map((touch) => ({ touch, visit: visitOf(touch, own) }));
  const [first, ...later] = touches;
  const verdict = byKind(
    first?.touch,
    classifyOrigin({
      ...first?.visit,
      selfReported: facts.selfReported?.value,
      salesNote: tellingNote(facts.salesNotes),
      laterTouches: later.map(({ visit }) => visit),
    }),
  );
  const confirmation = facts.confirmations.reduce<OriginConfirmation | null>(
    (last, one) => (last && Date.parse(last.at) > Date.parse(one.at) ? last : one),
    null,
  );
  const sources = touches.map(({ touch, visit }) => sourceTouch(touch, channelOf(touch, visit), visit.referrer));
  const brought = sources.filter(({ channel }) => channel !== 'direct' && channel !== 'unknown' && channel !== 'bot');
  const evidenceClass = classOf(verdict, confirmation, facts);
  return {
    verdict,
    evidenceClass,
    sentence: sentenceFor(verdict, evidenceClass, confirmation).slice(0, 2048),
    selfReported: facts.selfReported?.value ?? null,
    first: sources[0] ?? null,
    latest: brought.at(-1) ?? sources.at(-1) ?? null,
    converting: converting(facts.touches, sources),
    problem: facts.problem?.value ?? null,
    proofPoints: facts.proofPoints.map((fact) => fact.value),
    shortlist: facts.shortlist.map((fact) => fact.value),
    claims: facts.claims.map((fact) => fact.value),
    confirmation,
  };
}

/** The newest note that names a source: a later one corrects those before it. */
function tellingNote(notes: LeadFacts['salesNotes']): string | null {
  const newest = [...notes].sort((a, b) => Date.parse(b.at ?? '') - Date.parse(a.at ?? '') || 0);
  return newest.find((note) => readSelfReport(note.value, { note: true }).first)?.value ?? newest[0]?.value ?? null;
}

type Seen = { referrer: string | null; landingUrl: string | null; userAgent: string | null };

/** A touch as a visit: campaign fields that the address lost are put back, and our own pages are no referrer. */
function visitOf(touch: RawTouch, own: readonly string[]): Seen {
  const host = address(touch.referrer)?.host;
  const inside = host !== undefined && own.some((domain) => host === domain || host.endsWith(`.${domain}`));
  return { referrer: inside ? null : touch.referrer, landingUrl: withCampaign(touch), userAgent: touch.userAgent };
}

const utm = new Set(['source', 'medium', 'campaign', 'term', 'content']);

function withCampaign({ url, campaign }: RawTouch): string | null {
  const lost = Object.entries(campaign).map(([name, value]): [string, string] => [
    name === 'name' ? 'utm_campaign' : utm.has(name) ? `utm_${name}` : name,
    value,
  ]);
  if (lost.length === 0) return url;
  try {
    const page = new URL(url ?? 'https://page.invalid/');
    for (const [name, value] of lost) if (!page.searchParams.has(name)) page.searchParams.set(name, value);
    return page.href;
  } catch {
    return `https://page.invalid/?${new URLSearchParams(lost)}`;
  }
}

function channelOf(touch: RawTouch, visit: Seen): Channel {
  const { channel } = readClick(visit);
  return channel === 'direct' || channel === 'unknown' ? (kindChannels[touch.kind] ?? channel) : channel;
}

/** A first touch that is an event or an email by itself names its channel where nothing else does. */
function byKind(first: RawTouch | undefined, verdict: OriginVerdict): OriginVerdict {
  const channel = first && kindChannels[first.kind];
  if (!channel || (verdict.channel !== 'direct' && verdict.channel !== 'unknown')) return verdict;
  const seen = { ...evidence('hint', first.title || first.name, `touch:${first.kind}`), class: 'observed' as const };
  return { ...verdict, channel, confidence: 'medium', evidence: [seen, ...verdict.evidence] };
}

function classOf(verdict: OriginVerdict, confirmation: OriginConfirmation | null, facts: LeadFacts): EvidenceClass {
  if (confirmation) return 'rep_confirmed';
  const known = verdict.channel !== 'unknown' && verdict.channel !== 'direct';
  const best = known ? verdict.evidence[0]?.class : verdict.evidence.find((one) => one.class === 'self_reported')?.class;
  return best ?? (facts.asked || facts.selfReported ? 'unknown_asked' : 'unknown_never_asked');
}

/** The first touch of the best kind that made them known; it has the channel of the newest visit that led to it. */
function converting(touches: readonly RawTouch[], sources: readonly SourceTouch[]): SourceTouch | null {
  const firsts = conversions.map((kinds) => touches.findIndex(({ kind }) => kinds.includes(kind)));
  const at = firsts.find((index) => index >= 0) ?? -1;
  const found = sources[at];
  if (!found) return null;
  const led = sources.slice(0, at + 1).findLast(({ channel }) => channel !== 'direct' && channel !== 'unknown');
  return led
    ? { ...found, channel: led.channel, campaign: found.campaign ?? led.campaign, referrer: found.referrer ?? led.referrer }
    : found;
}

function sourceTouch(touch: RawTouch, channel: Channel, referrer: string | null): SourceTouch {
  return {
    at: touch.at,
    channel,
    label: touch.title || touch.name,
    campaign: touch.campaign.campaign ?? touch.campaign.name ?? touch.campaign.utm_campaign ?? null,
    referrer,
    landingPage: touch.url,
    ref: `touch:${touch.id}`.slice(0, 200),
  };
}
