import type { Channel } from '../contract/origin.ts';
import type { Phrases } from './lexicon.ts';

/**
 * What people write when asked how they heard about us, in some thirty languages. The way of writing phrases is told in
 * `lexicon.ts`: accents and case do not matter, the longest phrase at a place wins.
 */
export type SourceWord = {
  readonly channel: Channel;
  readonly assistant: string | null;
  /** Says the kind of source only: "Google", "AI", "online". */
  readonly generic?: true;
  /** Also a person's first name. */
  readonly name?: true;
  /** A thing that can be about AI without coming from it: an event, a newsletter, an article. */
  readonly medium?: true;
  /** A human being, by relation. */
  readonly person?: true;
  /** A recommendation, by whom it does not say: nothing beside a source that is named. */
  readonly weak?: true;
  /** Takes the text without naming a source. */
  readonly ignored?: true;
  /** An AI answer above search results: whose is told by the search engine named with it. */
  readonly answer?: true;
};

/** Names of assistants, as they are written and miswritten. */
export const assistantNames: Readonly<Record<string, Phrases>> = {
  chatgpt:
    "chat_gpt*|gpt|gpt_(3/4/5/6)|gpt_(4/5).(1/2/5)|gpt_4o|chat_g_p_t|open_ai('s/) (chat/chatbot/chat gpt/gpt*)|chat(s/) gpt|chata_gpt*|chatu_gpt*|chat_(gbt/gtp/pgt/jpt/gpd/ghpt/gptt/ggpt)*|cgpt|chatty g|chat jippity|chat gippity|chat gee pee tee|चैट_जीपीटी|चैटजीपीटी|чат_(гпт/gpt/джипити/джипити/жпт/джіпіті/гтп/жипити)*|гпт|джипити|チャット_gpt|チャット_ジーピーティー|チャッピー|チャトgpt|챗_gpt|챗_지피티|쳇_지피티|채트_gpt|쳇_gpt|지피티|شات_جي_بي_تي|تشات_جي_بي_تي|شات جبت|شات_جى_بى_تى|تشات_جي_بي_تي|چت_جی_پی_تی|צ'אט_ג'י_פי_טי|צ'אט_gpt|צאט_gpt|צ'אט_ג'יפיטי|צאט_גיפיטי|ג'יפיטי|แชท_จีพีที|แชต_จีพีที|แชท_gpt|แชต_gpt|τσατ_gpt|চ্যাটজিপিটি|சாட்ஜிபிடி",
  perplexity:
    'perplexity*|perplexity.ai|perplex ai|перплексити|перплексіті|パープレキシティ|パープレ|퍼플렉시티|परप्लेक्सिटी|بيربلكسيتي|بربليكسيتي|פרפלקסיטי|เพอร์เพล็กซิตี้',
  gemini:
    "gemini*|google('s/) gemini|google (gemeni/gemni/gimini/jemini)|gemeni|gemni|gimini|jemini|google bard|bard|gemini.google.com|джемини|гемини|джеміні|ジェミニ|ジェミナイ|제미나이|제미니|جيميني|جمني|ג'מיני|जेमिनी|जेमिनाई|เจมินี|เจมิไน",
  google_assistant: 'google assistant',
  claude:
    "claude.ai|claude_ai|claude (code/opus/sonnet/haiku/pro/desktop/search/max)|anthropic('s/) claude|anthropic('s/) ai|(claud/calude/cluade/cloude/clade)_ai|claude ia|claude ki",
  copilot:
    "copilot*|co_pilot|(microsoft/ms/bing/windows/m365/office/365/teams/edge)('s/) (copilot*/co-pilot/copilot chat)|bing (chat/copilot)|copilot.microsoft.com|копилот*|копайлот*|копілот*|コパイロット|코파일럿|كوبايلوت|קופיילוט|कोपायलट|โคไพลอต",
  github_copilot: 'git_hub (copilot*/co-pilot)|gh copilot|copilot (for/in) (github/vs code/vscode)',
  grok: "grok|grok (ai/3/4/5)|grok.com|x('s/) grok|xai grok|twitter('s/) grok|asked grok|via grok|from grok|through grok|грок|グロック|그록",
  google_ai_mode:
    "google('s/) ai mode|ai mode|(mode/modo) (ia/ai) (de google/)|ki-modus|google ki-modus|modo (ia/ai) (de/do/di) google|режим ии|aiモード|ai 모드|ai 模式|ai模式",
  meta_ai: "meta('s/) ai|meta.ai|whatsapp('s/) ai|llama (2/3/4)|meta ia|ai (in/on/inside) (whatsapp/instagram/messenger)",
  mistral_le_chat:
    "mistral('s/) (ai/le chat/chat/chatbot)|mistral|le chat (by/de/von/from) mistral|le_chat mistral|mistral le_chat|lechat",
  duck_ai: 'duck.ai|duckduckgo (ai/chat/assist*)|duck_assist|duckduckgo ai chat',
  deepseek: 'deep_seek*|deepseek (ai/r1/chat)|дипсик*|діпсік*|ディープシーク|딥시크|深度求索|ดีปซีก|ديب سيك|डीपसीक',
  kimi: 'kimi (ai/chat/k2/k1.5/assistant)|kimi.com|kimi.ai|moonshot ai|asked kimi|kimi智能助手|月之暗面',
  qwen: 'qwen*|qwen (chat/2/3)|tongyi*|tongyi qianwen|通义千问|通义|千问|通義千問|通義|千問',
  ernie: 'ernie_bot|wenxin*|wenxin yiyan|yiyan|文心一言|文小言|文心',
  doubao: 'doubao*|豆包',
  yuanbao: 'yuanbao|tencent yuanbao|元宝|元寶|腾讯元宝|騰訊元寶',
  chatglm: 'chatglm|chat glm|zhipu*|glm|智谱清言|智谱|智譜|智譜清言',
  minimax: 'minimax|hailuo (ai/)|海螺ai|海螺',
  baichuan: 'baichuan|百川大模型|百川ai|百小应',
  yandex_alice:
    'yandex alice|yandex(' +
    "'s/) alice|alice (ai/by yandex/from yandex/yandex)|яндекс* алис*|алис* от яндекса|алис* яндекс*|спросил* (у/) алис*|голосов* помощни* алис*|умн* колонк*|алиса ии",
  gigachat: 'giga_chat|гигачат*|гига чат*',
  naver_ai: 'naver (ai/cue/clova)|clova_x|네이버 ai|클로바|네이버 큐|ai 브리핑|네이버 ai 브리핑',
  wrtn: 'wrtn*|뤼튼',
  notebooklm: 'notebook_lm',
  kagi_assistant: 'kagi (assistant/ai)',
  brave_leo: "brave('s/) leo|leo (in/on/inside) brave|leo ai|brave (ai/leo ai)",
  you: 'you.com|youchat|youdotcom',
  poe: "poe.com|poe ai|quora('s/) poe|poe by quora",
  phind: 'phind*',
  pi: "pi.ai|pi ai|inflection('s/) pi",
  alexa_plus: 'alexa_+|alexa plus|amazon alexa',
  siri: 'siri',
  apple_intelligence: 'apple intelligence',
  iask: 'iask|iask.ai|iask ai',
  andi: 'andi_search|andi ai',
  felo: 'felo|felo ai',
  monica: 'monica ai|monica.im',
  venice: 'venice ai|venice.ai',
  character_ai: 'character_ai|character.ai',
  yahoo_scout: 'yahoo scout',
  adot: 'a-dot|에이닷',
  liner: 'liner ai|라이너 ai',
  sider: 'sider ai',
  thinkany: 'thinkany',
  blackbox: 'blackbox ai|blackbox.ai',
  consensus: 'consensus (app/ai)|consensus.app',
  lmarena: 'lm_arena|chatbot arena',
  openrouter: 'open_router',
  jasper: 'jasper (ai/chat)|jasper.ai',
  writesonic: 'writesonic|chatsonic',
  huggingchat: 'hugging_chat',
  qwant_ai: 'qwant (ai/chat/ki/ia)',
  manus: 'manus|manus ai',
  cursor:
    'cursor (ai/ide/editor)|cursor.com|(asked/in/via/from/inside/used/using/through) cursor|cursor (suggested/installed/recommended/told/mentioned/picked)',
  genspark: 'genspark',
  metaso: '秘塔|秘塔ai|metaso',
};

