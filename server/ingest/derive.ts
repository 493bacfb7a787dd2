import type { Event } from '../../lib/contract/event.ts';
import { type FunnelStage, funnelStages, type TouchKind } from '../../lib/contract/touch.ts';
import { isHandoffEvent, kindOfEvent } from '../../lib/policy/event-kind.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import { accountFacts, domainOf } from './account-traits.ts';
import { campaignOf, cleanAddress, cleanPath } from './address.ts';
import { companyDomain } from './mail-domains.ts';
import { linksOf, personFacts, stagesOf } from './person-traits.ts';
import { type Derived, digest, type TouchRow } from './rows.ts';
import { type Bag, bagOf, emailOf, firstText, numberOf, textOf } from './values.ts';

/** An event as it is stored, with the time worked out for it. */
export type StoredEvent = { event: Event; messageId: string; at: number; source: string };

/** Kinds of event with which a buyer writes to us. */
const spoken: ReadonlySet<TouchKind> = new Set(['demo_request', 'contact_request', 'form', 'chat', 'trial'] as const);

/** What one event tells about its person: a pure reading, so that a stored event can be read again for another lead. */
export function derive({ event, messageId, at, source: sender }: StoredEvent, policy: Policy): Derived {
  const context = bagOf(event.context);
  const traits: Bag = { ...bagOf(context.traits), ...(event.type === 'group' ? {} : bagOf(event.traits)) };
  const source = (firstText(bagOf(context.integration), 'name') ?? firstText(traits, 'source') ?? sender).slice(0, 200);
  const id = digest(sender, messageId);
  const derived: Derived = {
    source,
    facts: personFacts(traits, at, source),
    account: null,
    touch: null,
    stages: stagesOf(traits, at).map((stage) => ({ ...stage, source })),
    handoff: null,
    links: linksOf(traits),
  };
  const properties = bagOf(event.properties);
  if (event.type === 'track' && isHandoffEvent(event.event ?? '', policy))
    derived.handoff = { id, at, trigger: firstText(properties, 'trigger', 'reason') ?? null, source };
  else if (event.type === 'track' || event.type === 'page' || event.type === 'screen')
    derived.touch = touchOf(event, properties, context, { id, at, source });
  const written = firstText(properties, 'message', 'question', 'comments');
  if (event.type === 'track' && written !== null && spoken.has(kindOfEvent(event.event ?? '', policy) ?? 'other'))
    derived.facts.push({ field: 'question', item: '', value: written.slice(0, 2048), detail: null, at, source });

  const email = emailOf(traits.email) ?? emailOf(event.userId);
  const company = bagOf(traits.company);
  const ofMail = email === null ? null : companyDomain(email);
  // Somebody with an address at an open mail service still belongs to the company that is told with them.
  const ofCompany = domainOf(firstText(company, 'domain', 'website'));
  const domain = ofMail ?? (ofCompany === null ? null : companyDomain(ofCompany));
  if (event.type === 'group') {
    const own = bagOf(event.traits);
    const from = firstText(own, 'source')?.slice(0, 200) ?? source;
    derived.account = { group: event.groupId ?? null, domain, at, facts: accountFacts(own, at, from) };
  } else if (domain !== null) {
    const known = accountFacts({ ...company, domain: company.domain ?? domain }, at, source);
    derived.account = { group: null, domain, at, facts: known };
  }
  return derived;
}

function touchOf(event: Event, properties: Bag, context: Bag, common: { id: string; at: number; source: string }): TouchRow {
  const page = bagOf(context.page);
  const url = cleanAddress(properties.url) ?? cleanAddress(page.url);
  const path = cleanPath(properties.path) ?? cleanPath(page.path) ?? (url === null ? null : new URL(url).pathname);
  const pageTitle = textOf(properties.title) ?? (event.type === 'track' ? null : textOf(page.title));
  const name = event.event ?? event.name ?? event.category ?? pageTitle ?? path ?? event.type;
  const said = firstText(properties, 'stage', 'funnelStage', 'funnel_stage')?.toLowerCase();
  return {
    ...common,
    type: event.type,
    name,
    title: pageTitle ?? textOf(event.event) ?? textOf(event.name) ?? textOf(page.title) ?? path ?? name,
    url,
    path,
    referrer: cleanAddress(properties.referrer) ?? cleanAddress(page.referrer) ?? cleanAddress(bagOf(context.referrer).url),
    userAgent: textOf(context.userAgent),
    campaign: { ...campaignOf(url), ...campaignIn(bagOf(context.campaign)) },
    stage: funnelStages.find((stage): stage is FunnelStage => stage === said) ?? null,
    topic: firstText(properties, 'topic'),
    spent: spentOf(properties),
    depth: depthOf(properties),
  };
}

/** `context.campaign` in our short names: Segment calls the campaign's own name `name`. */
function campaignIn(campaign: Bag): Record<string, string> {
  const pairs = Object.entries(campaign)
    .slice(0, 20)
    .flatMap(([key, value]) => {
      const said = textOf(value);
      return said === null ? [] : [[key === 'name' ? 'campaign' : key, said] as const];
    });
  return Object.fromEntries(pairs);
}

/** Seconds, at most a day. */
function spentOf(properties: Bag): number | null {
  const seconds = numberOf(properties.spent ?? properties.duration ?? properties.timeSpent ?? properties.time_spent);
  return seconds === null || seconds < 0 ? null : Math.min(seconds, 86_400);
}

/** 0 to 1; `scrollDepth` comes as 0 to 100. */
function depthOf(properties: Bag): number | null {
  const part = numberOf(properties.depth);
  if (part !== null) return part < 0 ? null : Math.min(part > 1 ? part / 100 : part, 1);
  const percent = numberOf(properties.scrollDepth ?? properties.scroll_depth);
  return percent === null || percent < 0 ? null : Math.min(percent / 100, 1);
}
