import type { Channel } from '../contract/origin.ts';

/**
 * What people write when asked how they heard about us. Entries are tried in order and a stretch of text is taken once,
 * so the longer and more telling phrase stands first. English in full; in other languages the names of assistants, which
 * are the same everywhere, and the key words of channel, sequence and negation.
 */
export type Word = {
  readonly channel: Channel;
  readonly assistant: string | null;
  /** Says the kind of source only: "Google", "AI", "online". */
  readonly generic?: true;
  /** Also a person's first name. */
  readonly name?: true;
  /** Takes the text without naming a source. */
  readonly ignored?: true;
  readonly match: RegExp;
};

/** Whole words in scripts that have spaces; `text` is a pattern. */
const whole = (text: string, flags = 'giu') =>
  new RegExp(`(?<![\\p{sc=Latin}\\p{sc=Cyrillic}\\p{N}_])(?:${text})(?![\\p{sc=Latin}\\p{sc=Cyrillic}\\p{N}_])`, flags);
const word = (channel: Channel, text: string): Word => ({ channel, assistant: null, match: whole(text) });
const ai = (assistant: string, text: string, channel: Channel = 'ai_assistant'): Word => ({
  channel,
  assistant,
  match: whole(text),
});
const generic = (channel: Channel, match: RegExp): Word => ({ channel, assistant: null, generic: true, match });

const gpt =
  "chat[ -]?(?:gpt|gtp|pgt)(?:[ -]?(?:\\d(?:\\.\\d)?o?|plus|pro|search|app))?|chagpt|chatgbt|chat ?g ?p ?t|cahtgpt|gpt(?:[ -]?\\d(?:\\.\\d)?o?)?|open ?ai[’']?s? chat(?:bot)?|чат ?(?:gpt|гпт|джипити)|chatgpt[’'](?:ye|ya|e|a|den|dan|te|ta)";

