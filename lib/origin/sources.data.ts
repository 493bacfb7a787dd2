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
  /** Somebody told only by a name. */
  readonly named?: true;
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
    "chat_gpt*|gpt|gpt_(3/4/5/6)|gpt_(4/5).(1/2/5)|gpt_4o|chat_g_p_t|open_ai('s/) (chat/chatbot/chat gpt/gpt*)|chat(s/) gpt|chata_gpt*|chatu_gpt*|chat_(gbt/gtp/pgt/jpt/gpd/ghpt/gptt/ggpt)*|cgpt|chatty g|chat jippity|chat gippity|chat gee pee tee|चैट_जीपीटी|चैटजीपीटी|чат_(джпт/джипт/гэпэтэ/джпити/жпити/чпт/гпи/гпти/гптя/гтп/гпт/gpt/джипити/джипити/жпт/джіпіті/гтп/жипити)*|гпт|джипити|チャット_gpt|チャット_ジーピーティー|チャッピー|チャトgpt|챗_gpt|챗_지피티|쳇_지피티|채트_gpt|쳇_gpt|지피티|شات_جي_بي_تي|تشات_جي_بي_تي|شات جبت|شات_جى_بى_تى|تشات_جي_بي_تي|چت_جی_پی_تی|צ'אט_ג'י_פי_טי|צ'אט_gpt|צאט_gpt|צ'אט_ג'יפיטי|צאט_גיפיטי|ג'יפיטי|แชท_จีพีที|แชต_จีพีที|แชท_gpt|แชต_gpt|τσατ_gpt|চ্যাটজিপিটি|சாட்ஜிபிடி",
  perplexity:
    'perplexity*|perplexity.ai|perplex ai|перплексити|перплексіті|パープレキシティ|パープレ|퍼플렉시티|परप्लेक्सिटी|بيربلكسيتي|بربليكسيتي|פרפלקסיטי|เพอร์เพล็กซิตี้',
  gemini:
    "gemini*|google('s/) gemini|google (gemeni/gemni/gimini/jemini)|gemeni|gemni|gimini|jemini|google bard|bard|gemini.google.com|джемини|гемини|джеміні|ジェミニ|ジェミナイ|제미나이|제미니|جيميني|جمني|ג'מיני|जेमिनी|जेमिनाई|เจมินี|เจมิไน|جمینای|جمنای|জেমিনি|ஜெமினி|jemini ai|google's chatbot|google chatbot|google('s/) chat bot",
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
  claude: 'claude|calude|cluade|claud|cladue|claued|caude|クロード|클로드|克劳德|клод*|קלוד|كلود|क्लॉड',
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
    "人工知能|生成ai|aiチャット|aiアシスタント|チャットボット|人工智能|人工智慧|大模型|聊天机器人|聊天機器人|생성형 ai|생성_ai|인공지능|챗봇|ai 비서|ปัญญาประดิษฐ์|เอไอ|الذكاء الاصطناعي|ذكاء اصطناعي|الذكاء الصناعي|هوش مصنوعی|בינה מלאכותית|בינה מלכותית|कृत्रिम बुद्धिमत्ता|एआई|आर्टिफिशियल इंटेलिजेंस|কৃত্রিম বুদ্ধিমত্তা|செயற்கை நுண்ணறிவு|対話型ai|ai検索|チャットai|エーアイ|ai에게|ai한테|ai 챗봇|ai툴|ai工具|ai助手|ai问答|ai聊天|智能助手|智能问答|人工智能助手|หุ่นยนต์|แชทบอท|แชตบอต|روبوت (محادثه/دردشه)|شات بوت|صاحب الذكاء|چت بات|چت‌بات|צ'אטבוט|צ'אט בוט|צאטבוט|बॉट|चैटबॉट|চ্যাটবট|எஐ|הבינה המלאכותית|בינה-מלאכותית|הai|интеллект ии",
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
    "(linked_in/facebook/fb/instagram/insta/meta/tik_tok/twitter/reddit/snapchat/pinterest/social/social media) (ad/ads/advert*/sponsored post*)|(ad/ads/advert*/sponsored post*) (on/in/from/via) (linked_in/facebook/fb/instagram/insta/meta/tik_tok/twitter/x/reddit/snapchat/social media)|sponsored (post*/tweet*/video*)|(anzeige*/werbung/anuncio*/annonce*/publicite/pub/publicidad/pubblicita/annuncio/inserzione/advertentie/reklam*/annons*) (on/in/auf/bei/en/sur/no/na/su/op/pa/w/ve) (linked_in/facebook/instagram/insta/tik_tok/meta)|(linked_in/facebook/instagram/meta)-?(anzeige*/werbung/advertentie*/annons*)|(linked_in/facebook/instagram/meta)-(anzeige*/werbung/advertentie*/annons*)|(linked_in/facebook/instagram) (anzeige*/werbung/reklam*/広告/광고)|(facebook/instagram/linkedin)'(da/ta/de/te) reklam*|реклам* (в/на) (линкедин*/фейсбук*/инстаграм*/facebook/instagram/linkedin/vk/вк)|реклам* (у/в) (фейсбуц*/інстаграм*)|(facebook/instagram/linkedin)広告|(페이스북/인스타그램/링크드인) 광고|朋友圈广告|微信广告|(linked_in/facebook/fb/instagram/insta/meta/tik_tok/twitter) (advertentie/annonce/annonser*/reklame/reklam*/mainos*/hirdetes*/oglas*/inzer*/anuncio*/pub/publicite/publicidad*/pubblicita/annuncio/reclama/werbeanzeige*/iklan/ad/ads/promo*/sponsor*/tangazo/quang cao)|(iklan/quang cao/patalastas/διαφημιση/διαφημισεις/hirdetes*/reclama/reklama*/oglas/inzerat*/mainos*/annonce*/annonse*) (di/tren/sa/στο/στην/στον/a/ra/pe/na/sur/pa/i/ve/v/en/ở /)(linked_in/facebook/fb/instagram/insta/tik_tok/twitter/γουεμπ)*|(인스타/페북/유튜브/틱톡/카카오톡) 광고|(インスタ/フェイスブック/リンクトイン/x/twitter/tiktok/youtube)(の/ /)広告|(インスタ/フェイスブック)広告|(抖音/小红书/微博/知乎/快手/视频号/脸书/臉書/领英)(上的/的/上看到的/)(广告/廣告)|(โฆษณา/แอด) (ใน/บน)(เฟซบุ๊ก/เฟสบุ๊ค/เฟส/ไอจี/ติ๊กต็อก/facebook/instagram/linkedin)|โฆษณา(เฟซบุ๊ก/เฟสบุ๊ค/ไอจี)|(اعلان*) (على/في/عبر) (فيسبوك/انستغرام/انستقرام/لينكدان/لينكد ان/تويتر/تيك توك/سناب)|(تبلیغ*) (در /)(اینستاگرام/لینکدین/تلگرام)|(פרסומת/מודעה/פרסום) (ב/)(פייסבוק/אינסטגרם/לינקדאין)|(फेसबुक/इंस्टाग्राम/लिंक्डइन) (पर /)(विज्ञापन)|(ফেসবুক/ইনস্টাগ্রাম) বিজ্ঞাপন|реклам* (в/на/во/у) (вк/вконтакте/контакте/телеграм*/тг/инсте/инст*/тикток*/ютуб*/фейсбук*/інстаграм*/лінкедін*)|таргет* (в/у) (инст*/фейсбук*/вк)",
  ],
  [
    'paid_search',
    {},
    "google_ads|google_ad|google-ads|ad_words|bing ad*|ppc|sponsored result*|(ad/ads/advert*) (on/in/from/via) (google/bing/search)|(anzeige*/werbung/anuncio*/annonce*/publicite/pub/publicidad/pubblicita/annuncio/advertentie/reklam*/annons*) (on/in/auf/bei/en/sur/no/na/su/op/pa/w/ve/di) (google/bing/suche)|google-(anzeige*/werbung/advertentie*/annons*)|google (anzeige*/werbung/reklam*)|google'da reklam*|реклам* (в/на) (google/яндекс*/гугл*)|яндекс директ*|リスティング広告|google広告|구글 광고|네이버 광고|百度推广|百度广告|谷歌广告|google (advert*/promo*/sponsored/anuncio*/annonce*/annonse*/inzer*/hirdetes*/mainos*/reclama/iklan/ad words)|(iklan/quang cao/διαφημιση/hirdetes*/reclama/reklama*/oglas/mainos*/annonce*/annonse*/inzerat*) (di/tren/sa/στη/στο/a/pe/na/v/i/pa/en/ve /)(google)*|paid search|search ad*|sponsored (link*/listing*) (on google/in google/at the top)|top of google (ad*)|(bing/yahoo/microsoft) ad*|z reklamy (w/z) google|グーグル広告|検索広告|구글광고|검색 광고|谷歌的广告|โฆษณา(ใน/บน)(google/กูเกิล)|اعلان (على/في) (جوجل/google)|פרסומת בגוגל|गूगल विज्ञापन|контекстн* реклам*|реклам* (у/в/на) (гугл*/google/яндекс*)",
  ],
  [
    'paid_other',
    {},
    'ad|ads|advert|adverts|advertis*|banner|banners|youtube ad*|werbung|anzeige|anzeigen|publicite|publicidad|publicidade|anuncio*|annuncio|annunci|pubblicita|advertentie*|reklam*|annons*|annonse*|mainos*|реклам*|διαφημισ*|reclama|hirdetes*|iklan|quang cao|โฆษณา|広告|广告|廣告|광고|اعلان*|פרסומת|פרסום|विज्ञापन|διαφημισεις|mainokse*|mainonta|hirdetesben|reclame|annuncio|advertentie|advert|commercial ad|retargeting*|sponsor*|promotion*|werbeanzeige*|werbebanner|onlinewerbung|encart*|sponsorise*|aviso*|anunci*|propaganda*|inserzion*|bannerze|ogloszeni*|inzer*|inzerat*|annonsen|reklamen|oglas*|обява|реклама|таргет*|оголошенн*|promo|pariwara|patalastas|ad sa|tangazo|!quảng cáo|โฆษณ*|バナー|प्रचार|বিজ্ঞাপন|விளம்பரம்|تبلیغ*|اعلانات|מודעה|ממומן',
  ],
  // Outbound.
  [
    'outbound',
    {},
    "your ai (sdr/bdr)*|(an/a) ai (sdr/bdr) (emailed/called/messaged/contacted/reached out/wrote)|(sdr/bdr/sales_rep/sales_person/rep/account executive/(ae/account manager/account exec*/sales guy/sales lady/someone/somebody/person/guy/lady) from your (team/company/sales team/office)( who/ that/)/ae/your team/your sales team/your colleague/your company/your people) (called/emailed/e-mailed/reached out/contacted/messaged/rang/pinged/wrote)|you (guys /)(called/emailed/e-mailed/reached out/contacted/messaged/wrote/rang)|cold (call*/email*/e-mail*/outreach/mail*)|outreach|unsolicited email|linkedin (message/inmail) from your*|inmail|kaltakquise|(demarchage/prospection) (telephonique/)|llamada en frio|ligacao fria|chiamata a freddo|koude acquisitie|zimny telefon|холодн* (звонок/письмо/рассылк*)|テレアポ|営業(電話/メール)|콜드콜|콜드메일|电话推销|陌生电话|你们的销售|(ihr/euer) vertrieb*|votre commercial*|vuestro comercial|su comercial|cold_call*|cold_email*|cold outbound|outbound*|outbnd|(your/ur) (sales /outbound /)(guy/gal/rep/reps/person/lady/man/woman/team/people/agent/bdr/sdr/ae/colleague)(s/) (called/rang/phoned/emailed/e-mailed/messaged/contacted/reached out/wrote/pinged/approached/cold called/visited/dm'd/dmed)|(got/received/had) (a/an) (call/phone call/email/e-mail/message/dm/inmail) from (you/your *)|a (salesperson/sales person/salesman/saleswoman/sales rep/rep) (called/emailed/contacted/visited/rang)|you (called/emailed/contacted/messaged) (me/us)|(called/emailed/contacted/approached/pitched) by (you/your *)|prospecting (call/email)|door to door|sales (call/email)|sequence (step/reply/email)|via sequence|(vertriebler*/verkaufer*/vertriebsmitarbeiter*/außendienst*) (hat/rief/von)*|(telefonakquise/kaltanruf)|anruf von (euch/ihnen/ihrem/eurem)|(un/votre/vos) (commercial/commerciaux/commerciale/vendeur)|demarchage|appel a froid|(un/una/su/vuestro) (vendedor*/comercial/agente de ventas) (me/nos/llamo)|(me/nos) llamo (un/una) (vendedor*/comercial/asesor*)|(um/uma/seu) (vendedor*/representante) (me/nos/ligou)|me ligaram|(un/vostro/un vostro) (venditore/commerciale)|telefonata commerciale|(een/jullie) (verkoper/vertegenwoordiger/accountmanager)|koud gebeld|(wasz/wasz*/wasi) handlow*|handlowiec|zavolal mi obchodni*|obchodni* zastupc*|(er/jeres/deres/din) (saljare/selger/salgsmand/saelger)|saljare ringde|kald kanvas|telefonmyyj*|myyjanne|satis temsilci*|satisciniz*|менеджер по продажам|продажник*|ваш менеджер|холодн* (обзвон/дзвінок/лист)|менеджер з продажу|uzletkoto*|ertekesito*|agent de vanzari|πωλητης|търговец|prodavac|営業マン|営業担当|営業さん|飛び込み営業|電話営業|영업사원|영업 전화|영업팀|销售打|销售联系|业务员|業務員|เซลล์|พนักงานขาย|مندوب*|مندوب المبيعات|נציג מכירות|איש מכירות|सेल्स|विक्रय|tenaga penjual|sales kalian|!nhân viên (kinh doanh/bán hàng)|ahente",
  ],
  // Events.
  [
    'event',
    { medium: true },
    '(conference*/summit*/meet_up*/trade_show*/trade_fair*/expo/expos/webinar*/workshop*/seminar*/convention*/hackathon*/roundtable*/fairs/congress/event/events/panel/keynote)|(your/a/the) (talk/presentation/speech) (at/on/about)|vortrag*|ponencia*|charla*|palestra*|expose oral|relazione|lezing*|wyklad*|foredrag*|forelasning*|esitelm*|доклад*|лекци*|доповід*|prednask*|eloadas*|prezentare|講演|강연|演讲|讲座|演講|講座|(your/the/a/our) (booth/stand)|trade fair*|(job/book/industry/career) fair|fair in|booth|saastr|dreamforce|web summit|inbound 20*|=inbound|slush|gitex|=ces|dmexco|vivatech|hannover messe|stand|mwc|mobile world congress|cebit|ifa|omr festival|auf der omr|(re:invent/reinvent)|microsoft ignite|ignite 20*|google (next/cloud next/i/o)|devday|dev day|kubecon|sxsw|collision|web_summit|saastock|bits & pretzels|disrupt|shoptalk|nrf|money20/20|inbound conference|gartner symposium|user conference|customer (event/dinner)|lunch and learn|luncheon|networking (event/dinner/evening/drinks/breakfast)|dinner event|roadshow*|open house|career day|demo day|masterclass*|live session|fireside chat|bootcamp|panel discussion|tradeshow*|exhibition*|exhibit|training day|breakfast event|launch party|award*|livestream',
    'messe|messen|messestand|fachmesse*|konferenz*|tagung*|kongress*|veranstaltung*|ki-(konferenz*/messe*/veranstaltung*/webinar*)|salon*|conference*|colloque*|evenement*|foire*|conferencia*|congreso*|feria*|evento*|seminario*|jornada*|feira*|congresso*|fiera|fiere|convegno|conferenz*|beurs|beurzen|conferentie*|congres|vakbeurs|evenement*|targ(i/ach/ow)|konferencj*|wydarzeni*|massa|massan|konferens*|evenemang*|messe*|konferanse*|konference*|arrangement|messut|messuil*|konferens*|konferenss*|tapahtum*|seminaar*|fuar*|konferans*|etkinlik*|выставк*|конференц*|конгресс*|мероприяти*|вебинар*|семинар*|форум*|виставк*|захід|заході|конференці*|вебінар*|veletrh*|konferenc*|akce|akci|seminar*|kiallitas*|konferenci*|rendezven*|εκθεση|συνεδριο|conferinta|conferinte|targ|eveniment*|pameran|konferensi|acara|hoi nghi|hoi thao|trien lam|su kien|fachtagung*|fachkongress*|hausmesse|branchentreff*|stammtisch*|netzwerktreffen|kundentag|schulung|afterwork|atelier*|rencontre*|seminaire*|webinaire*|journee*|soiree*|petit-dejeuner|stand au|taller*|encuentro*|charlas|expo*|jornadas|caseta|oficina*|estande|palestras|encontro*|workshop|stand|borsa|beursstand|kennissessie|netwerkborrel|bijeenkomst|szkoleni*|spotkani*|targow*|skoleni|prednask*|konference|seznameni|massan|branschdag|foredrag|fagdag|seminar|messen|arrangement*|fagmesse|kurssi*|messu*|koulutus|fuarda|fuari|zirve*|seminer*|webinar*|meetup*|митап*|воркшоп*|мастер-класс*|круглый стол|виставц*|зустріч*|семінар*|kiallitas*|szakvasar*|vasar*|vasaron|eloadason|workshopon|targul|targuri|expozitie*|εκδηλωση|εκθεσ*|συνεδρι*|σεμιναρι*|ημεριδα|сајам*|sajam*|sajmu|изложени*|семинар*|събитие*|temu bisnis|bazar|seminar|lokakarya|talkshow|pagtitipon|kumperensya|mkutano|maonyesho|!hội thảo|!triển lãm|!sự kiện|!hội chợ|!hội nghị',
    '展示会|展会|セミナー|ウェビナー|カンファレンス|イベント|勉強会|전시회|박람회|컨퍼런스|세미나|웨비나|행사|大会|会议|會議|峰会|峰會|研讨会|研討會|展览|展覽|论坛|論壇|活动|活動|งานแสดง|งานสัมมนา|สัมมนา|อีเวนต์|مؤتمر*|معرض*|ندوه*|فعاليه*|כנס*|תערוכ*|וובינר*|אירוע*|सम्मेलन|कॉन्फ्रेंस|वेबिनार|प्रदर्शनी|मेले|ブース|フォーラム|ミートアップ|交流会|講演会|研修会|エキスポ|サミット|포럼|설명회|밋업|부스|엑스포|전시|강연회|교육행사|沙龙|沙龍|博览会|博覽會|展位|发布会|發表會|年会|讲座|展覽會|บูธ|งานประชุม|งานอีเว้นท์|งานแฟร์|งานเอ็กซ์โป|นิทรรศการ|ประชุม|หอประชุม|ملتقى|منتدى|قمه|ورشه*|لقاء|סדנה|סדנ*|הרצא*|מפגש|תערוכה|נמאיש|نمایشگاه|همایش|کنفرانس|سمینار|وبینار|रोड शो|सेमिनार|मेला|कार्यशाला|কনফারেন্স|সেমিনার|মেলা|கண்காட்சி|மாநாடு|கருத்தரங்கு',
  ],
  [
    'offline_media',
    { medium: true },
    'podcast*|pod cast*|radio*|tv|television|billboard*|magazine|magazines|newspaper*|print ad*|direct mail|flyer*|poster*|a book|your book|books|brochure*|the news|zeitschrift*|zeitung*|plakat*|fernsehen|buch|journal|affiche*|revista*|periodico|valla*|jornal|rivista|giornale|televisione|tijdschrift*|krant|gazet*|czasopism*|ksiazk*|tidning*|avisen|lehti|lehdessa|dergi*|gazete*|подкаст*|радио|журнал*|газет*|телевиз*|книг*|casopis*|noviny|majalah|koran|tap chi|báo|ポッドキャスト|雑誌|新聞|ラジオ|テレビ|팟캐스트|라디오|잡지|신문|播客|杂志|雜誌|报纸|電視|电视|广播|นิตยสาร|พอดแคสต์|بودكاست|مجله|جريده|פודקאסט*|מגזין|עיתון|पॉडकास्ट|अखबार|pod|podcasts|audiobook*|print|mailer|(a/your) (letter/postcard/flyer/leaflet/catalog*)|leaflet*|postcard*|letter in the (mail/post)|(in/on) the (subway/metro/tube/bus/train station/airport)|bus stop|commercial|tv (ad/spot/commercial)|radio (ad/spot/commercial)|airport ad*|economist|(trade/industry) (journal/magazine/press)|fachzeitschrift*|plakatwerbung|radiowerbung|tageszeitung|werbebrief|rundfunk|fernsehwerbung|flyer|prospekt|baladodiffusion|emission|magazine|prospectus|panneau*|la tele|la television|la radio|cartel*|folleto*|diario|prensa|programa de radio|televisao|televisão|outdoor|panfleto*|revistas|volantino|manifesto|cartellone|radio|podcastu|podcasty|podkast*|podkastu|radiu|radia|telewizj*|ulotk*|billboard*|letak*|televizi*|tv-reklam*|radioreklam*|reklamskylt|affisch*|broschyr*|blad|bladet|magasin|magasinet|fagblad|tidsskrift*|ukeblad|avis|avisa|radiossa|podcastista|mainostaulu|televizyon|podcastte|radyo*|afis|радиоредакц*|листовк*|билборд*|телебач*|радіо|подкаст*|газеті|ujsag*|magazin*|radioban|szorolap*|podcastban|revista|ziar*|radio|televizor*|afis*|περιοδικο|εφημεριδα|ραδιοφωνο|τηλεοραση|вестник*|списание|новине|novine|casopis|radiju|kitab|koran|spanduk|baliho|siaran|!tạp chí|!đài|!podcast|dyaryo|gazeti|ラジオ番組|チラシ|本で|書籍|看板|経済誌|電車広告|책에서|전단지|라디오 방송|방송|电台|電台|广播电台|海报|户外广告|期刊|หนังสือพิมพ์|วิทยุ|ป้าย|ทีวี|راديو|الراديو|التلفزيون|صحيفه|كتاب|رادیو|روزنامه|מודעה בעיתון|רדיו|טלוויזיה|ספר|रेडियो|टीवी|पत्रिका|রেডিও|পত্রিকা|டிவி|வானொலி|செய்தித்தாள்',
  ],
  [
    'email',
    { medium: true },
    "newsletter*|news letter*|mailing list*|mailchimp*|email*|e-mail*|substack|mailing*|infolettre*|lettre d'information|boletin*|correo*|boletim|courriel*|nieuwsbrief*|nyhetsbrev*|nyhedsbrev*|uutiskirj*|sahkoposti*|bulten*|e-posta*|eposta*|e-post|рассылк*|розсилк*|письм*|имейл*|newsletr*|biuletyn*|zpravodaj|hirlevel*|ενημερωτικο δελτιο|surat elektronik|ban tin|メルマガ|ニュースレター|メールマガジン|뉴스레터|이메일|邮件|郵件|电子报|電子報|จดหมายข่าว|نشره بريديه|النشره البريديه|بريد الكتروني|ניוזלטר|אימייל|न्यूज़लेटर|न्यूजलेटर|ईमेल|(my/his/her/our) inbox|e-newsletter|newsletters|an email (blast/campaign)|drip campaign|rundmail|infomail|infobrief|mail von (euch/ihnen)|mail d'info|un mail|un e-mail|mail de (votre/vous)|una mail|un'email|una e-mail|el correo|um email|mail van jullie|mailtje|mejl*|utskick|mailutskick|e-postutskick|mailowo|maila|mailu|mailem|e-mailem|newslettera|emailem|sposta*|uutiskirje*|sahkopostilla|mail bulteni|mailing|мейл*|рассылка|почтов* рассылк*|розсилка|e-mailben|hirlevelben|buletin*|ηλεκτρονικο ταχυδρομειο|newsletterom|surel|email dari kalian",
  ],
  [
    'review_site',
    {},
    "g2|g2 crowd|g2.com|capterra|trust_pilot|trust_radius|gartner*|getapp|get app|software advice|omr|omr reviews|product_hunt|review (site*/platform*/portal*)|reviews online|online review*|reviews|bewertungsportal*|vergleichsportal*|site d'avis|sitio de resenas|平台评测|レビューサイト|itreview|리뷰 사이트|g2.com|capterra.com|peer_spot|peerspot|peer insights|sourceforge|saasworthy|software_suggest|appvizer|crozdesk|(software/vendor) (comparison/review) (site*/page*/portal*/platform*)|comparison (site*/portal*/website*)|trusted shops|vergleichsseite*|bewertungsseite*|bewertungen|comparateur*|avis (clients/en ligne/google)|comparador*|(sitio/pagina) de (comparacion/opiniones/resenas)|opiniones|avaliac*|recensioni|vergelijkingssite*|beoordelingen|opinie|porownywark*|recenz*|omdomen|anmeldelser|arvostelut|yorumlar*|отзыв*|відгук*|обзор* на сайт*|αξιολογησεις|口コミサイト|比較サイト|比較記事|리뷰|비교 사이트|评测|評測|点评|評價網站|รีวิว|مراجعات|تقييمات|ביקורות|समीक्षा|ulasan|!đánh giá",
  ],
  // People.
  [
    'word_of_mouth',
    { person: true },
    'friend*|freind*|frend|buddy|mate|pal|colleag*|coleag*|collegue*|collague*|coleg*|colegue*|collegu*|co_worker*|team_mate*|boss|bosses|manager|managers|supervisor|neighbo*|brother*|sister*|wife|husband|cousin*|dad|mum|mom|father|mother|uncle|aunt|mentor*|advisor*|adviser*|investor*|peer|peers|ceo|cto|cfo|cmo|coo|cro|founder|(my/our/the) (vp/head/director)|(a/one of your) (customer/client)* of yours|customer of yours|customers of yours|(your/existing/current/happy) customer*|(my/our/a/the/another) (client*/consultant*/partner/accountant/team/it department/it team)|(my/our) (supplier/vendor/agency)|one of your (customers/users/clients)|acquaintance*|somebody i know|someone i know|person i know|family|professor|teacher|roommate|flatmate|my assistant|(my/our/her/his/their/the) (vp/svp/evp/director/head of */line manager/team lead/lead/cio/ciso/accountant/bookkeeper/lawyer/coach/consultant/agency/supplier/vendor/investor*/board/board member/son/daughter/kid/partner manager/account manager/business partner/girlfriend/boyfriend/in-law*/doctor/client*/customer*/contractor/freelancer/intern/assistant)|(brother/sister/mother/father)-in-law|board member|(some/a/this/that) (guy/girl/lady/dude/bloke/chap) (i know/at */from */in my */in our *)|a (founder/consultant/freelancer/contractor/vendor/supplier/contact/client/customer/user/fellow */former */member/guru) (told/recommended/mentioned/suggested/of yours/i know/in my */from */at */who */spoke/sent)|(a/my/our/existing/happy/former/long-time) (customer/client/user) (referral/recommended/told/mentioned)|(people/ppl/folks/everyone/somebody/someone/guys) (at work/at the office/in the office/in my team/on my team/in my network/i know/i work with/here)|(someone/somebody) (told/recommended/mentioned) (me/us/you/it/your)|(my/our) (network/contacts)|professional network|(slack/whatsapp/signal) (group/community/workspace)|(a/my/our) (whatsapp/signal) (group*)|(my/our) team|a contact of mine|grapevine|steering committee|fiance*|spouse|girlfriend|boyfriend|in-laws|ex-colleague*|ex-boss|ex-manager|alum|alumni|classmate*|roomie|bestie|homie|bro|cofounder|co-founder|hiring manager|(client/clients/customer/user/users/partner/friend/fan/investor) of yours|(someone/somebody/a guy/a woman/a man/a person/people/folks/a girl/a lady) (from/at)|(from/by/via/through) (a/an/another/one of our/some) (vendor/supplier/partner/reseller/agency/contractor/freelancer/consultant/client/customer/investor)*|partner (referral/intro/introduction/recommendation)|advisor*|referral partner|vc|our vc|implementation partner',
    "kolleg*|arbeitskolleg*|freund|freunde|freundin|freundes|freunden|freundinnen|bekannt|bekannte|bekannter|bekannten|chef|chefin|vorgesetzt*|geschaftspartner*|nachbar*|bruder|schwester|kumpel|(einer/eine/einem) (ihrer/eurer) kunden|(ein/einen/einem) kunde*|bestehende* kunde*|(un/une/vos/votre/de vos) client*|(un/una) cliente*|(um/uma) cliente*|(un vostro/vostro) cliente|(een/jullie) klant*|klient*|клиент*|клієнт*|zakaznik*|asiakas*|musteri*|collegue*|ami|amis|amie|amies|copain|copine|patron*|ma chef*|ma sœur|mon chef|mon (frere/mari/associe)|ma (soeur/femme/cheffe)|connaissance*|confrere*|coleg*|companer*|amig*|jefe|jefa|herman*|socio|conocid*|vecin*|chefe|irma*|irmao|colleg(a/hi/he/ha)|amic(o/a/i/he)|conoscent*|capo|fratello|collega*|vriend*|kennis|kennissen|baas|broer|zus|koleg*|kolezank*|koledz*|znajom*|przyjaci*|szef*|brat|bratem|bratu|kolleg*|vanner|vannen|!vän|!väns|kompis*|bekant|bekanta|chefen|ven|venn|venner|venninne|veninde|sjef*|kollegor*|kollega*|ystav*|kaveri*|tuttu|tutulta|pomo|kollega*|tyokaver*|arkadas*|meslektas*|tanidi*|patron*|mudur*|коллег*|друг|друга|друзья|друзей|другом|другу|друзьями|подруг*|знаком(ый/ая/ые/ого/ому/ым/ых)|приятел*|начальник*|шеф|брат|сестра|товарищ*|колег*|друг|друга|друзі|знайом*|подруг*|приятел*|керівник*|kamarad*|kolega|kolegy|kolegu|kolegyn*|pritel*|pratel*|znam*|sefem|kolleg*|barat*|ismeros*|munkatars*|fonok*|φιλο*|φιλη|συναδελφ*|γνωστ*|prieten*|coleg*|sef|cunosti*|приятел*|колег*|prijatelj*|teman*|rekan*|sahabat|kolega|atasan|kenalan|bos saya|dong nghiep|ban be|nguoi ban|ban toi|ban cua toi|!sếp|nguoi quen|sahabat|kaibigan|rafiki|steuerberater*|unternehmensberater*|schwager|schwagerin|schwieger*|(mein/meine/meinem/meiner/unser/unsere/unserem/unserer) (mann/frau/vater/mutter/berater*/partner/anwalt/agentur/lieferant*/dienstleister/mitarbeiter*/teamleiter*/abteilungsleiter*/netzwerk)|mitarbeiter*|teamleiter*|abteilungsleiter*|bekanntenkreis|freundeskreis|studienfreund*|ex-kolleg*|onkel|tante|cousine|arbeitgeber|lieferant*|vertriebspartner|familie|buurman|buurvrouw|zwager|schoonzus|schoon*|leidinggevende|accountant|boekhouder|(mijn/onze) (man/vrouw/partner/maat/neef/nicht/manager/teamleider)|oud-collega*|voisin*|(mon/ma/notre/un/une/mes/nos/l') (comptable/expert-comptable/prestataire/fournisseur/partenaire/beau-frere/belle-soeur/oncle/tante/responsable/directeur/directrice/superieur*/collaborateur*/reseau/pote/proche/mari/pere/mere/banquier/avocat/fils/fille)|expert-comptable|un proche|un pote|cunad*|(mi/nuestro/nuestra/un/una/mis) (primo/prima/tio/tia/contador*/asesor*/gerente/proveedor*/pareja/esposo/esposa/mujer/marido/profesor*/director*/familiar/hijo/hija/padre/madre/abogado/consultor*)|amistad*|contador de la empresa|(meu/minha/nosso/nossa/um/uma) (cunhad*/primo/prima/tio/tia/vizinh*/contador*/gerente/diretor*/marido/esposa/mulher/fornecedor/parceir*/professor*/pai/mae/consultor*/advogado)|conhecid*|amizade*|(mio/mia/il mio/la mia/nostro/il nostro/un/una) (cugin*/cognat*/commercialista/consulente/vicin*/titolare/responsabile/direttore/direttrice/marito/moglie/fornitore/agente/partner/socio/fidanzat*)|commercialista|un agente|wspolni*|(moja/moj/mojego/mojej/zony/zona/maz/meza) (zona/zony/maz/meza/ksiegow*)|ksiegow*|kierowni*|sasiad*|kuzyn*|kumpel*|kumpla|dyrektor*|kontrahent*|od klient*|partner biznesow*|soused*|manzel*|ucetni*|kamarat*|kamosk*|priatel*|spolupracovn*|spoluzia*|znamy|znama|spoluhrac|zakazni*|vecin*|sotul|sotia|contabil*|seful|sefa|szomszed*|ferjem|felesegem|ugyfel*|haver*|konyvelo*|fonoko*|testver*|granne*|(min/en/vår/mitt/var/vores/en af) (fru/man/bror/syster/svager/revisor/kund*/chef*/kone/mand/nabo/leder/sjef/kunde*/regnskapsforer/makker/kompis/kamerat/partner/leverandor*)|arbetskamrat*|polare|bekjent*|bekendt*|kamerat*|svoger|esimie*|esihenkil*|naapuri*|vaimo*|aviomie*|asiakka*|serkku*|veljeni|siskoni|tilitoimisto*|tutun|tuttava*|pomoni|муж|мужа|жена|жены|жене|женой|сосед*|бухгалтер*|руководител*|директор*|бизнес-партнер*|партнер по бизнесу|однокурсни*|одногруппни*|одноклассни*|родственни*|мама|отец|заказчик*|тимлид*|сотрудни*|дружина|дружини|чоловік*|сусід*|друзі|директор*|бос|esim|esimin|komsu*|abim|ablam|kardes*|kuzen*|muhasebeci*|hocam|yonetici*|dostum|dost|ortag*|συνεργατ*|αφεντικ*|ξαδερφ*|αδερφ*|αδελφ*|πελατ*|λογιστ*|γειτον*|συζυγ*|познат*|шеф*|началник*|приятел*|poznanik*|poznanic*|sef|komsija|kolegic*|klijent*|susjed*|prijatelj*|пријатељ*|колегиница|познаник*",
    '同僚|友人|友達|知人|知り合い|上司|先輩|取引先|仲間|同事|朋友|同学|同學|同行|老板|领导|客户介绍|熟人|동료|친구|지인|상사|선배|팀장|เพื่อน|หัวหน้า|คนรู้จัก|صديق*|زميل*|زملا*|اصدقا*|مديري|معارف*|دوست*|همکار*|חבר*|קולג*|עמית*|מנהל שלי|הבוס|מכר|מכרים|दोस्त*|सहकर्मी*|मित्र*|साथी*|बॉस|परिचित|বন্ধু|সহকর্মী|நண்பர்|ভাই|পরিচিত|বস|কলিগ|தோழி|சகோதரர்|சக ஊழியர்|நண்பன்|மேலாளர்|後輩|社長|顧客|お客様から|お客さんから|家族|同期|税理士|顧問|夫|妻|兄|弟|母|父|部長|課長|후배|대표님|사장님|부장|과장|고객|거래처|남편|아내|가족|언니|오빠|협력사|회사 사람|사수|선배님|客户|客戶|老闆|主管|上司|经理推荐|师兄|师姐|亲戚|親戚|老公|老婆|合作伙伴|夥伴|供应商|閨蜜|闺蜜|哥们|家人|友人|同仁|长辈|เจ้านาย|พี่ที่ทำงาน|ลูกค้า|แฟน|ญาติ|รุ่นพี่|พี่ชาย|พี่สาว|คนในทีม|اخي|اختي|زوجي|زوجتي|عميل*|قريب*|شريك*|استاذ*|رئيس*|احد العملاء|צוות|אחי|אחותי|בעלי|אשתי|לקוח*|שכן|רואה החשבון|שותף*|השותף|הבוס|המנהל*|מנהלת|בוס|رئیس*|مدیر*|برادر|خواهر|مشتری|آشنا*|رفیق*|भाई|पत्नी|पति|ग्राहक|मैनेजर|पड़ोसी|रिश्तेदार|यार|भैया|dost|yaar|saathi|bhaiya|kawan|kawan-kawan|rakan*|saudara|kakak|adik|klien|pelanggan|tetangga|istri saya|suami saya|majikan|ketua saya|mitra|bos|kasamahan|katrabaho|boss ko|kapatid|kakilala|mwenzangu|!bạn tôi|!một người bạn|!bạn|!khách hàng|!đối tác|!vợ tôi|!chồng tôi|!anh trai|!chị gái|!thầy|!anh em',
  ],
  [
    'word_of_mouth',
    { weak: true },
    "word_of_mouth|word of mouth|mouth to mouth|personal recommendation*|personal referral|referral|referred|(intro/introduced/introduction/recommended/referred/told) (by/from/via)|recommendation (by/from)|empfehlung*|weiterempfehlung*|mundpropaganda|mund-zu-mund*|bouche a oreille|recommandation*|boca a boca|boca em boca|recomendacion*|boca-oreja|indicacao*|recomendacao*|passaparola|consiglio|raccomandazione|mond-tot-mond*|mond tot mond*|aanbeveling|poczta pantoflowa|polecen*|rekommendation*|mun till mun|anbefaling*|suosittel*|suositus|tavsiye*|сарафанн* радио|рекомендаци*|рекомендаці*|doporucen*|ajanlas*|συσταση|recomandar*|rekomendasi|mulut ke mulut|truyen mieng|gioi thieu|口コミ|紹介|クチコミ|口碑|介绍|介紹|입소문|소개|추천받|บอกต่อ|توصيه|המלצה|सिफारिश|wom|recommendation*|(ref/rfrd/referal/refferal/referred/reference/intro/recd/rec'd) (from/by/via)|referal|refferal|refered|introduction|(warm /)intro|tip|mond-op-mond|mond tot mond|hoeren sagen|hörensagen|weitergesagt|tipp|de boca en boca|boca-a-boca|recomendad*|indicad*|conseil|recomendam|indicaram|consigliati|tip van|aanrader|z polecenia|polecani|polecono|doporucili|odporucan*|de la altii|szajrol szajra|ajanlottak|στομα με στομα|από στόμα σε στόμα|rekommenderad|anbefalt|anbefalet|suositeltu|kulaktan kulaga|tavsiyesi|tavsiye|по рекомендации|посоветовали|порекомендовали|порадили|по знакомству|rekomendasyon|dari mulut ke mulut|getok tular|くちこみ|勧められ|クチコミで|입소문으로|소개로|추천으로|主动推荐|口口相传|ปากต่อปาก|แนะนำต่อ|كلام الناس|توصيات|המלצות|פה לאוזן|דיברו|सिफ़ारिश|মুখে মুখে",
  ],
  // Social.
  [
    'organic_social',
    {},
    'linked_in*|twitter|x.com|tweet*|reddit*|facebook*|fb|insta|instagram*|tik_tok*|you_tube*|yt|hacker_news|hn|discord|threads|mastodon|blue_sky|quora|pinterest|whats_app|telegram|we_chat|snap_chat*|social|social media|xing|vkontakte|vk|slack|r/chatgpt|(slack/discord/telegram/whatsapp/facebook/linkedin/fb) (group*/community/channel/server)|soziale* (medien/netzwerk*)|reseaux sociaux|redes sociales|redes sociais|sociale media|media spolecznosciowe|sosyal medya|соцсет*|вконтакте|линкедин*|фейсбук*|инстаграм*|ютуб*|телеграм*|твиттер*|соцмереж*|socialni site|zalo|twitterで|facebookで|ツイッター|ユーチューブ|インスタ|フェイスブック|リンクトイン|링크드인|유튜브|인스타그램|페이스북|트위터|카카오톡|微信|小红书|微博|知乎|抖音|领英|領英|脸书|臉書|小紅書|b站|哔哩哔哩|لينكد_ان|لينكدان|تويتر|فيسبوك|يوتيوب|انستغرام|לינקדאין|פייסבוק|יוטיוב|अपने लिंक्डइन|लिंक्डइन|यूट्यूब|फेसबुक|เฟซบุ๊ก|ยูทูบ|ไลน์|linkdin|linkedn|linkeidn|linkdein|likedin|lnkd|li|li post|(a/the/an/this/that/some/your) (tweet/reel/tiktok/short/insta story/fb post/facebook post/linkedin post)|reel|reels|instagram story|social post*|social feed|redit|facebok|face book|fb group|youtuber*|youtub|you tuber|vlog*|influencer*|twitch|medium post|bluesky|linkedln|sales nav*|posted (about you/it/your) on|on x|from x|via x|telegram*|xの(投稿/ポスト)|xで|旧twitter|ノート記事|ティックトック|틱톡|스레드|블라인드|인스타|페북|유튜브에서|카톡|朋友圈|公众号|公眾號|视频号|快手|贴吧|豆瓣|微博上|知乎上|小红书上|油管|推特|脸书上|臉書社團|ไอจี|ติ๊กต็อก|ยูทูป|เฟส|เฟสบุ๊ค|ทวิตเตอร์|انستقرام|تيك توك|سناب|تلغرام|واتساب|لینکدین|اینستاگرام|تلگرام|یوتیوب|אינסטגרם|טיקטוק|טוויטר|टेलीग्राम|इंस्टाग्राम|व्हाट्सएप|ট্যুইটার|ফেসবুক|ইউটিউব|লিংকডইন|யூடியூப்|பேஸ்புக்|லிங்க்ட்இன்|линкедин|линкдин*|инст*|тикток*|тг канал*|тг-канал*|телеграм-канал*|телеграм канал*|дзен*|youtubes*|linkedinis*|facebookis*|instagramis*|linkedinben|linkedinen|facebookon|youtubeon|λινκεντιν|whats|zap|insta|ig|yt',
  ],
  ['organic_social', { medium: true }, 'subreddit|the (chatgpt/claude/openai/ai) subreddit'],
  // Links.
  [
    'referral',
    { medium: true },
    "blog|blogs|blog_post*|article*|case stud*|white_paper*|comparison (page/site)|directory|directories|marketplace*|app_store|forum|forums|integrations page|press|news (article/site)|listicle*|wikipedia|their (site/website)|(another/other) (company's /)(site/website)|partner (site/website/page)|blogartikel|artikel|artikeln|blogbeitrag*|blogue*|article|blogue|articulo*|entrada de blog|artigo*|articolo*|artykul*|blogu|blogg*|artikkel*|blogi*|makale*|yazi|статью|статье|статья|статьи|блог*|стаття|статті|clanek|clank*|cikk*|αρθρο|articol*|artikel|bai viet|bai bao|記事|ブログ|기사|블로그|文章|博客|部落格|บทความ|บล็อก|مقال*|مدونه|מאמר|בלוג|कतबा|लेख|ब्लॉग|post on your blog|(your/their/a) (blog/guide/ebook/e-book/help page/docs/documentation)|guest post|fachartikel*|onlineartikel*|zeitungsartikel*|presseartikel*|fachbeitrag*|pressemitteilung|backlink|git_hub|techcrunch|forbes|wired|hbr|stack overflow|wiki|a link on|link (on/from) (a/another/their/your partner)|integration* (page/directory/marketplace)|app (exchange/marketplace/directory)|appexchange|hubspot marketplace|zapier|product hunt|news story|press release|case study|cas client|communique de presse|nota de prensa|noticia*|reportaje|materia|reportagem|notizia|comunicato|nieuwsbericht|artykule|artykulu|wpis*|clanku|clanok|artikelen|artiklen|artikkelin|blogikirjoitus|blogbejegyzes|blogon|haber*|blog yazisi|хабр*|vc.ru|обзоре|публикаци*|новост*|матеріал*|новин*|άρθρο|αρθρο*|μπλογκ|ιστολογιο|статия|чланак|clanak|clanku|makala|habari|blog ya|berita|!bài báo|!bài viết|!trang web|ネット記事|ニュース記事|note記事|コラム|뉴스 기사|기사에서|칼럼|블로그 글|新闻|新聞報導|公众号文章|报道|報導|ข่าว|กระทู้|تدوينه|خبر|מאמר*|כתבה|פוסט בבלוג|वेबसाइट|समाचार|ব্লগ|சுட்டி|وبلاگ",
  ],
  ['referral', {}, 'partner|partners|affiliate'],
  [
    'direct',
    {},
    '(used/use/knew/know) (you/it/your product/your tool/your software) (at/from/in/before)|(existing/current/returning/past/former) (customer/user)|(previous/last/former/old) (job/company/employer)|already (a /)customer|bestandskund*|client existant|cliente existente|typed (in /)(your/the) (url/address/domain/website)|(already/always) (knew/know) (you/your/about you/of you)|(knew/know) (you/your) (brand/name/company)|your (url/domain)|bookmark*|long-time (user/customer)|(used/tried) (it/you) before|worked with you before|kannte (euch/sie/eure/ihre) (schon/bereits)|ya (los/les/os/te) conocia*|ja conhecia*|je vous connaissais deja|vi conoscevo gia|kende jullie al|znam was od|znalem was|kande redan till er|kendte jer allerede|tunsin jo|уже знал*|вже знав|tyto uz znam|sizi zaten|以前から知|もともと知って|원래 알고|早就知道|本来就知道|direct visit|typed it in',
  ],
  // Search.
  [
    'organic_search',
    { generic: true },
    "google|googl|gogle|goggle|googel|google's|googled|googling|googles|googl'd|google_search*|search_engine*|search result*|bing|binged|duck_duck_go|yahoo*|ecosia|startpage|baidu|yandex*|naver|kagi|qwant|brave search|(web/online/internet/organic) search*|searched (online/the web/the internet/on the internet/around)|online research|seo|suchmaschine*|google-suche|googlesuche|gegoogel*|gegoogelt|googeln|googelte|internetsuche|moteur* de recherche|recherche (google/internet/web/sur internet)|googlis*|googlé|buscador*|busqueda*|buscando en|googlee|motore di ricerca|motori di ricerca|ricerca online|zoekmachine*|gegoogeld|googelde|wyszukiwark*|wygoogl*|wyguglow*|sokmotor*|googlade|soge*motor*|googlet|hakukone*|googlasin|googlailla|googlaamalla|googlest*|googlella|googlesta|arama motor*|googleda|google'da|google'dan|googledan|поисковик*|поиск*|гугл*|погуглил*|загуглил*|яндекс*|пошук*|ґугл*|vyhledavac*|vygooglil*|googlu|google-ban|google-on|keres*|μηχανη αναζητησης|αναζητηση|pesquisa*|pesquisei|busca no|procura no|motor de busca|cautare*|mesin pencari|tim kiem|pencarian google|検索|グーグル|ググ|ヤフー|谷歌|百度|搜索|搜尋|搜寻|搜到|必应|搜狗|구글|네이버|검색|กูเกิล|ค้นหา|เสิร์ช|بحث*|جوجل|قوقل|غوغل|محرك بحث|גוגל|חיפוש|חיפשתי|गूगल|खोज*|गुगल|গুগল|(i/we/just) searched|(internet/web) (research)|search(ing/) the (web/internet/net)|looked (you up /)online|serp*|organic|internet-recherche|onlinesuche|webrecherche|netzrecherche|online-recherche|online recherchiert|im internet (gesucht/recherchiert)|suche im (internet/netz)|google recherche|en cherchant (sur/dans) (internet/google/le web)|recherche (en ligne/google)|(buscando/busque/busqueda/buscar) (en/por) (google/internet/la web)|pesquis* (no google/na internet/online/google)|busca (no google/na internet)|procur* (no google/na internet)|cercando (su/in) (google/internet/rete)|ricerca (su/in) (google/internet/rete)|(zoeken/gezocht) (op/via) (google/internet)|w wyszukiwarce|wyszuka*|szuka* w (google/internecie/necie)|(hledal*/hledani/vyhled*) (na /v /)(google*/internetu)|sokning*|sokte pa (natet/google/nettet)|googlade|googlet|sogte pa (nettet/google)|haku* (googlesta/netista)|internetistä|netistä|internetten (ararken/arastir*)|(google'da/internette) ara*|google aramas*|(искал*/поиск/нашел*/нашла/нагугл*) (в/через) (google/гугле/интернете/яндексе)|нагуглил*|прогуглил*|нагугл*|загугл*|в поиске|(шукав/шукала/знайшов/знайшла) (в/через) (google/гугл*/інтернеті)|погуглив|загуглив|нагуглив|rakeres*|rakerestem|googliztam|(cautat/cautand) pe (google/net/internet)|google search|googlared|търсене|търсачка|гугъл|pretrag*|guglao|guglala|na guglu|guglanj*|pencarian|(cari/nyari) (di/lewat) (google/internet)|googling|(tìm/tra/search) (trên/qua) google|hinanap|sa google|kutafuta|(google/गूगल) (pe/par/पर) (search*/सर्च/खोज*)|सर्च|ググって|グーグルで|ネット検索|ネットで検索|ウェブ検索|구글링|구글에서|검색하다가|인터넷 검색|谷歌上|网上搜*|上网搜|google搜*|搜出来|搜狗搜*|360搜索|網路搜尋|เสิร์จ|ค้นหาใน|البحث|بحثت|گوگل|جستجو*|سرچ|חיפשנו|גיגלתי|גגלתי|חיפוש בגוגל|গুগলে|অনুসন্ধান|கூகுள்|தேடல்",
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
    "(your/ur) (own /)(website /site /web site /)(ai /live /)(chat_bot/bot/assistant/live chat/chat widget)|your (ai/gpt/copilot)|(chat_bot/chat/bot) on your (web/)(site/website/page/homepage)|(euer/eurem/ihr/ihrem) chatbot*|(votre/su/vuestro/seu/vostro) chatbot|chatbot (auf/sur/en/no/sul) (ihrer/eurer/votre/su/vuestra/seu/vostro) *|gemini (exchange/crypto/trust/earn/credit card)|(the /)gemini crypto*|copilot money|(to/can't/couldn't/fully/really/didn't/don't) grok|(am/be/is/are/as) (a/the/your/his/her/my) copilot|grokked|grokking|meta (team/employee/engineer)|御社のチャットボット|官网的(机器人/客服)|gemini (zodiac/sign)|air canada|le chat (de/du/sur) (votre/notre)*|(my/our/his/her) (e_mail/email/e-mail) (is/address)|(email/e-mail/mail) (address/me/us/back)|(reply/respond/contact me/write me) (by/via) (email/e-mail)|email:|e-mail:",
  ],
];
