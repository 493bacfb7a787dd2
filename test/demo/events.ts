/** The stories as plain events, for what needs the leads without a client in between: benchmarks. */
import { companies, type Happening, type Story, site, stories } from './leads.ts';

type PlainEvent = Record<string, unknown>;

function happened(story: Story, happening: Happening, now: number): PlainEvent {
  const common = { userId: story.id, timestamp: new Date(now - happening.ago * 60_000).toISOString() };
  if ('page' in happening) {
    const { page: path, title, referrer = '', spent, query } = happening;
    const url = `${site}${path}${query ? `?${query}` : ''}`;
    return { ...common, type: 'page', name: title, properties: { url, path, title, referrer, spent } };
  }
  const context = happening.source ? { integration: { name: happening.source } } : {};
  return 'track' in happening
    ? { ...common, type: 'track', event: happening.track, properties: happening.properties ?? {}, context }
    : { ...common, type: 'identify', traits: happening.identify, context };
}

/** Every event of every story, in the order in which each story tells it. `now` is epoch milliseconds. */
export function storyEvents(now: number): PlainEvent[] {
  const at = (ago: number) => new Date(now - ago * 60_000).toISOString();
  const people = stories.flatMap((story) => {
    const timestamp = at(story.events[0]?.ago ?? 0);
    const crmRecords = [{ crm: 'custom', account: 'demo', object: 'lead', id: story.id }];
    return [
      { type: 'identify', userId: story.id, timestamp, traits: { ...story.traits, crmRecords } },
      ...(story.account ? [{ type: 'group', userId: story.id, groupId: story.account, timestamp }] : []),
      ...story.events.map((happening) => happened(story, happening, now)),
    ];
  });
  const accounts = companies.flatMap(({ id, traits, source, ago }) => {
    const member = stories.find((story) => story.account === id);
    return member ? [{ type: 'group', userId: member.id, groupId: id, timestamp: at(ago), traits: { ...traits, source } }] : [];
  });
  return [...people, ...accounts];
}