export const words: readonly Word[] = [
  word('outbound', '(?:an? |your )?ai (?:sdr|bdr)s?'),
  {
    channel: 'unknown',
    assistant: null,
    ignored: true,
    match: whole(
      'your (?:own )?(?:website |site )?(?:ai |live )?(?:chat ?bot|bot|ai|assistant|copilot|gpt|live chat)(?: on your (?:web)?site)?|chat ?bot on your (?:web)?site',
    ),
  },
  {
    channel: 'unknown',
    assistant: null,
    ignored: true,
    match: whole(
      "gemini (?:exchange|crypto|trust|earn)|copilot money|(?:can[’']?t|couldn[’']?t|to|fully|really|didn[’']?t|don[’']?t) grok|grok(?:ked|king)|meta(?=\\s+(?:team|employee|engineer))",
    ),
  },
  word(
    'organic_social',
    'r/[\\p{L}\\p{N}_]+|(?:[\\p{L}\\p{N}]+ )?subreddit|(?:slack|discord|telegram|whatsapp|facebook|linkedin) (?:group|community|channel|server)',
  ),
  word(
    'paid_ai',
    '(?:ads?|advert(?:isement)?s?|sponsored \\p{L}+|promotion) (?:in|on|inside|within|from) (?:chat ?gpt|copilot|ai mode|perplexity)|(?:chat ?gpt|copilot) ads?',
  ),
  word(
    'paid_social',
    '(?:linked-?in|facebook|fb|instagram|insta|meta|tik ?tok|twitter|reddit|youtube|snapchat|pinterest|social(?: media)?) (?:ads?|adverts?|advertising|advertisements?|sponsored \\p{L}+)|(?:ads?|advert(?:isement)?s?|sponsored posts?) (?:on|in|from|via) (?:linked-?in|facebook|fb|instagram|meta|tik ?tok|twitter|x|reddit|youtube|social(?: media)?)',
  ),
  word(
    'paid_search',
    'google ?-?ads?|ad ?words|bing ads?|ppc|sponsored results?|(?:ads?|advert(?:isement)?s?|anzeige|anuncio|reklam\\p{L}*|annonce) (?:on|in|from|via|bei|auf|en|w|på|sur) (?:google|bing|search)',
  ),
  word(
    'outbound',
    'cold (?:call|e-?mail|outreach)(?:ed|ing|s)?|(?:sdr|bdr|sales ?rep|sales ?person|rep|someone from your (?:team|company)|your (?:sales )?team) (?:called|e-?mailed|reached out|contacted|messaged|rang|pinged)(?: me| us)?|you (?:called|e-?mailed|reached out|contacted|messaged|wrote)(?: to)?(?: me| us)?|outreach|kaltakquise',
  ),

  ai(
    'google_ai_overviews',
    "(?:google[’']?s? )?(?:ai|gen(?:erative)? ?ai) (?:overviews?|over ?views?|summar(?:y|ies)|snippets?)(?: (?:on|in|at|from) google)?|google[’']?s? ai (?:answers?|results?|response|box|panel)|sge|search generative experience|ai answers? (?:on|in|at|from) google|übersicht mit ki|ki-?übersicht|aperçus? ia|résumé ia de google|обзор(?:ы|а)? от ии",
    'ai_search',
  ),
  ai('google_ai_mode', "(?:google[’']?s? )?ai mode|ki-?modus|mode ia", 'ai_search'),
  {
    channel: 'ai_search',
    assistant: null,
    match: whole("google[’']?s? ai|bing[’']?s? (?:ai|answers?)|ai search(?: engine)?|ai answers?"),
  },
  ai('github_copilot', 'git ?hub co-?pilot'),
  ai('copilot', "(?:microsoft|ms|bing|windows|m365|office|365)[’']?s? (?:co-?pilot|copilot chat)|bing chat|co-?pilot"),
  ai('duck_ai', 'duck\\.?ai|duckduckgo (?:ai|chat|assist)'),
  ai('kagi_assistant', 'kagi (?:assistant|ai)'),
  ai('brave_leo', "brave[’']?s? leo|leo ai|brave ai"),
  ai('meta_ai', "meta[’']?s? ai|meta\\.ai|llama ?\\d?(?: chat)?|whatsapp ai"),
  ai('mistral_le_chat', "le ?chat(?= (?:mistral|ai))|le chat|mistral(?:[’']?s? (?:ai|le ?chat))?"),
  ai('yandex_alice', 'yandex alice|alice ai|яндекс\\p{L}* алис\\p{L}*|алис\\p{L}* (?:от )?яндекс\\p{L}*'),
  ai('gigachat', 'giga ?chat|гигачат\\p{L}*'),
  ai('naver_ai', 'naver (?:ai|cue:?|clova)|clova ?x'),
  ai('ernie', 'ernie ?bot|wenxin(?: yiyan)?|yiyan'),
  ai('kimi', 'kimi(?: (?:ai|chat|k\\d(?:\\.\\d)?)|\\.com)|moonshot ai'),
  ai('qwen', 'qwen(?: ?(?:chat|\\d))?|tongyi(?: qianwen)?'),
  ai('doubao', 'doubao'),
  ai('yuanbao', 'yuanbao'),
  ai('chatglm', 'chatglm|zhipu'),
  ai('deepseek', 'deep ?-?seek(?: (?:ai|r1|chat))?|deepsek|дипсик\\p{L}*'),
  ai('perplexity', 'per?plexi?e?ti?y(?:[. ](?:ai|pro))?|perplexity|perplexitiy|perplexety|preplexity|perplexcity|перплексити'),
  ai(
    'gemini',
    "(?:google )?gemeni|(?:google[’']?s? )?gemini(?: (?:ai|pro|advanced|app|deep research))?|(?:google )?bard|гемини|джемини",
  ),
  ai('grok', "grok(?: ?(?:ai|\\d))?(?: (?:on|in) (?:x|twitter))?|x[’']s grok"),
  ai('notebooklm', 'notebook ?lm'),
  ai('alexa_plus', 'alexa(?: ?\\+| plus)?'),
  ai('jasper', 'jasper ?ai|jasper\\.ai'),
  ai('poe', "poe\\.com|poe ai|quora[’']?s? poe"),
  ai('you', 'you\\.com'),
  ai('pi', "pi\\.ai|pi ai|inflection[’']?s? pi"),
  ai('phind', 'phind'),
  ai('manus', 'manus(?: ai)?'),
  ai('cursor', 'cursor (?:ai|ide|editor)|(?<=(?:in|asked|via|from) )cursor'),
  ai('iask', 'iask(?:\\.ai)?'),
  ai('felo', 'felo(?: ai)?'),
  ai('character_ai', 'character\\.?ai'),
  ai('huggingchat', 'hugging ?chat'),
  {
    ...ai(
      'claude',
      "claude(?:[. ](?:ai|code|opus|sonnet|haiku|pro|desktop|search)(?: \\d(?:\\.\\d)?)?)?|anthropic[’']?s? (?:claude|ai)|клод",
    ),
    name: true,
  },
  ai('chatgpt', gpt),
  { channel: 'ai_assistant', assistant: 'ernie', match: /文心一言|文小言/g },
  { channel: 'ai_assistant', assistant: 'doubao', match: /豆包/g },
  { channel: 'ai_assistant', assistant: 'qwen', match: /通义千问|通义|千问/g },
  { channel: 'ai_assistant', assistant: 'yuanbao', match: /元宝/g },
  { channel: 'ai_assistant', assistant: 'chatgpt', match: /チャット\s?(?:GPT|ジーピーティー)|チャッピー|챗\s?(?:GPT|지피티)/gi },
  { channel: 'ai_assistant', assistant: 'gemini', match: /ジェミニ|제미나이/g },
  { channel: 'ai_assistant', assistant: 'perplexity', match: /パープレキシティ|퍼플렉시티/g },

  word(
    'event',
    '(?:\\p{L}+ )?(?:conferences?|summits?|meet-?ups?|trade ?shows?|trade fairs?|expos?|webinars?|workshops?|seminars?|conventions?|hackathons?|roundtables?)|(?:your|the|a) (?:booth|stand)|events?|saastr|dreamforce|web summit|inbound|messe\\p{L}*|salon|feria|fiera|beurs|targ(?:i|ach)|mäss\\p{L}*|выставк\\p{L}*|конференци\\p{L}*|fuar\\p{L}*|конгресс\\p{L}*|kongres\\p{L}*|konferen[zc]\\p{L}*|conférence|conferencia|conferência|evento|événement',
  ),
  word(
    'offline_media',
    'podcasts?|radio|tv|television|billboards?|magazines?|newspapers?|print ads?|direct mail|flyers?|posters?|books?|zeitschrift|zeitung|revista|rivista|подкаст\\p{L}*',
  ),
  word(
    'email',
    'newsletters?|news letters?|mailing lists?|mailchimp|(?:an? |your |the |marketing )?e-?mails?(?: (?:campaign|from you))?|infolettre|boletín|рассылк\\p{L}*',
  ),
  word(
    'review_site',
    'g2(?: ?crowd|\\.com)?|capterra|trust ?pilot|trust ?radius|gartner(?: peer insights)?|get ?app|software ?advice|omr(?: reviews)?|product ?hunt|review (?:sites?|platforms?|portals?)|reviews online|online reviews?',
  ),
  word(
    'word_of_mouth',
    '(?:(?:my|our|a|an|another|the|former|ex|old|good|trusted|several|some|your|one of (?:my|our)|previous|new)[ -])*(?:friends?|collea?gues?|collegues?|co-?workers?|team ?mates?|boss(?:es)?|managers?|neighbou?rs?|brother|sister|wife|husband|cousin|dad|mum|mom|mentor|advis[oe]rs?|investors?|peers?|buddy|founder friend|ceo|cto|cfo|cmo|coo|cro|(?:my|our) (?:vp|head|director)(?: of \\p{L}+)?|(?:existing |current |happy )?customers? of yours|your (?:existing |current )?customers?|(?:my|our|a) (?:clients?|consultants?|partner|accountant))',
  ),
  word(
    'word_of_mouth',
    'word[ -]of[ -]mouth|(?:personal )?referr(?:al|ed)(?: (?:by|from))?|personal recommendation|recommended by (?:an?|my|our|the)(?= )|bouche[ -]à[ -]oreille|boca a boca|boca[ -]em[ -]boca|passaparola|mond[- ]tot[- ]mond(?:reclame)?|сарафанн\\p{L}* радио',
  ),
  word(
    'word_of_mouth',
    "kolleg(?:e|in|en|innen|a|i|ą|o)|arbeitskolleg\\p{L}*|freund(?:e|in|es|en)?|bekannte[rn]?|empfehlung (?:von|eines|einer)|collègues?|amie?s?|coleg[oa]s?|compañer[oa]s?|amig[oa]s?|collegh?[aei]|amic[oahi]+|collega[’']?s?|vriend(?:in|en)?|koleżank\\p{L}*|kolega|koledz\\p{L}*|znajom\\p{L}*|przyjaci\\p{L}*|kollegor?|vän(?:ner)?|venn?|коллег\\p{L}*|друг(?:а|у|ом|зья)?|подруг\\p{L}*|знаком(?:ый|ая|ые|ого|ому|ым)|arkadaş\\p{L}*|meslektaş\\p{L}*",
  ),
  { channel: 'word_of_mouth', assistant: null, match: /同僚|友人|知人|口コミ|同事|朋友|口碑|동료|친구|지인/g },
  { channel: 'event', assistant: null, match: /展示会|展会|セミナー|전시회|컨퍼런스/g },
  { channel: 'paid_other', assistant: null, match: /広告|广告|광고/g },
  word(
    'organic_social',
    'linked-?in|twitter|x\\.com|(?<=(?:on|via|from) )x|tweets?|reddit|facebook|fb|instagram|insta|tik ?tok|you ?tube|hacker ?news|hn|discord|threads|mastodon|blue ?sky|quora|pinterest|whats ?app|telegram|we ?chat|snap ?chat|social(?: media)?|xing|вконтакте|vk|微信|小红书',
  ),
  { channel: 'organic_social', assistant: null, match: /微信|小红书|微博/g },
  word(
    'paid_other',
    '(?:an? |your |online |banner |display |youtube )?(?:ads?|adverts?|advertisements?|advertising|banners?)|werbung|anzeigen?|publicité|publicidad|publicidade|anuncios?|anúncios?|annuncio|pubblicità|advertentie|reklam(?:a|y|ę|e)?|annons|реклам\\p{L}*',
  ),
  word(
    'referral',
    '(?:an? |your |the |some )?(?:blog(?: ?posts?)?|articles?|case stud(?:y|ies)|white ?papers?|comparison (?:page|site)|directory|marketplace|app ?store|forums?|partners?|integrations? page|press|news (?:article|site))',
  ),
  word(
    'direct',
    '(?:used|use|knew|know) (?:you|it|your (?:product|tool|software)) (?:at|from|in|before)(?: (?:my|a|an?))?(?: (?:previous|last|former|old))?(?: (?:job|company|employer|role))?|(?:previous|last|former|old) (?:job|company|employer)|(?:existing|current|returning|past|former) (?:customer|user)',
  ),
  // A capitalised name, or he and she, before a verb of telling.
  {
    channel: 'word_of_mouth',
    assistant: null,
    match:
      /(?<!\p{L})(?!(?:It|This|That|They|We|I|You|Which|AI|Google|Bing|ChatGPT|The|Your|An?)\b)(?:\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}+)?(?:\s+(?:from|at|in)\s+\S+)?|\b[Ss]?he)\s+(?=(?:told|recommended|mentioned|introduced|referred|suggested|forwarded|pointed)\s)/gu,
  },
  {
    channel: 'word_of_mouth',
    assistant: null,
    match: whole('(?:told|introduced|referred|recommended)(?: to (?:me|us))? by|intro(?:duction|duced)? (?:by|from|via)'),
  },
  generic(
    'organic_search',
    whole(
      "googl(?:e|ed|ing|en)(?: search(?:es)?)?|gegoogelt|googel(?:n|te)?|googlé|gugl\\p{L}*|гугл\\p{L}*|google[’']?(?:da|de|dan|den|a)?|search engines?|bing(?:ed)?|duck ?duck ?go|yahoo|ecosia|startpage|baidu|yandex|яндекс\\p{L}*|naver|kagi|qwant|brave search|(?:web|online|internet|organic) search(?:es)?|searched (?:online|the (?:web|internet))|seo|suchmaschine|moteur de recherche|buscador|motore di ricerca|zoekmachine|wyszukiwark\\p{L}*|sökmotor|поиск\\p{L}*",
    ),
  ),
  generic('organic_search', /検索|グーグル|ググ|谷歌|百度|搜索|구글|네이버|검색/g),
  generic(
    'ai_assistant',
    whole(
      'a\\.i\\.|ai(?:[ -](?:assistant|chat ?bot|chat|tool|tools|agent|model|recommendation))?|artificial intelligence|llms?|large language models?|chat ?bots?|open ?ai|genai|anthropic|künstliche[nr]? intelligenz|intelligence artificielle|inteligencia artificial|inteligência artificial|intelligenza artificiale|kunstmatige intelligentie|sztuczn\\p{L}* inteligencj\\p{L}*|нейросет\\p{L}*|искусственн\\p{L}* интеллект\\p{L}*|yapay zek[aâ]\\p{L}*',
    ),
  ),
  // Upper case only: these are words in lower case.
  generic('ai_assistant', whole('KI|IA|ИИ|SI|YZ', 'gu')),
  generic('ai_assistant', /人工知能|生成AI|人工智能|인공지능/g),
  {
    channel: 'unknown',
    assistant: null,
    generic: true,
    match: whole('online|(?:the )?internet|(?:the )?web|im netz|sur internet|en internet|на сайте|интернет\\p{L}*'),
  },
];