/** Assistants whose name is also a first name: taken for the assistant unless the words around show a person. */
export const ambiguousNames: Readonly<Record<string, Phrases>> = {
  claude: 'claude|クロード|클로드|克劳德|клод*|קלוד|كلود|क्लॉड',
  kimi: '^kimi|kimi',
  alexa_plus: 'alexa',
};
/** First names that are taken for a person unless the product's full name is written. */
export const givenNames: Phrases = '^alice|^ernie|^leo|^jasper|алис*';

/** AI answers above search results. */
export const answers: Phrases =
  "(google('s/) /)(ai/gen ai/generative ai) (overview*/over view*/summar*/snippet*)|google('s/) ai (answer*/result*/response*/box/panel/preview*)|ai-(generated/written/powered) (answer*/summar*/overview*/result*/snippet*)|ai (generated/written/powered) (answer*/summar*/overview*/result*/snippet*)|sge|search generative experience|ai (answer*/box/response*) (on/in/at/from) google|ai overviews|(ubersicht/übersichten) mit ki|ki-(ubersicht*/zusammenfassung*/uberblick/antwort*)|ki (ubersicht*/zusammenfassung*/uberblick)|apercu* (par/d') ia|apercu* ia|resume* (par l'/de l'/)ia|reponse* (de l'/)ia|(resumen/respuesta/vista general/vistas generales) (creada por/creado con/generada por/de/con) (la /)ia|(resumo/visao geral/visoes gerais/resposta) (criada por/de/da/com/gerada por) (a /)ia|(riepilogo/panoramica/panoramiche/risposta) (dell'/ con l'/)(ai/ia)|обзор* (от/с) ии|ии-обзор*|ai-(overzicht*/samenvatting*/sammanfattning*/oversikt*/yhteenveto*/ozeti*)|ai (samenvatting/oversikt/sammanfattning)|przeglad* od ai|ai (による概要/の概要/概要)|aiによる概要|googleのaiによる概要|グーグルのaiによる概要|googleのai概要|google的ai(概览/概覽/摘要)|구글 ai (개요/요약)|ai概要|ai 개요|ai 요약|ai개요|ai 摘要|ai概览|ai概覽|ai摘要|tong quan ve ai|ringkasan ai|نظره عامه من الذكاء الاصطناعي|สรุปโดย ai|ภาพรวม ai";

