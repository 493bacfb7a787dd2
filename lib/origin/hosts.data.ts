import type { Channel } from '../contract/origin.ts';

/** Grows with every change of the data of this folder; every piece of evidence names it. */
export const dataVersion = '2026-11-27';

/** Where a row was read. Only lists with a CC0 licence were taken over; the rest are single facts. */
export const sources = {
  matomo: 'matomo-org/searchengine-and-social-list 3b3a82d (CC0-1.0)',
  llm: 'MalteBerlin/LLM-Referrer (CC0-1.0)',
  v2fly: 'v2fly/domain-list-community (MIT)',
  suites: 'several public analytics suites and channel maps',
  vendor: 'the vendor’s own site',
  matomo24960: 'matomo-org/matomo#24960',
} as const;
export type Source = keyof typeof sources;

export type HostKind = 'assistant' | 'search' | 'social' | 'review' | 'mail' | 'site';

/**
 * One referrer host, whole: `www.` and `m.` are taken off before comparing, other subdomains are other hosts unless
 * `subdomains` says so. With `path` the row holds only where the referrer's path matches. `site` rows are hosts that are
 * easily taken for an assistant and are not one.
 */
export type HostRow = {
  readonly host: string;
  readonly kind: HostKind;
  readonly name: string;
  readonly source: Source;
  readonly channel?: Channel;
  readonly path?: RegExp;
  readonly subdomains?: true;
  /** Weak as a sign of discovery: the person often brought the page there. */
  readonly weak?: true;
};

const rows = (kind: HostKind, source: Source, list: Readonly<Record<string, string>>): HostRow[] =>
  Object.entries(list).flatMap(([name, hosts]) => hosts.split(' ').map((host) => ({ host, kind, name, source })));