/** An order given to whoever reads the answer is text like any other: it names no source. */
export const instruction =
  /\b(?:classif\w*|label|categori[sz]e|treat|mark|record|tag|count|register|log)\s+(?:this|it|me|us|the|lead|my|answer)\b|\bset\s+(?:the\s+)?(?:channel|source|assistant|origin|lead|field)|\b(?:ignore|disregard|forget)\s+(?:all|any|the|your|previous|prior|above|earlier|everything)\b|\b(?:system|developer)\s+(?:prompt|message)|\byou are (?:an?|the|now)\b|\b(?:respond|reply|answer|output)\s+(?:only\s+)?with\b|\b(?:channel|assistant|source)\s*[:=]|<\/?[a-z]+[^>]*>/i;

/** Before a mention, within its clause. "Not only" is no negation. */
export const negatedBefore =
  /(?:^|[^\p{L}])(?:(?:not|isn['’]?t|wasn['’]?t|weren['’]?t|don['’]?t|didn['’]?t|haven['’]?t|couldn['’]?t|cannot|can['’]?t)(?!\s+(?:only|just|sure))|never|no|nothing|without|neither|nor|instead of|rather than|other than|except|unlike|nicht|kein(?:e|en|em|er)?|ohne|weder|pas|sans|jamais|no|sin|nunca|não|sem|nem|non|senza|niet|geen|zonder|nie|bez|inte|ikke|utan|uden|не|без|ни)\s+(?:\S+\s+){0,4}$/iu;
