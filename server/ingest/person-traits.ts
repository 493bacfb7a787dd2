import type { Stage } from '../../lib/contract/context.ts';
import { crmRecordTrait } from '../../lib/contract/event.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { canonicalRef } from './canonical-ref.ts';
import { digest, type FactRow } from './rows.ts';
import { type Bag, bagOf, emailOf, firstText, listOf, numberOf, textOf, textsOf } from './values.ts';

/** Names under which each fact may come; `lib/contract/event.ts` lists them for senders. */
const single: Record<string, string[]> = {
  title: ['title', 'jobTitle', 'job_title'],
  phone: ['phone'],
  buyingRole: ['buyingRole', 'buying_role'],
  owner: ['owner', 'ownerName', 'owner_name'],
  consent: ['consent'],
  problem: ['problem'],
};
const lists: Record<string, string[]> = {
  salesNotes: ['salesNote', 'sales_note'],
  proofPoints: ['proofPoints', 'proof_points'],
  shortlist: ['shortlist', 'competitors'],
  claims: ['claims'],
};
const asked = ['howDidYouHear', 'hearAboutUs', 'how_did_you_hear', 'hear_about_us'];

const stageNames: Record<string, Stage> = {
  inquiry: 'inquiry',
  subscriber: 'inquiry',
  lead: 'inquiry',
  mql: 'mql',
  marketingqualifiedlead: 'mql',
  sal: 'sal',
  salesacceptedlead: 'sal',
  sql: 'sql',
  salesqualifiedlead: 'sql',
  opportunity: 'opportunity',
  disqualified: 'disqualified',
  unqualified: 'disqualified',
};

const stageNamed = (said: string | null): Stage | null =>
  said === null ? null : (stageNames[said.toLowerCase().replaceAll(/[\s_-]/g, '')] ?? null);

/** The lifecycle stages traits name, in our words or HubSpot's: the present one, and those reached before with their times. */
export function stagesOf(traits: Bag, at: number): { stage: Stage; at: number }[] {
  const present = stageNamed(firstText(traits, 'lifecycleStage', 'lifecycle_stage', 'lifecyclestage'));
  const reached = listOf(traits.lifecycleStages)
    .slice(0, 100)
    .flatMap((item) => {
      const stage = stageNamed(firstText(bagOf(item), 'stage'));
      const when = Date.parse(firstText(bagOf(item), 'at') ?? '');
      return stage === null ? [] : [{ stage, at: Math.min(when || at, at) }];
    });
  return present === null ? reached : [...reached, { stage: present, at }];
}

function nameOf(traits: Bag): string | null {
  const whole = firstText(traits, 'name', 'fullName', 'full_name');
  if (whole !== null) return whole;
  const parts = [firstText(traits, 'firstName', 'first_name'), firstText(traits, 'lastName', 'last_name')];
  return parts.filter((part) => part !== null).join(' ') || null;
}

const webAddress = (value: unknown): string | null => {
  const said = textOf(value);
  return said !== null && /^https?:\/\//i.test(said) ? said : null;
};

/** A trait left out or empty says nothing; it never takes back what was known. */
export function personFacts(traits: Bag, at: number, source: string): FactRow[] {
  const rows: FactRow[] = [];
  const add = (field: string, value: string | null, item = '', detail: string | null = null) => {
    if (value !== null) rows.push({ field, item, value: value.slice(0, 2048), detail, at, source });
  };
  add('name', nameOf(traits));
  add('email', emailOf(traits.email));
  add('company', textOf(traits.company) ?? firstText(bagOf(traits.company), 'name'));
  add('ownerEmail', emailOf(traits.ownerEmail ?? traits.owner_email));
  add('link', webAddress(traits.link));
  for (const [field, names] of Object.entries(single)) add(field, firstText(traits, ...names));
  for (const [field, names] of Object.entries(lists))
    for (const value of names.flatMap((name) => textsOf(traits[name]))) add(field, value, digest(value.toLowerCase()));
  if (asked.some((name) => name in traits)) add('asked', 'true');
  add('selfReported', firstText(traits, ...asked));
  for (const score of listOf(traits.scores)) rows.push(...scoreRow(bagOf(score), at, source));
  return [...rows, ...intentFacts(traits, at, source)];
}

function scoreRow(score: Bag, at: number, source: string): FactRow[] {
  const system = firstText(score, 'system');
  const value = numberOf(score.value);
  if (system === null || value === null) return [];
  const reasons = listOf(score.reasons).flatMap((reason) => {
    const label = textOf(reason) ?? firstText(bagOf(reason), 'label');
    return label === null ? [] : [{ label, points: numberOf(bagOf(reason).points) }];
  });
  const detail = JSON.stringify({ value, max: numberOf(score.max), reasons: reasons.slice(0, 50) });
  return [{ field: 'score', item: digest(system.toLowerCase()), value: system, detail, at, source }];
}

/** Intent topics, of a person or of an account. */
export function intentFacts(traits: Bag, at: number, source: string): FactRow[] {
  return listOf(traits.intent ?? traits.intentTopics).flatMap((item) => {
    const topic = textOf(item) ?? firstText(bagOf(item), 'topic');
    if (topic === null) return [];
    const said = firstText(bagOf(item), 'at');
    const seen = said === null ? Number.NaN : Date.parse(said);
    const dated = Number.isFinite(seen);
    const when = dated ? seen : at;
    const detail = JSON.stringify({ strength: firstText(bagOf(item), 'strength'), ...(dated && { dated }) });
    return [{ field: 'intent', item: digest(topic.toLowerCase(), source), value: topic, detail, at: Math.min(when, at), source }];
  });
}

/** The CRM records traits name, in their canonical form. */
export function linksOf(traits: Bag): RecordRef[] {
  return [...listOf(traits.crm), ...listOf(traits.crmRecords)].slice(0, 20).flatMap((item) => {
    const parsed = crmRecordTrait.safeParse(item);
    return parsed.success ? [canonicalRef(parsed.data)] : [];
  });
}
