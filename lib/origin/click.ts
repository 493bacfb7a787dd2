import type { Channel } from '../contract/origin.ts';
import { type Address, address, appPackage, hostRow } from './address.ts';
import type { HostRow } from './hosts.data.ts';
import { evidence, isAi, type Reading, reading } from './reading.ts';
import {
  type AiTag,
  agents,
  aiMedium,
  aiPackages,
  aiSources,
  aiTouchedSources,
  clickIds,
  crawlers,
  mediums,
  otherPackages,
  paidMedium,
} from './tags.data.ts';

export type Visit = {
  readonly referrer?: string | null | undefined;
  readonly landingUrl?: string | null | undefined;
  readonly userAgent?: string | null | undefined;
};

type Tags = { source: string; medium: string; campaign: string; ai: AiTag | null; touched: boolean; text: string };

function readTags(landing: Address | null): Tags {
  const get = (name: string) => landing?.parameters.get(name)?.toLowerCase() ?? '';
  const source = get('utm_source');
  const medium = get('utm_medium');
  const campaign = get('utm_campaign');
  const grok = get('referrer') === 'grok.com' ? aiSources.get('grok.com') : undefined;
  const qwant = source === 'qwant' && campaign === 'ai_chat';
  const byMedium = aiMedium.test(medium) && source !== 'ai';
  const ai: AiTag | null =
    grok ??
    (qwant ? { assistant: 'qwant_ai', confidence: 'high', rule: 'vendor-tag' } : undefined) ??
    aiSources.get(source) ??
    (byMedium ? { assistant: null, confidence: 'medium', rule: 'manual-tag' } : null);
  const parts = Object.entries({ utm_source: source, utm_medium: medium, utm_campaign: campaign, referrer: get('referrer') });
  const text = parts.flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join('&');
  // A tag that anybody may write, with a medium that says what it is: the marketer's own campaign.
  const own = ai !== null && ai.confidence !== 'high' && mediums.some(([name]) => name.test(medium));
  return { source, medium, campaign, ai: own ? null : ai, touched: (ai !== null && !own) || aiTouchedSources.has(source), text };
}

const hostChannels = {
  assistant: 'ai_assistant',
  search: 'organic_search',
  social: 'organic_social',
  review: 'review_site',
  mail: 'email',
  site: 'referral',
} as const satisfies Record<HostRow['kind'], Channel>;

/** The channel of an AI tag or host: an answer inside a search engine is told apart from an assistant. */
const aiChannel = (assistant: string | null): Channel =>
  assistant === 'qwant_ai' || assistant === 'google_ai_mode' || assistant === 'google_ai_overviews'
    ? 'ai_search'
    : 'ai_assistant';

function paidChannel(tags: Tags, row: HostRow | null): Channel {
  const social = /facebook|instagram|\bmeta\b|linkedin|twitter|tiktok|reddit|pinterest|youtube|^(fb|ig|li|x)$/;
  const search = /google|bing|yahoo|duckduckgo|yandex|baidu|naver|adwords|microsoft/;
  if (/social/.test(tags.medium) || social.test(tags.source)) return 'paid_social';
  if (/display|banner|retarget|remarket/.test(tags.medium)) return 'paid_other';
  if (search.test(tags.source) || row?.kind === 'search' || /search|sem/.test(tags.medium)) return 'paid_search';
  return row?.kind === 'social' ? 'paid_social' : 'paid_other';
}

/**
 * What one visit says by itself: click ids and paid mediums, the referring host, tags, app and agent, in that order of
 * trust. A referrer on the landing page's own host is no referrer.
 */
export function readClick(visit: Visit): Reading {
  const landing = address(visit.landingUrl);
  const from = address(visit.referrer);
  const referrer = from && from.host !== landing?.host ? from : null;
  const row = referrer && hostRow(referrer);
  const tags = readTags(landing);
  const found = decide(visit, landing, referrer, row, tags);
  found.touched ||= tags.touched || row?.kind === 'assistant';
  if (/:~:text=/.test(landing?.fragment ?? '') && !isAi(found.channel))
    found.evidence.push(evidence('hint', 'text fragment in the address: an AI answer is possible', 'text-fragment'));
  if (tags.ai && !isAi(found.channel))
    found.conflicts.push({
      channel: aiChannel(tags.ai.assistant),
      assistant: tags.ai.assistant,
      because: `The address carries ${tags.text}, which shows who made the link, not how this reader found it.`,
    });
  return found;
}

/** An ad bought elsewhere, whose address an assistant passed on. */
const otherSeller =
  /^(google|bing|adwords|facebook|fb|ig|instagram|meta|linkedin|twitter|x|reddit|tiktok|youtube|capterra|g2|yahoo|baidu|yandex|naver|taboola|outbrain|quora)/;