/** After a mention: it was there and did not bring them. */
export const failedAfter =
  /^(?:['’]?s)?\s*(?:\S+\s+){0,1}(?:(?:did|does|do|could|had|has|was|is|were|would)(?:n['’]?t|\s+not)(?!\s+(?:only|just))|didnt|doesnt|couldnt|wasnt|never\s|failed|knew nothing|had nothing|had no|gave me nothing|was (?:useless|no help|wrong)|no help|nicht|kannte (?:euch|sie) nicht|(?:hat|konnte) (?:\S+\s+){0,2}nicht|ne\s|değil)|^\s*(?:ではな|じゃな|不知道|没有|不是|아니)/iu;

/** Right after a mention: not this one, and nothing was asked of it. */
export const deniedAfter = /^\s*(?:nicht\b|değil|ではな|じゃな|不是|아니)/iu;

export const topicBefore =
  /(?:\b(?:about|regarding|discussing|covering)\s+(?:using\s+|how\s+)?|\b(?:article|post|talk|webinar|podcast|course|book|guide|piece|thread|report|episode|video|newsletter|event|conference|session|panel|keynote)s?\s+on\s+|\b(?:googl(?:ed|ing)|google(?:d)? for|search(?:ed|ing)?(?: google| online| the web)?(?: for)?|look(?:ed|ing)? (?:for|into)|evaluating|comparing|compared|interested in|building|built|replac(?:e|ing)|integrat\w+ with|works? with|migrat\w+ from|moving from|alternatives? to)\s+(?:(?:an?|the|some|best|your|good|our)\s+)*)$/iu;
