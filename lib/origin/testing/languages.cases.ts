import { type Group, type Row, says } from './group.ts';

const language = (name: string, plain: readonly Row[], tricky: readonly Row[]): readonly Group[] => [
  { name: `${name}: plain`, tricky: false, rows: plain },
  { name: `${name}: tricky`, tricky: true, rows: tricky },
];

export const languageGroups: readonly Group[] = [
  ...language(
    'German',
    [
      [says('ChatGPT hat Sie empfohlen'), 'ai_assistant', 'chatgpt'],
      [says('über eine KI'), 'ai_assistant', null],
      [says('Ich habe Perplexity gefragt'), 'ai_assistant', 'perplexity'],
      [says('Empfehlung einer Kollegin'), 'word_of_mouth', null],
      [says('Messe in Köln'), 'event', null],
      [says('Google-Suche'), 'organic_search', null],
    ],
    [
      [says('Nicht über ChatGPT, sondern über einen Freund'), 'word_of_mouth', null, false],
      [says('Zuerst ein Kollege, danach habe ich ChatGPT gefragt'), 'word_of_mouth', null, true],
      [says('Newsletter über künstliche Intelligenz'), 'email', null, false],
      [says('Mein Chef Claude hat mir davon erzählt'), 'word_of_mouth', null, false],
      [says('KI-Übersicht bei Google'), 'ai_search', 'google_ai_overviews'],
    ],
  ),
  ...language(
    'French',
    [
      [says('ChatGPT m’a conseillé votre outil'), 'ai_assistant', 'chatgpt'],
      [says('par une IA'), 'ai_assistant', null],
      [says('l’intelligence artificielle'), 'ai_assistant', null],
      [says('bouche à oreille'), 'word_of_mouth', null],
      [says('recherche Google'), 'organic_search', null],
      [says('un salon professionnel'), 'event', null],
    ],
    [
      [says('Pas ChatGPT, un ami'), 'word_of_mouth', null, false],
      [says('Claude, mon collègue, m’en a parlé'), 'word_of_mouth', null, false],
      [says('d’abord un collègue, puis ChatGPT'), 'word_of_mouth', null, true],
      [says('Une conférence sur l’IA'), 'event', null, false],
      [says('j’ai d’abord demandé à Gemini puis cherché sur Google'), 'ai_assistant', 'gemini'],
    ],
  ),
  ...language(
    'Spanish',
    [
      [says('Me lo recomendó ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('inteligencia artificial'), 'ai_assistant', null],
      [says('un compañero de trabajo'), 'word_of_mouth', null],
      [says('buscando en Google'), 'organic_search', null],
    ],
    [
      [says('No fue ChatGPT, fue un amigo'), 'word_of_mouth', null, false],
      [says('Primero un colega y luego pregunté a ChatGPT'), 'word_of_mouth', null, true],
      [says('un boletín sobre IA'), 'email', null, false],
      [says('primero Perplexity, después Google'), 'ai_assistant', 'perplexity'],
    ],
  ),
  ...language(
    'Portuguese',
    [
      [says('Perguntei ao ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('uma IA me indicou'), 'ai_assistant', null],
      [says('indicação de um amigo'), 'word_of_mouth', null],
      [says('pesquisa no Google'), 'organic_search', null],
    ],
    [
      [says('Não foi o ChatGPT, foi um colega'), 'word_of_mouth', null, false],
      [says('Um colega me falou e depois perguntei ao Gemini'), 'word_of_mouth', null, true],
      [says('feira de negócios'), 'event', null],
    ],
  ),
  ...language(
    'Italian',
    [
      [says('Me l’ha suggerito ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('intelligenza artificiale'), 'ai_assistant', null],
      [says('passaparola'), 'word_of_mouth', null],
      [says('ricerca su Google'), 'organic_search', null],
    ],
    [
      [says('Non ChatGPT, ma un collega'), 'word_of_mouth', null, false],
      [says('prima un amico, poi ho chiesto a ChatGPT'), 'word_of_mouth', null, true],
      [says('una newsletter sull’intelligenza artificiale'), 'email', null, false],
    ],
  ),
  ...language(
    'Dutch',
    [
      [says('ChatGPT raadde jullie aan'), 'ai_assistant', 'chatgpt'],
      [says('kunstmatige intelligentie'), 'ai_assistant', null],
      [says('via een collega'), 'word_of_mouth', null],
      [says('gegoogeld'), 'organic_search', null],
    ],
    [
      [says('niet via ChatGPT maar via een vriend'), 'word_of_mouth', null, false],
      [says('eerst van een collega gehoord, daarna ChatGPT gevraagd'), 'word_of_mouth', null, true],
      [says('beurs in Utrecht'), 'event', null],
    ],
  ),
  ...language(
    'Polish',
    [
      [says('ChatGPT was polecił'), 'ai_assistant', 'chatgpt'],
      [says('sztuczna inteligencja'), 'ai_assistant', null],
      [says('polecenie znajomego'), 'word_of_mouth', null],
      [says('wyszukiwarka Google'), 'organic_search', null],
    ],
    [
      [says('Nie ChatGPT, tylko kolega'), 'word_of_mouth', null, false],
      [says('najpierw kolega, potem zapytałem ChatGPT'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Swedish',
    [
      [says('ChatGPT rekommenderade er'), 'ai_assistant', 'chatgpt'],
      [says('artificiell intelligens'), 'ai_assistant', null],
      [says('en kollega tipsade'), 'word_of_mouth', null],
    ],
    [
      [says('inte ChatGPT utan en vän'), 'word_of_mouth', null, false],
      [says('först en kollega, sedan frågade jag ChatGPT'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Danish and Norwegian',
    [
      [says('ChatGPT anbefalede jer'), 'ai_assistant', 'chatgpt'],
      [says('kunstig intelligens'), 'ai_assistant', null],
      [says('en kollega fortalte om jer'), 'word_of_mouth', null],
      [says('jeg spurte Copilot'), 'ai_assistant', 'copilot'],
    ],
    [
      [says('ikke ChatGPT, men en ven'), 'word_of_mouth', null, false],
      [says('først en kollega, så spurte jeg ChatGPT'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Finnish',
    [
      [says('ChatGPT suositteli teitä'), 'ai_assistant', 'chatgpt'],
      [says('tekoäly'), 'ai_assistant', null],
      [says('tekoälyltä kysymällä'), 'ai_assistant', null],
      [says('kollega kertoi'), 'word_of_mouth', null],
    ],
    [
      [says('ei ChatGPT vaan ystävä'), 'word_of_mouth', null, false],
      [says('ensin kollegalta, sitten kysyin ChatGPT:ltä'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Turkish',
    [
      [says('ChatGPT önerdi'), 'ai_assistant', 'chatgpt'],
      [says('yapay zeka'), 'ai_assistant', null],
      [says('bir arkadaşım tavsiye etti'), 'word_of_mouth', null],
      [says('Google’da aradım'), 'organic_search', null],
    ],
    [
      [says('ChatGPT değil, bir arkadaşım söyledi'), 'word_of_mouth', null, false],
      [says('önce bir meslektaşım söyledi, sonra ChatGPT’ye sordum'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Russian',
    [
      [says('ChatGPT посоветовал'), 'ai_assistant', 'chatgpt'],
      [says('чат гпт'), 'ai_assistant', 'chatgpt'],
      [says('нейросеть'), 'ai_assistant', null],
      [says('спросил у Алисы'), 'ai_assistant', 'yandex_alice'],
      [says('искал в Яндексе'), 'organic_search', null],
      [says('посоветовал коллега'), 'word_of_mouth', null],
    ],
    [
      [says('не ChatGPT, а друг'), 'word_of_mouth', null, false],
      [says('сначала коллега рассказал, потом спросил у ChatGPT'), 'word_of_mouth', null, true],
      [says('Алиса из бухгалтерии'), 'word_of_mouth', null, false],
      [says('конференция по искусственному интеллекту'), 'event', null, false],
    ],
  ),
  ...language(
    'Ukrainian',
    [
      [says('порадив ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('штучний інтелект'), 'ai_assistant', null],
      [says('порадила колега'), 'word_of_mouth', null],
    ],
    [[says('не ChatGPT, а знайомий'), 'word_of_mouth', null, false]],
  ),
  ...language(
    'Czech',
    [
      [says('doporučil mi vás ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('umělá inteligence'), 'ai_assistant', null],
      [says('doporučení od kamaráda'), 'word_of_mouth', null],
    ],
    [
      [says('ne ChatGPT, ale kolega'), 'word_of_mouth', null, false],
      [says('nejdřív kolega, pak jsem se zeptal ChatGPT'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Japanese',
    [
      [says('ChatGPTに聞きました'), 'ai_assistant', 'chatgpt'],
      [says('チャットGPT'), 'ai_assistant', 'chatgpt'],
      [says('生成AI'), 'ai_assistant', null],
      [says('AIに勧められた'), 'ai_assistant', null],
      [says('パープレキシティ'), 'ai_assistant', 'perplexity'],
      [says('同僚の紹介'), 'word_of_mouth', null],
      [says('Google検索'), 'organic_search', null],
      [says('展示会で'), 'event', null],
    ],
    [
      [says('ChatGPTではなく、友人の紹介です'), 'word_of_mouth', null, false],
      [says('まず同僚に聞いて、その後ChatGPTで調べた'), 'word_of_mouth', null, true],
      [says('AI展示会で知りました'), 'event', null, false],
    ],
  ),
  ...language(
    'Korean',
    [
      [says('챗GPT'), 'ai_assistant', 'chatgpt'],
      [says('챗지피티가 추천해줬어요'), 'ai_assistant', 'chatgpt'],
      [says('인공지능'), 'ai_assistant', null],
      [says('동료 추천'), 'word_of_mouth', null],
      [says('구글 검색'), 'organic_search', null],
      [says('네이버 검색'), 'organic_search', null],
    ],
    [
      [says('챗GPT가 아니라 친구가 알려줬어요'), 'word_of_mouth', null, false],
      [says('먼저 동료가 알려주고 나중에 챗GPT에 물어봤어요'), 'word_of_mouth', null, true],
      [says('AI 컨퍼런스'), 'event', null, false],
    ],
  ),
  ...language(
    'Chinese',
    [
      [says('问了ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('豆包推荐的'), 'ai_assistant', 'doubao'],
      [says('文心一言'), 'ai_assistant', 'ernie'],
      [says('通义千问'), 'ai_assistant', 'qwen'],
      [says('人工智能'), 'ai_assistant', null],
      [says('問了AI'), 'ai_assistant', null],
      [says('百度搜索'), 'organic_search', null],
      [says('朋友推荐'), 'word_of_mouth', null],
      [says('同事介紹'), 'word_of_mouth', null],
    ],
    [
      [says('不是ChatGPT，是朋友推荐的'), 'word_of_mouth', null, false],
      [says('先听同事说，然后问了ChatGPT'), 'word_of_mouth', null, true],
      [says('人工智能大会'), 'event', null, false],
      [says('先問ChatGPT，再用Google搜尋'), 'ai_assistant', 'chatgpt'],
    ],
  ),
  ...language(
    'Arabic',
    [
      [says('سألت ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('شات جي بي تي'), 'ai_assistant', 'chatgpt'],
      [says('الذكاء الاصطناعي'), 'ai_assistant', null],
      [says('صديق أخبرني'), 'word_of_mouth', null],
      [says('بحث جوجل'), 'organic_search', null],
    ],
    [
      [says('ليس ChatGPT بل صديق'), 'word_of_mouth', null, false],
      [says('أولا زميل ثم سألت ChatGPT'), 'word_of_mouth', null, true],
      [says('مؤتمر الذكاء الاصطناعي'), 'event', null, false],
    ],
  ),
  ...language(
    'Hebrew',
    [
      [says('שאלתי את ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('בינה מלאכותית'), 'ai_assistant', null],
      [says('חבר המליץ'), 'word_of_mouth', null],
    ],
    [
      [says('לא ChatGPT אלא חבר'), 'word_of_mouth', null, false],
      [says('קודם קולגה סיפר לי ואחר כך שאלתי את ChatGPT'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Hindi',
    [
      [says('ChatGPT से पता चला'), 'ai_assistant', 'chatgpt'],
      [says('चैटजीपीटी'), 'ai_assistant', 'chatgpt'],
      [says('एक दोस्त ने बताया'), 'word_of_mouth', null],
      [says('गूगल पर खोजा'), 'organic_search', null],
    ],
    [
      [says('ChatGPT नहीं, एक दोस्त ने बताया'), 'word_of_mouth', null, false],
      [says('पहले सहकर्मी ने बताया, फिर ChatGPT से पूछा'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Indonesian',
    [
      [says('saya tanya ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('kecerdasan buatan'), 'ai_assistant', null],
      [says('teman kantor'), 'word_of_mouth', null],
    ],
    [
      [says('bukan ChatGPT, tapi teman saya'), 'word_of_mouth', null, false],
      [says('awalnya dari rekan kerja, kemudian saya tanya ChatGPT'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Vietnamese',
    [
      [says('hỏi ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('trí tuệ nhân tạo'), 'ai_assistant', null],
      [says('bạn bè giới thiệu'), 'word_of_mouth', null],
    ],
    [
      [says('không phải ChatGPT, mà là đồng nghiệp'), 'word_of_mouth', null, false],
      [says('đầu tiên đồng nghiệp giới thiệu, sau đó tôi hỏi ChatGPT'), 'word_of_mouth', null, true],
    ],
  ),
  ...language(
    'Thai',
    [
      [says('ถาม ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('ปัญญาประดิษฐ์'), 'ai_assistant', null],
      [says('เพื่อนแนะนำ'), 'word_of_mouth', null],
    ],
    [[says('ไม่ใช่ ChatGPT แต่เพื่อนแนะนำ'), 'word_of_mouth', null, false]],
  ),
  ...language(
    'Greek, Romanian, Hungarian',
    [
      [says('ρώτησα το ChatGPT'), 'ai_assistant', 'chatgpt'],
      [says('τεχνητή νοημοσύνη'), 'ai_assistant', null],
      [says('un prieten mi-a recomandat'), 'word_of_mouth', null],
      [says('inteligență artificială'), 'ai_assistant', null],
      [says('mesterséges intelligencia'), 'ai_assistant', null],
      [says('egy kolléga ajánlotta'), 'word_of_mouth', null],
    ],
    [
      [says('nu ChatGPT, ci un coleg'), 'word_of_mouth', null, false],
      [says('nem a ChatGPT, hanem egy barátom'), 'word_of_mouth', null, false],
      [says('όχι το ChatGPT, ένας φίλος'), 'word_of_mouth', null, false],
    ],
  ),
];