type Kind = Omit<SourceWord, 'channel' | 'assistant'>;
type Entry = readonly [channel: Channel, kind: Kind, ...phrases: Phrases[]];

export const sourceWords: readonly Entry[] = [
  // AI by no name.
  [
    'ai_assistant',
    { generic: true },
    "ai|a.i.|a.i|ai's|ais|(une/l'/par/una/la/uma/com/por/con/di/via) ia|l'ia|d'ia|(eine/die/per/mit/der/von/durch/uber) ki|ki (gefragt/tool/tools/chat)|(an/) (ai/llm) (assistant*/chat_bot*/chat/tool/tools/agent/agents/model*/recommendation*/bot/bots/engine/app/apps/platform/helper)|artificial intelligence|artifical intelligence|llm|llms|large language model*|language model*|chat_bot*|open_ai|gen_ai|generative ai|anthropic|ai powered assistant",
    '=ki|kunstlich* intelligenz*|=ki-(assistent*/tool*/chatbot*/suche)|=ki (assistent*/tool*/chatbot*)|sprachmodell*|=ia|intelligence artificielle|agent conversationnel|inteligencia* artificial*|intelligenza artificiale|kunstmatige intelligentie|taalmodel*|sztuczn* inteligencj*|=si|artificiell* intelligens*|kunstig* intelligens*|sprakmodell*|tekoaly*|kielimalli*|yapay zek*|=yz|нейросет*|нейронк*|искусственн* интеллект*|=ии|чат_бот*|штучн* інтелект*|нейромереж*|=ші|umel* inteligenc*|=mi|mesterseges intelligenci*|inteligent* artificial*|τεχνητ* νοημοσυν*|изкуствен* интелект*|umjetn* inteligencij*|umetn* inteligenc*|вештачк* интелигенц*|veštačk* inteligencij*|umel* inteligenci*|kecerdasan buatan|tri tue nhan tao|kunsmatige intelligensie|akili bandia',
    '人工知能|生成ai|aiチャット|aiアシスタント|チャットボット|人工智能|人工智慧|大模型|聊天机器人|聊天機器人|생성형 ai|생성_ai|인공지능|챗봇|ai 비서|ปัญญาประดิษฐ์|เอไอ|الذكاء الاصطناعي|ذكاء اصطناعي|الذكاء الصناعي|هوش مصنوعی|בינה מלאכותית|בינה מלכותית|कृत्रिम बुद्धिमत्ता|एआई|आर्टिफिशियल इंटेलिजेंस|কৃত্রিম বুদ্ধিমত্তা|செயற்கை நுண்ணறிவு',
  ],
  [
    'ai_search',
    {},
    "google('s/) (ai/ki/ia)|(la /l'/)(ia/ki/ai) (de/di/do/da/von/van/od/от) google|(google/谷歌/グーグル/구글)(の/的)ai|구글 ai|谷歌ai|ии (от/в) (google/гугл*)|ии гугла|ai (in/on/inside/by/from) google (search/)|bing('s/) (ai/answers/answer)|ai search (engine/)|ai answer*|google search ai|ai powered search|ki-suche|yandex neuro|яндекс нейро|нейро яндекс*|нейропоиск*",
  ],
  // Paid.
  [
    'paid_social',
    {},
    "(linked_in/facebook/fb/instagram/insta/meta/tik_tok/twitter/reddit/snapchat/pinterest/social/social media) (ad/ads/advert*/sponsored post*)|(ad/ads/advert*/sponsored post*) (on/in/from/via) (linked_in/facebook/fb/instagram/insta/meta/tik_tok/twitter/x/reddit/snapchat/social media)|sponsored (post*/tweet*/video*)|(anzeige*/werbung/anuncio*/annonce*/publicite/pub/publicidad/pubblicita/annuncio/inserzione/advertentie/reklam*/annons*) (on/in/auf/bei/en/sur/no/na/su/op/pa/w/ve) (linked_in/facebook/instagram/insta/tik_tok/meta)|(linked_in/facebook/instagram/meta)-?(anzeige*/werbung/advertentie*/annons*)|(linked_in/facebook/instagram/meta)-(anzeige*/werbung/advertentie*/annons*)|(linked_in/facebook/instagram) (anzeige*/werbung/reklam*/広告/광고)|(facebook/instagram/linkedin)'(da/ta/de/te) reklam*|реклам* (в/на) (линкедин*/фейсбук*/инстаграм*/facebook/instagram/linkedin/vk/вк)|реклам* (у/в) (фейсбуц*/інстаграм*)|(facebook/instagram/linkedin)広告|(페이스북/인스타그램/링크드인) 광고|朋友圈广告|微信广告",
  ],
  [
    'paid_search',
    {},
    "google_ads|google_ad|google-ads|ad_words|bing ad*|ppc|sponsored result*|(ad/ads/advert*) (on/in/from/via) (google/bing/search)|(anzeige*/werbung/anuncio*/annonce*/publicite/pub/publicidad/pubblicita/annuncio/advertentie/reklam*/annons*) (on/in/auf/bei/en/sur/no/na/su/op/pa/w/ve/di) (google/bing/suche)|google-(anzeige*/werbung/advertentie*/annons*)|google (anzeige*/werbung/reklam*)|google'da reklam*|реклам* (в/на) (google/яндекс*/гугл*)|яндекс директ*|リスティング広告|google広告|구글 광고|네이버 광고|百度推广|百度广告|谷歌广告",
  ],
  [
    'paid_other',
    {},
    'ad|ads|advert|adverts|advertis*|banner|banners|youtube ad*|werbung|anzeige|anzeigen|publicite|publicidad|publicidade|anuncio*|annuncio|annunci|pubblicita|advertentie*|reklam*|annons*|annonse*|mainos*|реклам*|διαφημισ*|reclama|hirdetes*|iklan|quang cao|โฆษณา|広告|广告|廣告|광고|اعلان*|פרסומת|פרסום|विज्ञापन',
  ],
  // Outbound.
  [
    'outbound',
    {},
    '(your/an/a/) ai (sdr/bdr)*|(sdr/bdr/sales_rep/sales_person/rep/account executive/(ae/account manager/account exec*/sales guy/sales lady/someone/somebody/person/guy/lady) from your (team/company/sales team/office)( who/ that/)/ae/your team/your sales team/your colleague/your company/your people) (called/emailed/e-mailed/reached out/contacted/messaged/rang/pinged/wrote)|you (guys /)(called/emailed/e-mailed/reached out/contacted/messaged/wrote/rang)|cold (call*/email*/e-mail*/outreach/mail*)|outreach|unsolicited email|linkedin (message/inmail) from your*|inmail|kaltakquise|(demarchage/prospection) (telephonique/)|llamada en frio|ligacao fria|chiamata a freddo|koude acquisitie|zimny telefon|холодн* (звонок/письмо/рассылк*)|テレアポ|営業(電話/メール)|콜드콜|콜드메일|电话推销|陌生电话|你们的销售|(ihr/euer) vertrieb*|votre commercial*|vuestro comercial|su comercial',
  ],
  // Events.
  [
    'event',
    { medium: true },
    '(conference*/summit*/meet_up*/trade_show*/trade_fair*/expo/expos/webinar*/workshop*/seminar*/convention*/hackathon*/roundtable*/fairs/congress/event/events/panel/keynote)|(your/a/the) (talk/presentation/speech) (at/on/about)|vortrag*|ponencia*|charla*|palestra*|expose oral|relazione|lezing*|wyklad*|foredrag*|forelasning*|esitelm*|доклад*|лекци*|доповід*|prednask*|eloadas*|prezentare|講演|강연|演讲|讲座|演講|講座|(your/the/a/our) (booth/stand)|trade fair*|(job/book/industry/career) fair|fair in|booth|saastr|dreamforce|web summit|inbound 20*|=inbound|slush|gitex|=ces|dmexco|vivatech|hannover messe',
    'messe|messen|messestand|fachmesse*|konferenz*|tagung*|kongress*|veranstaltung*|ki-(konferenz*/messe*/veranstaltung*/webinar*)|salon*|conference*|colloque*|evenement*|foire*|conferencia*|congreso*|feria*|evento*|seminario*|jornada*|feira*|congresso*|fiera|fiere|convegno|conferenz*|beurs|beurzen|conferentie*|congres|vakbeurs|evenement*|targ(i/ach/ow)|konferencj*|wydarzeni*|massa|massan|konferens*|evenemang*|messe*|konferanse*|konference*|arrangement|messut|messuil*|konferens*|konferenss*|tapahtum*|seminaar*|fuar*|konferans*|etkinlik*|выставк*|конференц*|конгресс*|мероприяти*|вебинар*|семинар*|форум*|виставк*|захід|заході|конференці*|вебінар*|veletrh*|konferenc*|akce|akci|seminar*|kiallitas*|konferenci*|rendezven*|εκθεση|συνεδριο|conferinta|conferinte|targ|eveniment*|pameran|konferensi|acara|hoi nghi|hoi thao|trien lam|su kien',
    '展示会|展会|セミナー|ウェビナー|カンファレンス|イベント|勉強会|전시회|박람회|컨퍼런스|세미나|웨비나|행사|大会|会议|會議|峰会|峰會|研讨会|研討會|展览|展覽|论坛|論壇|活动|活動|งานแสดง|งานสัมมนา|สัมมนา|อีเวนต์|مؤتمر*|معرض*|ندوه*|فعاليه*|כנס*|תערוכ*|וובינר*|אירוע*|सम्मेलन|कॉन्फ्रेंस|वेबिनार|प्रदर्शनी|मेले',
  ],
  [
    'offline_media',
    { medium: true },
    'podcast*|pod cast*|radio*|tv|television|billboard*|magazine|magazines|newspaper*|print ad*|direct mail|flyer*|poster*|a book|your book|books|brochure*|the news|zeitschrift*|zeitung*|plakat*|fernsehen|buch|journal|affiche*|revista*|periodico|valla*|jornal|rivista|giornale|televisione|tijdschrift*|krant|gazet*|czasopism*|ksiazk*|tidning*|avisen|lehti|lehdessa|dergi*|gazete*|подкаст*|радио|журнал*|газет*|телевиз*|книг*|casopis*|noviny|majalah|koran|tap chi|báo|ポッドキャスト|雑誌|新聞|ラジオ|テレビ|팟캐스트|라디오|잡지|신문|播客|杂志|雜誌|报纸|電視|电视|广播|นิตยสาร|พอดแคสต์|بودكاست|مجله|جريده|פודקאסט*|מגזין|עיתון|पॉडकास्ट|अखबार',
  ],
  [
    'email',
    { medium: true },
    "newsletter*|news letter*|mailing list*|mailchimp*|email*|e-mail*|substack|mailing*|infolettre*|lettre d'information|boletin*|correo*|boletim|courriel*|nieuwsbrief*|nyhetsbrev*|nyhedsbrev*|uutiskirj*|sahkoposti*|bulten*|e-posta*|eposta*|e-post|рассылк*|розсилк*|письм*|имейл*|newsletr*|biuletyn*|zpravodaj|hirlevel*|ενημερωτικο δελτιο|surat elektronik|ban tin|メルマガ|ニュースレター|メールマガジン|뉴스레터|이메일|邮件|郵件|电子报|電子報|จดหมายข่าว|نشره بريديه|النشره البريديه|بريد الكتروني|ניוזלטר|אימייל|न्यूज़लेटर|न्यूजलेटर|ईमेल",
  ],
  [
    'review_site',
    {},
    "g2|g2 crowd|g2.com|capterra|trust_pilot|trust_radius|gartner*|getapp|get app|software advice|omr|omr reviews|product_hunt|review (site*/platform*/portal*)|reviews online|online review*|reviews|bewertungsportal*|vergleichsportal*|site d'avis|sitio de resenas|平台评测|レビューサイト|itreview|리뷰 사이트",
  ],
  // People.
  [
    'word_of_mouth',
    { person: true },
    'friend*|freind*|frend|buddy|mate|pal|colleag*|coleag*|collegue*|collague*|coleg*|colegue*|collegu*|co_worker*|team_mate*|boss|bosses|manager|managers|supervisor|neighbo*|brother*|sister*|wife|husband|cousin*|dad|mum|mom|father|mother|uncle|aunt|mentor*|advisor*|adviser*|investor*|peer|peers|ceo|cto|cfo|cmo|coo|cro|founder|(my/our/the) (vp/head/director)|(a/one of your) (customer/client)* of yours|customer of yours|customers of yours|(your/existing/current/happy) customer*|(my/our/a/the/another) (client*/consultant*/partner/accountant/team/it department/it team)|(my/our) (supplier/vendor/agency)|one of your (customers/users/clients)|acquaintance*|somebody i know|someone i know|person i know|family|professor|teacher|roommate|flatmate|my assistant',
    'kolleg*|arbeitskolleg*|freund|freunde|freundin|freundes|freunden|freundinnen|bekannt|bekannte|bekannter|bekannten|chef|chefin|vorgesetzt*|geschaftspartner*|nachbar*|bruder|schwester|kumpel|(einer/eine/einem) (ihrer/eurer) kunden|(ein/einen/einem) kunde*|bestehende* kunde*|(un/une/vos/votre/de vos) client*|(un/una) cliente*|(um/uma) cliente*|(un vostro/vostro) cliente|(een/jullie) klant*|klient*|клиент*|клієнт*|zakaznik*|asiakas*|musteri*|collegue*|ami|amis|amie|amies|copain|copine|patron*|ma chef*|ma sœur|mon chef|mon (frere/mari/associe)|ma (soeur/femme/cheffe)|connaissance*|confrere*|coleg*|companer*|amig*|jefe|jefa|herman*|socio|conocid*|vecin*|chefe|irma*|irmao|colleg(a/hi/he/ha)|amic(o/a/i/he)|conoscent*|capo|fratello|collega*|vriend*|kennis|kennissen|baas|broer|zus|koleg*|kolezank*|koledz*|znajom*|przyjaci*|szef*|brat|bratem|bratu|kolleg*|vanner|vannen|!vän|!väns|kompis*|bekant|bekanta|chefen|ven|venn|venner|venninne|veninde|sjef*|kollegor*|kollega*|ystav*|kaveri*|tuttu|tutulta|pomo|kollega*|tyokaver*|arkadas*|meslektas*|tanidi*|patron*|mudur*|коллег*|друг|друга|друзья|друзей|другом|другу|друзьями|подруг*|знаком(ый/ая/ые/ого/ому/ым/ых)|приятел*|начальник*|шеф|брат|сестра|товарищ*|колег*|друг|друга|друзі|знайом*|подруг*|приятел*|керівник*|kamarad*|kolega|kolegy|kolegu|kolegyn*|pritel*|pratel*|znam*|sefem|kolleg*|barat*|ismeros*|munkatars*|fonok*|φιλο*|φιλη|συναδελφ*|γνωστ*|prieten*|coleg*|sef|cunosti*|приятел*|колег*|prijatelj*|teman*|rekan*|sahabat|kolega|atasan|kenalan|bos saya|dong nghiep|ban be|nguoi ban|ban toi|ban cua toi|!sếp|nguoi quen|sahabat|kaibigan|rafiki',
    '同僚|友人|友達|知人|知り合い|上司|先輩|取引先|仲間|同事|朋友|同学|同學|同行|老板|领导|客户介绍|熟人|동료|친구|지인|상사|선배|팀장|เพื่อน|หัวหน้า|คนรู้จัก|صديق*|زميل*|زملا*|اصدقا*|مديري|معارف*|دوست*|همکار*|חבר*|קולג*|עמית*|מנהל שלי|הבוס|מכר|מכרים|दोस्त*|सहकर्मी*|मित्र*|साथी*|बॉस|परिचित|বন্ধু|সহকর্মী|நண்பர்',
  ],
  [
    'word_of_mouth',
    { weak: true },
    'word_of_mouth|word of mouth|mouth to mouth|personal recommendation*|personal referral|referral|referred|(intro/introduced/introduction/recommended/referred/told) (by/from/via)|recommendation (by/from)|empfehlung*|weiterempfehlung*|mundpropaganda|mund-zu-mund*|bouche a oreille|recommandation*|boca a boca|boca em boca|recomendacion*|boca-oreja|indicacao*|recomendacao*|passaparola|consiglio|raccomandazione|mond-tot-mond*|mond tot mond*|aanbeveling|poczta pantoflowa|polecen*|rekommendation*|mun till mun|anbefaling*|suosittel*|suositus|tavsiye*|сарафанн* радио|рекомендаци*|рекомендаці*|doporucen*|ajanlas*|συσταση|recomandar*|rekomendasi|mulut ke mulut|truyen mieng|gioi thieu|口コミ|紹介|クチコミ|口碑|介绍|介紹|입소문|소개|추천받|บอกต่อ|توصيه|המלצה|सिफारिश',
  ],
  // Social.
  [
    'organic_social',
    {},
    'linked_in*|twitter|x.com|tweet*|reddit*|facebook*|fb|insta|instagram*|tik_tok*|you_tube*|yt|hacker_news|hn|discord|threads|mastodon|blue_sky|quora|pinterest|whats_app|telegram|we_chat|snap_chat*|social|social media|xing|vkontakte|vk|slack|r/chatgpt|(slack/discord/telegram/whatsapp/facebook/linkedin/fb) (group*/community/channel/server)|soziale* (medien/netzwerk*)|reseaux sociaux|redes sociales|redes sociais|sociale media|media spolecznosciowe|sosyal medya|соцсет*|вконтакте|линкедин*|фейсбук*|инстаграм*|ютуб*|телеграм*|твиттер*|соцмереж*|socialni site|zalo|twitterで|facebookで|ツイッター|ユーチューブ|インスタ|フェイスブック|リンクトイン|링크드인|유튜브|인스타그램|페이스북|트위터|카카오톡|微信|小红书|微博|知乎|抖音|领英|領英|脸书|臉書|小紅書|b站|哔哩哔哩|لينكد_ان|لينكدان|تويتر|فيسبوك|يوتيوب|انستغرام|לינקדאין|פייסבוק|יוטיוב|अपने लिंक्डइन|लिंक्डइन|यूट्यूब|फेसबुक|เฟซบุ๊ก|ยูทูบ|ไลน์',
  ],
  ['organic_social', { medium: true }, 'subreddit|the (chatgpt/claude/openai/ai) subreddit'],
  // Links.
  [
    'referral',
    { medium: true },
    "blog|blogs|blog_post*|article*|case stud*|white_paper*|comparison (page/site)|directory|directories|marketplace*|app_store|forum|forums|integrations page|press|news (article/site)|listicle*|wikipedia|their (site/website)|(another/other) (company's /)(site/website)|partner (site/website/page)|blogartikel|artikel|artikeln|blogbeitrag*|blogue*|article|blogue|articulo*|entrada de blog|artigo*|articolo*|artykul*|blogu|blogg*|artikkel*|blogi*|makale*|yazi|статью|статье|статья|статьи|блог*|стаття|статті|clanek|clank*|cikk*|αρθρο|articol*|artikel|bai viet|bai bao|記事|ブログ|기사|블로그|文章|博客|部落格|บทความ|บล็อก|مقال*|مدونه|מאמר|בלוג|कतबा|लेख|ब्लॉग",
  ],
  ['referral', {}, 'partner|partners|affiliate'],
  [
    'direct',
    {},
    '(used/use/knew/know) (you/it/your product/your tool/your software) (at/from/in/before)|(existing/current/returning/past/former) (customer/user)|(previous/last/former/old) (job/company/employer)|already (a /)customer|bestandskund*|client existant|cliente existente',
  ],
  // Search.
  [
    'organic_search',
    { generic: true },
    "google|googl|gogle|goggle|googel|google's|googled|googling|googles|googl'd|google_search*|search_engine*|search result*|bing|binged|duck_duck_go|yahoo*|ecosia|startpage|baidu|yandex*|naver|kagi|qwant|brave search|(web/online/internet/organic) search*|searched (online/the web/the internet/on the internet/around)|online research|seo|suchmaschine*|google-suche|googlesuche|gegoogel*|gegoogelt|googeln|googelte|internetsuche|moteur* de recherche|recherche (google/internet/web/sur internet)|googlis*|googlé|buscador*|busqueda*|buscando en|googlee|motore di ricerca|motori di ricerca|ricerca online|zoekmachine*|gegoogeld|googelde|wyszukiwark*|wygoogl*|wyguglow*|sokmotor*|googlade|soge*motor*|googlet|hakukone*|googlasin|googlailla|googlaamalla|googlest*|googlella|googlesta|arama motor*|googleda|google'da|google'dan|googledan|поисковик*|поиск*|гугл*|погуглил*|загуглил*|яндекс*|пошук*|ґугл*|vyhledavac*|vygooglil*|googlu|google-ban|google-on|keres*|μηχανη αναζητησης|αναζητηση|pesquisa*|pesquisei|busca no|procura no|motor de busca|cautare*|mesin pencari|tim kiem|pencarian google|検索|グーグル|ググ|ヤフー|谷歌|百度|搜索|搜尋|搜寻|搜到|必应|搜狗|구글|네이버|검색|กูเกิล|ค้นหา|เสิร์ช|بحث*|جوجل|قوقل|غوغل|محرك بحث|גוגל|חיפוש|חיפשתי|गूगल|खोज*|गुगल|গুগল",
  ],
  [
    'unknown',
    { generic: true },
    'online|on line|internet|the internet|the web|the net|im netz|en ligne|en linea|en internet|интернет*|інтернет*|ネット|인터넷|网上|網路|网络|الانترنت|אינטרנט|इंटरनेट|อินเทอร์เน็ต|internett|internetu|sur internet|tren mang',
  ],
  // Things that carry the name of an assistant and are none.
  [
    'unknown',
    { ignored: true },
    "(your/ur) (own /)(website /site /web site /)(ai /live /)(chat_bot/bot/assistant/live chat/chat widget)|your (ai/gpt/copilot)|(chat_bot/chat/bot) on your (web/)(site/website/page/homepage)|(euer/eurem/ihr/ihrem) chatbot*|(votre/su/vuestro/seu/vostro) chatbot|chatbot (auf/sur/en/no/sul) (ihrer/eurer/votre/su/vuestra/seu/vostro) *|gemini (exchange/crypto/trust/earn/credit card)|(the /)gemini crypto*|copilot money|(to/can't/couldn't/fully/really/didn't/don't) grok|grokked|grokking|meta (team/employee/engineer)|御社のチャットボット|官网的(机器人/客服)|gemini (zodiac/sign)|air canada|le chat (de/du/sur) (votre/notre)*",
  ],
];