/** Use is a topic unless the clause goes on to say what it found. */
export const useBefore = /\b(?:use|using|uses|need|needs|needed|want|wanted)\s+(?:(?:an?|the|some|our)\s+)*$/iu;
export const foundAfter =
  /recommend|suggest|found|find|mention|list|show|research|told|named|came up|discover|compare|shortlist/iu;
export const topicAfter =
  /^(?:['’]s)?[\s-]+(?:alternatives?|competitors?|integrations?|plug-?ins?|wrappers?|trainings?|courses?|workshops?|prompts?|prompting|apis?|clones?|accounts?|licen[cs]es?|newsletters?|groups?|communit(?:y|ies)|events?|conferences?|meet-?ups?|summits?|webinars?|podcasts?|books?|videos?|blogs?|articles?|posts?|startups?|compan(?:y|ies)|projects?|sdrs?|bdrs?|policy|strategy|initiatives?|regulations?|consult(?:ants?|ing)|teams?|departments?|expos?|fairs?|week|hackathons?|subreddit|discord|tutorials?|experts?|engineers?|jobs?|news|hype|act|vendors?|features?|use cases?|roadmap|budget|space|industry|forums?|tokens?|(?:vs|versus)\.?\s)(?![\p{L}\p{N}])/iu;

export const personBefore =
  /(?:\b(?:colleague|friend|boss|manager|co-?worker|cousin|brother|sister|wife|husband|neighbou?r|partner|mentor|teammate|ceo|cto|cfo|vp|rep|contact|buddy|advisor|consultant|client|customer|kollege|kollegin|collègue|ami|amie|colega|amigo|amiga|freund|freundin)\s*,?\s*|\b(?:met|lunch with|coffee with|introduced by|intro from|mr\.?|mrs\.?|ms\.?|dr\.?|monsieur|madame|herr|frau)\s+)$/iu;
/** With the case as written: a surname, a company, a relation. */
export const personAfter =
  /^(?:\s+(?!(?:AI|Code|Opus|Sonnet|Haiku|Pro|Max|Search|Bot|Chat|Desktop|And|Or|Then|Recommended|Suggested)\b)\p{Lu}\p{Ll}+|\s+(?:from|at|of)\s+(?:the\s+)?(?:\p{Lu}|accounting|sales|marketing|finance|it\b|hr\b|legal|procurement|my|our|your)|\s+in\s+(?:my|our|accounting|sales|marketing|finance|procurement)\b|,?\s+(?:who|our|my|your|a (?:colleague|friend))\b|['’]s\s+(?:team|talk|post|e-?mail|presentation|recommendation|introduction))/u;

/** A word that puts the next source after the one before it. */
export const sequence =
  /\b(?:then|after|afterwards|before|first|firstly|initially|originally|later|next|eventually|finally|so i|so we|and i|and we|followed by|which led|led me|dann|danach|zuerst|anschließend|puis|ensuite|d['’]abord|luego|después|primero|depois|primeiro|poi|prima|dopo|toen|daarna|eerst|potem|następnie|najpierw|sedan|först|sonra|önce)\b|затем|потом|после|сначала|然后|之后|首先|その後|それから|最初|그 후|먼저|->|→|=>/iu;
export const firstBefore =
  /\b(?:originally|initially|first(?:ly)?(?!\s+time)|at first|before that|to begin with|zuerst|ursprünglich|d['’]abord|primero|primeiro|prima|eerst|najpierw|först|önce)\b|сначала|最初|首先/iu;
export const afterBetween =
  /\b(?:after(?!\s+(?:that|this|which|wards))|nachdem|après que|après avoir|después de(?: que)?|depois (?:de|que)|dopo (?:che|aver)|nadat|efter att)\b|после того/iu;
export const beforeAtStart = /^\s*(?:before|prior to|bevor|avant de|antes de|prima di|voordat)\b/iu;
