import type { Channel, EvidenceClass } from '../contract/origin.ts';

/** The names of channels, as the sidebar and the report show them. */
export const channelLabels: Readonly<Record<Channel, string>> = {
  ai_assistant: 'AI assistant',
  ai_search: 'AI answer in search',
  paid_ai: 'Ad in an AI assistant',
  organic_search: 'Organic search',
  paid_search: 'Paid search',
  paid_social: 'Paid social',
  paid_other: 'Other paid',
  organic_social: 'Social',
  review_site: 'Review site',
  email: 'Email',
  referral: 'Link on another site',
  word_of_mouth: 'Word of mouth',
  event: 'Event',
  offline_media: 'Podcast, print or radio',
  outbound: 'Our own outreach',
  direct: 'Direct',
  bot: 'Automated traffic',
  unknown: 'Not known',
};

/** How we know, in two or three words. */
export const evidenceLabels: Readonly<Record<EvidenceClass, string>> = {
  rep_confirmed: 'Confirmed by a rep',
  self_reported: 'Said by the buyer',
  observed: 'Seen in the visit',
  tagged: 'Tag on the link',
  inferred: 'Inferred',
  unknown_asked: 'Unknown, asked',
  unknown_never_asked: 'Unknown, never asked',
};

/** The assistants a rep can choose from, by slug. */
export const assistantLabels: Readonly<Record<string, string>> = {
  chatgpt: 'ChatGPT',
  perplexity: 'Perplexity',
  gemini: 'Gemini',
  claude: 'Claude',
  copilot: 'Microsoft Copilot',
  google_ai_overviews: 'Google AI Overviews',
  google_ai_mode: 'Google AI Mode',
  grok: 'Grok',
  meta_ai: 'Meta AI',
  mistral_le_chat: 'Mistral Le Chat',
  deepseek: 'DeepSeek',
  duck_ai: 'Duck.ai',
  github_copilot: 'GitHub Copilot',
  kimi: 'Kimi',
  qwen: 'Qwen',
  ernie: 'ERNIE Bot',
  doubao: 'Doubao',
  yuanbao: 'Yuanbao',
  chatglm: 'ChatGLM',
  minimax: 'MiniMax',
  baichuan: 'Baichuan',
  yandex_alice: 'Yandex Alice',
  gigachat: 'GigaChat',
  naver_ai: 'Naver AI',
  wrtn: 'Wrtn',
  notebooklm: 'NotebookLM',
  kagi_assistant: 'Kagi Assistant',
  brave_leo: 'Brave Leo',
  you: 'You.com',
  poe: 'Poe',
  phind: 'Phind',
  pi: 'Pi',
  alexa_plus: 'Alexa+',
  iask: 'iAsk',
  andi: 'Andi',
  felo: 'Felo',
  character_ai: 'Character.AI',
  yahoo_scout: 'Yahoo Scout',
  adot: 'A. (A-dot)',
  jasper: 'Jasper',
  huggingchat: 'HuggingChat',
  qwant_ai: 'Qwant AI',
  manus: 'Manus',
  cursor: 'Cursor',
  google_assistant: 'Google Assistant',
  siri: 'Siri',
  apple_intelligence: 'Apple Intelligence',
  monica: 'Monica',
  venice: 'Venice',
  liner: 'Liner',
  sider: 'Sider',
  thinkany: 'ThinkAny',
  blackbox: 'Blackbox',
  consensus: 'Consensus',
  lmarena: 'LMArena',
  openrouter: 'OpenRouter',
  writesonic: 'Writesonic',
  genspark: 'Genspark',
  metaso: 'Metaso',
};

/** An assistant's name; one without a label is read from its slug. */
export function assistantLabel(slug: string): string {
  if (Object.hasOwn(assistantLabels, slug)) return assistantLabels[slug] ?? slug;
  return slug.replace(/_/g, ' ').replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}

/** "ChatGPT", or the channel where no assistant is known. */
export function originLabel(channel: Channel, assistant: string | null): string {
  return assistant === null
    ? channelLabels[channel]
    : channel === 'paid_ai'
      ? `Ad in ${assistantLabel(assistant)}`
      : assistantLabel(assistant);
}

/** The same inside a sentence: "organic search", while names and "AI assistant" keep their capitals. */
export function originInSentence(channel: Channel, assistant: string | null): string {
  const label = originLabel(channel, assistant);
  return assistant === null || channel === 'paid_ai'
    ? label.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())
    : label;
}
