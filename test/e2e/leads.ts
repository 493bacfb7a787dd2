/** Leads as a website and its marketing tools would send them. */
import type { RecordRef } from '../../lib/contract/record.ts';
import type { PracticeLead } from '../practice-crm/server.ts';

const minute = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();
const site = 'https://www.harbourlight.example';

export type Person = { name: string; title: string; company: string };

export type Sent = Person & {
  refs: readonly RecordRef[];
  /** What they did that gave them to sales, and how many minutes ago. */
  did: 'Demo Requested' | 'Content Downloaded';
  minutesAgo: number;
  /** More traits of theirs. */
  traits?: Record<string, unknown>;
};

/** A user id that no other workspace's lead has to care about. */
export const userId = ({ name }: Person): string => name.toLowerCase().replaceAll(' ', '.');
/** At their company's own domain: nobody is anybody's colleague. */
export const emailOf = (person: Person): string =>
  `${userId(person)}@${person.company.toLowerCase().replaceAll(' ', '-')}.example`;

/** Everything one lead did, up to the handoff, oldest first. */
export function eventsOf(lead: Sent): Record<string, unknown>[] {
  const { name, title, company, refs, did, minutesAgo, traits } = lead;
  const common = { userId: userId(lead) };
  const page = (path: string, words: string, referrer: string, minutes: number) => ({
    ...common,
    type: 'page',
    name: words,
    properties: { url: `${site}${path}`, path, title: words, referrer },
    timestamp: ago(minutes),
  });
  return [
    {
      ...common,
      type: 'identify',
      traits: { name, title, company, email: emailOf(lead), crmRecords: refs, ...traits },
      timestamp: ago(minutesAgo + 60),
    },
    page('/guides/planning', 'Guide to planning', 'https://chatgpt.com/', minutesAgo + 55),
    page('/pricing', 'Pricing', '', minutesAgo + 10),
    { ...common, type: 'track', event: did, properties: { title: did }, timestamp: ago(minutesAgo + 5) },
    { ...common, type: 'track', event: 'Lead Handed Off', properties: { trigger: did }, timestamp: ago(minutesAgo) },
  ];
}

export const people: readonly Person[] = [
  { name: 'Ines Marchetti', title: 'VP Sales Operations', company: 'Calder Lifts' },
  { name: 'Tom Okafor', title: 'Head of IT', company: 'Severn Vale' },
  { name: 'Wei-Ling Tan', title: 'Operations Director', company: 'Meridian Cold' },
  { name: 'Jonas Lindqvist', title: 'Revenue Analyst', company: 'Fjell Data' },
  { name: 'Priyanka Deshmukh', title: 'Chief Operating Officer', company: 'Bluefin Care' },
  { name: 'Aoife Brennan', title: 'Director of Marketing', company: 'Liffey Freight' },
  { name: 'Diego Fuentes', title: 'Sales Manager', company: 'Andes Fibra' },
  { name: 'Katrin Vogel', title: 'Data Engineer', company: 'Rhein Logistik' },
];

/** The `n`th of them; there are eight. */
export function person(n: number): Person {
  const found = people[n];
  if (!found) throw new Error(`There is no person ${n}: choose 0 to ${people.length - 1}.`);
  return found;
}

/** The same people as the practice CRM knows them, with records `L-1` to `L-8`, and one it knows alone. */
export const practiceLeads: readonly PracticeLead[] = [...people, { name: 'Nora Quill', title: 'Buyer', company: 'Quill' }].map(
  (one, index) => ({
    id: `L-${index + 1}`,
    ...one,
    email: emailOf(one),
    phone: '',
    status: 'New',
    owner: 'Dana Whitfield',
    created: '2 days ago',
  }),
);

/** The practice CRM's record of the `n`th person. */
export const practiceRef = (origin: string, n: number): RecordRef => ({
  crm: 'custom',
  account: origin,
  object: 'lead',
  id: `L-${n + 1}`,
});