export const hostTable: readonly HostRow[] = [
  ...rows('assistant', 'matomo', {
    chatgpt: 'chatgpt.com chat.openai.com',
    perplexity: 'perplexity.ai',
    gemini: 'gemini.google.com bard.google.com',
    copilot: 'copilot.microsoft.com',
    claude: 'claude.ai',
    grok: 'grok.com',
    deepseek: 'chat.deepseek.com',
    mistral_le_chat: 'chat.mistral.ai',
    meta_ai: 'meta.ai l.meta.ai',
    you: 'you.com',
    iask: 'iask.ai',
    duck_ai: 'duck.ai',
  }),
  { host: 'x.com', kind: 'assistant', name: 'grok', source: 'matomo', path: /^\/i\/grok(\/|$)/ },
  { host: 'notebooklm.google.com', kind: 'assistant', name: 'notebooklm', source: 'matomo', weak: true },
  ...rows('assistant', 'llm', {
    copilot: 'copilot.cloud.microsoft edgeservices.bing.com',
    poe: 'poe.com',
    phind: 'phind.com',
    andi: 'andisearch.com',
    doubao: 'doubao.com',
    kimi: 'kimi.com kimi.ai',
    qwen: 'chat.qwen.ai qwen.ai qianwen.com tongyi.com tongyi.aliyun.com',
    yuanbao: 'yuanbao.tencent.com',
    ernie: 'yiyan.baidu.com chat.baidu.com',
    chatglm: 'chatglm.cn chat.z.ai',
    minimax: 'agent.minimax.io',
    baichuan: 'ying.baichuan-ai.com',
    yahoo_scout: 'scout.yahoo.com',
    adot: 'adot.ai',
    alexa_plus: 'alexaplus.com',
  }),
  ...rows('assistant', 'llm', {
    blackbox: 'blackbox.ai',
    consensus: 'consensus.app',
    felo: 'felo.ai',
    liner: 'getliner.com',
    qwen: 'chat.qwenlm.ai',
    sider: 'sider.ai',
    venice: 'venice.ai',
  }),
  ...rows('assistant', 'suites', { wrtn: 'wrtn.ai', pi: 'pi.ai' }),
  ...rows('assistant', 'vendor', {
    character_ai: 'character.ai c.ai',
    genspark: 'genspark.ai',
    kimi: 'kimi.moonshot.cn',
    liner: 'liner.com',
    lmarena: 'lmarena.ai',
    manus: 'manus.im',
    metaso: 'metaso.cn',
    monica: 'monica.im',
    openrouter: 'openrouter.ai',
    thinkany: 'thinkany.ai',
  }),
  { host: 'twitter.com', kind: 'assistant', name: 'grok', source: 'vendor', path: /^\/i\/grok(\/|$)/ },
  { host: 'github.com', kind: 'assistant', name: 'github_copilot', source: 'vendor', path: /^\/copilot(\/|$)/ },
  { host: 'm365.cloud.microsoft', kind: 'assistant', name: 'copilot', source: 'vendor', path: /^\/chat(\/|$)/ },
  { host: 'bing.com', kind: 'assistant', name: 'copilot', source: 'vendor', path: /^\/chat(\/|$)/ },
  {
    host: 'bing.com',
    kind: 'assistant',
    name: 'copilot',
    source: 'vendor',
    channel: 'ai_search',
    path: /^\/copilotsearch(\/|$)/,
  },
  { host: 'cue.search.naver.com', kind: 'assistant', name: 'naver_ai', source: 'suites' },
  { host: 'kagi.com', kind: 'assistant', name: 'kagi_assistant', source: 'suites', path: /^\/assistant(\/|$)/ },
  { host: 'huggingface.co', kind: 'assistant', name: 'huggingchat', source: 'vendor', path: /^\/chat(\/|$)/ },
  ...rows('assistant', 'v2fly', { yandex_alice: 'alice.yandex.ru', gigachat: 'giga.chat' }),

  ...rows('search', 'matomo', {
    bing: 'bing.com cn.bing.com',
    duckduckgo: 'duckduckgo.com html.duckduckgo.com lite.duckduckgo.com',
    brave: 'search.brave.com',
    kagi: 'kagi.com',
    qwant: 'qwant.com lite.qwant.com',
    yandex: 'yandex.ru ya.ru yandex.com yandex.kz yandex.by yandex.com.tr',
    naver: 'search.naver.com',
    baidu: 'baidu.com',
    sogou: 'sogou.com',
    so: 'so.com',
    ecosia: 'ecosia.org',
    startpage: 'startpage.com',
    seznam: 'search.seznam.cz',
    daum: 'search.daum.net',
    aol: 'search.aol.com',
    mojeek: 'mojeek.com',
  }),
  { host: 'search.yahoo.com', kind: 'search', name: 'yahoo', source: 'matomo', subdomains: true },
  { host: 'search.yahoo.co.jp', kind: 'search', name: 'yahoo', source: 'matomo' },

  ...rows('social', 'matomo', {
    linkedin: 'linkedin.com lnkd.in',
    facebook: 'facebook.com l.facebook.com lm.facebook.com',
    instagram: 'instagram.com l.instagram.com',
    x: 'x.com twitter.com t.co',
    reddit: 'reddit.com old.reddit.com out.reddit.com',
    youtube: 'youtube.com youtu.be',
    tiktok: 'tiktok.com',
    pinterest: 'pinterest.com',
    hacker_news: 'news.ycombinator.com',
    quora: 'quora.com',
    threads: 'threads.net threads.com l.threads.net l.threads.com',
    bluesky: 'bsky.app go.bsky.app',
    mastodon: 'mastodon.social',
    vk: 'vk.com',
    xing: 'xing.com',
    weibo: 'weibo.com',
    telegram: 'web.telegram.org t.me',
  }),
  ...rows('review', 'vendor', {
    g2: 'g2.com',
    capterra:
      'capterra.com capterra.co.uk capterra.de capterra.fr capterra.es capterra.it capterra.nl capterra.se capterra.com.br capterra.com.de capterra.jp capterra.in capterra.ca capterra.com.au',
    getapp: 'getapp.com getapp.de getapp.fr getapp.es getapp.it getapp.co.uk getapp.ca getapp.com.br',
    software_advice: 'softwareadvice.com softwareadvice.co.uk softwareadvice.de softwareadvice.fr',
    sourceforge: 'sourceforge.net',
    peerspot: 'peerspot.com',
    crozdesk: 'crozdesk.com',
    trustradius: 'trustradius.com',
    trustpilot: 'trustpilot.com',
    gartner: 'gartner.com',
    omr: 'omr.com',
    product_hunt: 'producthunt.com',
  }),
  ...rows('mail', 'vendor', {
    gmail: 'mail.google.com',
    outlook: 'outlook.live.com outlook.office.com outlook.office365.com',
    yahoo_mail: 'mail.yahoo.com',
    proton_mail: 'mail.proton.me',
  }),
  // Vendors' own sites and name clashes: a visit from there is a referral.
  ...rows('site', 'vendor', {
    google_ai_developers: 'ai.google.dev aistudio.google.com',
    openai: 'openai.com platform.openai.com help.openai.com community.openai.com',
    anthropic: 'anthropic.com claude.com docs.claude.com docs.anthropic.com',
    xai: 'x.ai docs.x.ai',
    perplexity_docs: 'docs.perplexity.ai',
    deepseek: 'deepseek.com platform.deepseek.com',
    gemini_exchange: 'gemini.com',
    github_copilot: 'copilot.github.com githubcopilot.com',
    copilot_money: 'copilot.money',
    hugging_face: 'huggingface.co',
    quillbot: 'quillbot.com',
    baidu_ai: 'ai.baidu.com',
    microsoft_365: 'm365.cloud.microsoft',
  }),
];

/** Google's search hosts: every country, nothing but `www` before. */
export const googleSearch = /^google\.(com|[a-z]{2}|com?\.[a-z]{2})$/;
/** Google's AI Mode, where a browser passes the path at all. */
export const googleAiMode = /[?&]udm=50(&|$)|^\/ai(\/|\?|$)/;
