import type { Channel, Confidence } from '../contract/origin.ts';

export type AiTag = { readonly assistant: string | null; readonly confidence: Confidence; readonly rule: string };
const tag = (assistant: string | null, confidence: Confidence, rule: string): AiTag => ({ assistant, confidence, rule });

/**
 * `utm_source` values, lower case. `vendor` tags are put there by the assistant itself (OpenAI's help article on ChatGPT
 * search; Copilot and Perplexity in public logs, matomo-org/matomo#24286); the others by people, or seen on copied links.
 */
export const aiSources: ReadonlyMap<string, AiTag> = new Map([
  ['chatgpt.com', tag('chatgpt', 'high', 'vendor-tag')],
  ['copilot.com', tag('copilot', 'high', 'vendor-tag')],
  ['perplexity', tag('perplexity', 'high', 'vendor-tag')],
  ['perplexity.ai', tag('perplexity', 'high', 'vendor-tag')],
  ['www.perplexity.ai', tag('perplexity', 'high', 'vendor-tag')],
  ['grok.com', tag('grok', 'high', 'vendor-tag')],
  ['gemini', tag('gemini', 'medium', 'copied-link-tag')],
  ['openai', tag(null, 'medium', 'copied-link-tag')],
  ...(
    [
      ['chatgpt', 'chatgpt chat.openai.com chat-gpt chat_gpt'],
      ['gemini', 'gemini.google.com google_gemini'],
      ['claude', 'claude claude.ai'],
      ['copilot', 'copilot copilot.microsoft.com microsoft_copilot bing_copilot'],
      ['grok', 'grok'],
      ['deepseek', 'deepseek chat.deepseek.com'],
      ['mistral_le_chat', 'le_chat lechat chat.mistral.ai'],
      ['meta_ai', 'meta.ai meta_ai'],
      ['duck_ai', 'duck.ai'],
      ['kimi', 'kimi.com kimi.ai'],
      ['you', 'you.com'],
      ['phind', 'phind phind.com'],
      ['google_ai_mode', 'google_ai_mode'],
    ] as const
  ).flatMap(([name, values]) => values.split(' ').map((value) => [value, tag(name, 'medium', 'manual-tag')] as const)),
]);

/** Set by tools around an assistant, not by an answer: it touched AI, and that is all it says. */
export const aiTouchedSources: ReadonlySet<string> = new Set(['claude_code', 'claude_desktop', 'claude-code', 'claude-desktop']);
export const aiMedium = /^(ai|llm|genai|ai[-_ ](referral|assistant|chat|search|answer|overview)s?|chatbot|llm[-_ ]referral)$/;

/** `oppref` is issued per click on an ad in ChatGPT. `fbclid` is on every link out of Facebook, paid or not. */
export const clickIds: readonly (readonly [parameter: string, channel: Channel])[] = [
  ['gclid', 'paid_search'],
  ['gbraid', 'paid_search'],
  ['wbraid', 'paid_search'],
  ['msclkid', 'paid_search'],
  ['yclid', 'paid_search'],
  ['dclid', 'paid_other'],
  ['li_fat_id', 'paid_social'],
  ['ttclid', 'paid_social'],
  ['twclid', 'paid_social'],
  ['rdt_cid', 'paid_social'],
  ['fbclid', 'organic_social'],
];

export const paidMedium =
  /^(cpc|ppc|cpm|cpv|cpa|cpl|sem|ads?|display|banner|sponsored|retargeting|remarketing|paid([-_ ].*)?|.*[-_ ]paid)$/;

/** A medium its maker chose says how the link was passed on. */
export const mediums: readonly (readonly [medium: RegExp, channel: Channel])[] = [
  [/^(cold[-_ ]?e?mail|outbound|sales([-_ ].*)?|sdr|bdr|sequence)$/, 'outbound'],
  [/^(e[-_ ]?mail.*|newsletter|drip|nurture|edm)$/, 'email'],
  [/^(social([-_ ].*)?|organic[-_ ]social|sm|community)$/, 'organic_social'],
  [/^(events?|webinar|conference|trade[-_ ]?show|meetup|booth)$/, 'event'],
  [/^(podcast|radio|tv|print|qr([-_ ]?code)?|direct[-_ ]?mail|billboard|ooh|flyer)$/, 'offline_media'],
  [/^(review|reviews|review[-_ ]site)$/, 'review_site'],
  [/^(affiliates?|partners?|docs?|documentation|blog|pr|press|integration|marketplace|app|in-?app|readme)$/, 'referral'],
];

/** Android passes the package of the app that opened the link. Seen in classifier code; no vendor document. */
export const aiPackages: ReadonlyMap<string, string> = new Map([
  ['com.openai.chatgpt', 'chatgpt'],
  ['ai.perplexity.app.android', 'perplexity'],
  ['com.google.android.apps.bard', 'gemini'],
  ['com.microsoft.copilot', 'copilot'],
  ['com.anthropic.claude', 'claude'],
]);
export const otherPackages: readonly (readonly [packageName: RegExp, channel: Channel])[] = [
  [/^com\.google\.android\.googlequicksearchbox$|^com\.duckduckgo\.|^com\.microsoft\.bing$/, 'organic_search'],
  [/^com\.google\.android\.gm(\.lite)?$|^com\.microsoft\.office\.outlook$/, 'email'],
  [/^com\.(linkedin|facebook|instagram|twitter|reddit|zhiliaoapp|pinterest)\b|^org\.telegram\./, 'organic_social'],
];

/** Fetchers that read a page because a person asked (vendors' crawler pages; ai-robots-txt/ai.robots.txt). */
export const agents: readonly (readonly [agent: RegExp, assistant: string])[] = [
  [/\bChatGPT-User\b/i, 'chatgpt'],
  [/\bPerplexity-User\b/i, 'perplexity'],
  [/\bClaude-User\b/i, 'claude'],
  [/\bMistralAI-User\b/i, 'mistral_le_chat'],
  [/\bKimi-User\b/i, 'kimi'],
  [/\b(Google-Agent|GoogleAgent-Mariner|Gemini-Deep-Research)\b/i, 'gemini'],
  [/\bGoogle-NotebookLM\b/i, 'notebooklm'],
  [/\bDuckAssistBot\b/i, 'duck_ai'],
  [/\bmeta-externalfetcher\b/i, 'meta_ai'],
  [/\bAmzn-User\b/i, 'alexa_plus'],
  [/\bkagi-fetcher\b/i, 'kagi_assistant'],
];
export const crawlers =
  /\b(Google-Extended|Applebot-Extended|GPTBot|OAI-SearchBot|PerplexityBot|ClaudeBot|Claude-SearchBot|Googlebot|bingbot|DeepSeekBot|YouBot|PhindBot|TongyiBot|YiyanBot|WRTNBot|YandexAdditional|Bytespider|CCBot|Amazonbot|Applebot|meta-externalagent|facebookexternalhit|Baiduspider|YandexBot|DuckDuckBot|AhrefsBot|SemrushBot|HeadlessChrome)\b|(?<!cu)bot\b|crawler|spider|slurp|^(?:curl|wget|python|java|go-http|okhttp|axios|node|ruby|php|libwww|apache-httpclient|scrapy|postman)/i;
