/** Sends the stories in as a website and its marketing tools would: through Segment's own client, never by writing rows. */
import { Analytics } from '@segment/analytics-node';
import { type Company, companies, type Happening, type Story, site, stories } from './leads.ts';

const before = (now: number, ago: number) => new Date(now - ago * 60_000);
const browser = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

function sendCompany(analytics: Analytics, company: Company, now: number) {
  const member = stories.find((story) => story.account === company.id);
  if (!member) return;
  analytics.group({
    userId: member.id,
    groupId: company.id,
    traits: { ...company.traits, source: company.source },
    timestamp: before(now, company.ago),
  });
}

function sendHappening(analytics: Analytics, story: Story, happening: Happening, now: number) {
  const common = { userId: story.id, timestamp: before(now, happening.ago) };
  if ('page' in happening) {
    const url = `${site}${happening.page}${happening.query ? `?${happening.query}` : ''}`;
    const properties = {
      url,
      path: happening.page,
      title: happening.title,
      referrer: happening.referrer ?? '',
      spent: happening.spent,
    };
    analytics.page({ ...common, name: happening.title, properties, context: { userAgent: browser, page: properties } });
    return;
  }
  const context = happening.source ? { integration: { name: happening.source } } : {};
  if ('track' in happening)
    analytics.track({ ...common, event: happening.track, properties: happening.properties ?? {}, context });
  else analytics.identify({ ...common, traits: happening.identify, context });
}

/** Who they are comes first, as a form or an import would say it; then the account, then what they did. */
function sendStory(analytics: Analytics, story: Story, crm: { account: string }, now: number) {
  const first = story.events[0]?.ago ?? 0;
  analytics.identify({
    userId: story.id,
    traits: { ...story.traits, crmRecords: [{ crm: 'custom', account: crm.account, object: 'lead', id: story.id }] },
    timestamp: before(now, first),
    context: { integration: { name: 'Website form' } },
  });
  if (story.account) analytics.group({ userId: story.id, groupId: story.account, timestamp: before(now, first) });
  for (const happening of story.events) sendHappening(analytics, story, happening, now);
}

/** Resolves with the number of events once the API has acknowledged every one of them; rejects with what it refused. */
export async function sendStories(host: string, writeKey: string, crm: { account: string }, now: number): Promise<number> {
  const analytics = new Analytics({ host, writeKey, flushAt: 50, maxRetries: 5 });
  const refused: unknown[] = [];
  let sent = 0;
  analytics.on('error', (error) => refused.push(error));
  for (const type of ['identify', 'track', 'page', 'group'] as const) analytics.on(type, () => sent++);
  for (const story of stories) sendStory(analytics, story, crm, now);
  for (const company of companies) sendCompany(analytics, company, now);
  await analytics.closeAndFlush({ timeout: 30_000 });
  if (refused.length > 0) throw new Error(`The context API refused events: ${JSON.stringify(refused[0])}`);
  return sent;
}