function decide(visit: Visit, landing: Address | null, referrer: Address | null, row: HostRow | null, tags: Tags): Reading {
  const ai = row?.kind === 'assistant' ? row : null;
  const byHost = referrer ? [evidence('referrer', referrer.host, `host:${row?.name ?? 'other'}`)] : [];
  const byTag = tags.text ? [evidence('tag', tags.text, tags.ai?.rule ?? 'tag')] : [];
  const click = clickIds.find(([name]) => landing?.parameters.has(name));
  const byClick = click ? [evidence('click_id', click[0], `click:${click[0]}`)] : [];
  const paid = paidMedium.test(tags.medium);

  if (landing?.parameters.has('oppref')) {
    const assistant = ai?.name ?? tags.ai?.assistant ?? 'chatgpt';
    return reading('paid_ai', assistant, 'high', [evidence('click_id', 'oppref', 'click:oppref'), ...byHost, ...byTag]);
  }
  if (paid && (ai ? !otherSeller.test(tags.source) : tags.ai)) {
    const found = reading('paid_ai', ai?.name ?? tags.ai?.assistant ?? null, 'high', [...byTag, ...byHost]);
    if (!ai && tags.ai?.confidence !== 'high') found.confidence = 'medium';
    if (found.assistant === 'perplexity') {
      found.confidence = 'medium';
      const because = 'Perplexity stopped selling ads around the start of 2026; a newer tag is an old link.';
      found.conflicts.push({ channel: 'ai_assistant', assistant: 'perplexity', because });
    }
    return found;
  }
  if (ai?.name === 'copilot' && click?.[0] === 'msclkid') {
    const found = reading('paid_ai', 'copilot', 'medium', [...byHost, ...byClick]);
    const because = 'msclkid marks a Microsoft ad, which Copilot and Bing both show.';
    found.conflicts.push({ channel: 'paid_search', assistant: null, because });
    return found;
  }
  if (ai) {
    const found = reading(ai.channel ?? 'ai_assistant', ai.name, ai.weak ? 'medium' : 'high', byHost);
    const stale = click?.[1] ?? mediums.find(([medium]) => medium.test(tags.medium))?.[1];
    if (stale && !isAi(stale))
      found.conflicts.push({
        channel: stale,
        assistant: null,
        because: 'The assistant passed on an address that was tagged before.',
      });
    if (/^\/share\b/.test(referrer?.path ?? '')) {
      found.confidence = 'medium';
      found.conflicts.push({ channel: 'word_of_mouth', assistant: null, because: 'A shared answer: a person passed it on.' });
    }
    return found;
  }
  if (referrer) {
    const social = click?.[1] === 'organic_social';
    if (click && !social) return reading(click[1], null, 'high', [...byClick, ...byHost]);
    if (paid) return reading(paidChannel(tags, row), null, 'high', [...byTag, ...byHost]);
    if (row?.name === 'qwant' && tags.ai?.assistant === 'qwant_ai')
      return reading('ai_search', 'qwant_ai', 'high', [...byTag, ...byHost]);
    return reading(row ? hostChannels[row.kind] : 'referral', null, 'high', byHost);
  }
  const app = appPackage(visit.referrer);
  const other = app ? otherPackages.find(([name]) => name.test(app))?.[1] : undefined;
  const byApp = app ? [evidence('app_package', app, `app:${app}`)] : [];

  // A network's own click id is on paid and unpaid links alike: a paid medium beside it decides.
  if (click && !(paid && click[1] === 'organic_social')) return reading(click[1], null, 'high', [...byClick, ...byTag]);
  if (paid) return reading(paidChannel(tags, null), null, 'medium', byTag);
  if (other) return reading(other, null, 'medium', byApp);
  const medium = mediums.find(([name]) => name.test(tags.medium))?.[1];
  if (medium) return reading(medium, null, 'medium', byTag);
  if (tags.ai) return reading(aiChannel(tags.ai.assistant), tags.ai.assistant, tags.ai.confidence, byTag);
  if (tags.source || tags.medium) return reading(otherTag(tags), null, 'low', byTag);
  const assistant = app ? aiPackages.get(app) : undefined;
  if (assistant) return reading('ai_assistant', assistant, 'medium', byApp);
  if (app) return reading('referral', null, 'low', byApp);

  const agent = typeof visit.userAgent === 'string' ? visit.userAgent.slice(0, 1000) : '';
  const reader = agents.find(([name]) => name.test(agent));
  const byAgent = [evidence('user_agent', reader?.[0].exec(agent)?.[0] ?? agent, reader ? `agent:${reader[1]}` : 'crawler')];
  if (reader) return reading('ai_assistant', reader[1], 'low', byAgent);
  if (crawlers.test(agent)) return reading('bot', null, 'medium', byAgent);
  return reading(landing ? 'direct' : 'unknown', null, 'low', []);
}

function otherTag({ source, medium }: Tags): Channel {
  const row = hostRow({ host: source.includes('.') ? source : `${source}.com`, path: '/', parameters: new Map(), fragment: '' });
  if (row && row.kind !== 'site' && row.kind !== 'assistant') return hostChannels[row.kind];
  if (medium === 'organic') return 'organic_search';
  return /newsletter|mailchimp|e-?mail/.test(source) ? 'email' : 'referral';
}
