import { between, cuesIn, type Edges, wordsBetween } from './clauses.ts';
import { isAiMention, type Mention, type Reading } from './mentions.ts';

const errand =
  /\b(?:asked|wanted|told|tasked|instructed|needs?|needed) (?:me|us) to (?:look|find|research|search|evaluate|compare|check|buy|get|source|shortlist)\b|\b(?:asked|told|tasked|instructed) by (?:my|our|the) \S+ to\b/;

/** "A colleague found you using ChatGPT": the colleague is who asked, not who told. */
export function withoutTools({ folded, cues }: Reading, edges: Edges, kept: readonly Mention[]): Mention[] {
  return kept.filter((mention, index) => {
    const next = kept[index + 1];
    const previous = kept[index - 1];
    // "Your rep wrote to me on LinkedIn": by what way ours got in touch.
    if (
      previous?.channel === 'outbound' &&
      (mention.channel === 'organic_social' || mention.channel === 'email') &&
      wordsBetween(folded, previous.end, mention.start) <= 5 &&
      cuesIn(cues, previous.end, mention.start).some(({ cue }) => cue === 'contact')
    )
      return false;
    // "My boss asked me to look": who sent them looking did not tell.
    if (mention.person && kept.length > 1 && errand.test(folded.slice(Math.max(0, mention.start - 16), mention.end + 40)))
      return false;
    // "My boss googled you".
    if (
      mention.person &&
      next?.channel === 'organic_search' &&
      /^googl|^bing|^gegoog|гугл/.test(folded.slice(next.start, next.end)) &&
      wordsBetween(folded, mention.end, next.start) <= 1 &&
      !/,|\band\b|then/.test(folded.slice(mention.end, next.start)) &&
      /^\s*(?:you|it|us|euch|sie)\b/.test(folded.slice(next.end))
    )
      return false;
    if (!mention.person || !next || !isAiMention(next) || between(edges.clauses, mention.end, next.start)) return true;
    const inside = cuesIn(cues, mention.end, next.start);
    const fed =
      /\b(?:put|typed|plugged|entered|pasted|fed|threw|dropped|ran|wrote|gave|stuck|popped)\b[^.;!?]{0,40}\b(?:in|into|through|to|on)\s+(?:the\s+)?$/.test(
        folded.slice(mention.end, next.start),
      );
    const taught =
      /\b(?:showed|taught|told|got|helped|convinced|asked|made|encouraged|urged|suggested|recommended)\b[^.;!?]{0,12}\b(?:to (?:use|try|ask|check|consult)|(?:i|we) (?:use|try|ask|check)|using|trying|asking)\s+(?:the\s+|with\s+)?$/.test(
        folded.slice(mention.end, next.start),
      );
    const bidden =
      /(?:^|[\s,:"“])(?:just |go )?(?:ask|try|use|frag|frage|probier|demande a|preguntal[eo] a|pergunta (?:ao|pro|pra)|chiedi a|vraag(?: het)?(?: aan)?|zapytaj|fraga|spor|kysy|sor|спроси|запитай)\s+(?:the\s+|у\s+)?$/.test(
        folded.slice(mention.end, next.start),
      );
    // "My partner got you from Claude", "my assistant Perplexity".
    const had =
      /\b(?:got|had|has|heard|found|pulled|learned|learnt|picked|knew|knows)\s+(?:of |about )?(?:you|your name|your link|it|this|us|our name)\s+(?:up )?(?:from|through|via|on|in|off|by|with)\s+$/.test(
        folded.slice(mention.end, next.start),
      );
    // "My husband's ChatGPT"; "a friend who asks ChatGPT got your name from it".
    const owned = /^['’]s?\s+(?:own\s+)?$/.test(folded.slice(mention.end, next.start));
    const fromIt =
      /^[^.;!?]*\b(?:from|through|via|using|with|in|by|out of) (?:it|there)\b/.test(folded.slice(next.end)) &&
      inside.some(({ cue }) => cue === 'who' || cue === 'ask' || cue === 'use');
    // "Meine Frau hat ChatGPT gefragt": German and Dutch say last what was done.
    const asLast =
      /^\s+(?:hat|hatte|haben|heeft|had|hebben)\s+(?:(?:bei|mit|in|den|die|das|aan|via|met|het|op)\s+)*$/.test(
        folded.slice(mention.end, next.start),
      ) &&
      /^\s+(?:[^\s,.;]+\s+){0,3}(?:gefragt|befragt|gesucht|recherchiert|genutzt|benutzt|verwendet|gefunden|gevraagd|gebruikt|gezocht|gevonden)\b/.test(
        folded.slice(next.end),
      );
    const called = !next.name && !next.generic && /^\s*["'“]?$/.test(folded.slice(mention.end, next.start));
    const passedOn =
      /\b(?:sent|forwarded|showed|shared|gave|passed)\b[^.;!?]{0,20}\b(?:an?|the|his|her|their|this)\s+$/.test(
        folded.slice(mention.end, next.start),
      ) &&
      /^(?:['’]s)?\s+(?:answer|response|reply|output|chat|conversation|result|screenshot|link|report|list|thread|search|summary)\b/.test(
        folded.slice(next.end),
      );
    if (had || asLast || owned || fromIt || called || fed || taught || bidden || passedOn) return false;
    const purpose = cuesIn(cues, next.end, next.end + 30).some(({ cue }) => cue === 'find');
    const asked = inside.some(({ cue }) => cue === 'find' || cue === 'ask' || cue === 'use');
    if (inside.some(({ cue }) => cue === 'tell' || cue === 'later' || cue === 'after' || cue === 'before')) return true;
    if (inside.some(({ cue }) => cue === 'who')) return !(asked && purpose);
    const behind = cuesIn(cues, next.end, next.end + 30).filter(({ start }) => wordsBetween(folded, next.end, start) <= 2);
    if (behind.some(({ cue }) => cue === 'with') && behind.some(({ cue }) => cue === 'find' || cue === 'ask')) return false;
    const did = inside.some(({ cue }) => cue === 'find' || cue === 'ask' || cue === 'with');
    const self = /\b(?:and|und|et|y|e|og|och|en|и) (?:i|we|ich|wir|je|nous|jeg|jag|ik)\b|\bi (?:asked|used|checked)\b/.test(
      folded.slice(mention.end, next.start),
    );
    return !did || self || wordsBetween(folded, mention.end, next.start) > 6;
  });
}

/** "Online" says nothing beside another source, "Google" nothing beside Google's own AI answers, a recommendation by nobody little. */
export function withoutVague({ cues, folded }: Reading, all: readonly Mention[]): Mention[] {
  // "A search with AI": what was searched with.
  const withAi = (one: Mention, next: Mention | undefined) =>
    one.channel === 'organic_search' &&
    next?.channel === 'ai_assistant' &&
    !/^(?:go+g|bing|yahoo|baidu|yandex|гугл|яндекс)/.test(folded.slice(one.start, one.end)) &&
    /^\s*(?:with|by|using|mit|per|avec|par|con|por|com|met|z|med|cu|с помощью|через)\s+(?:(?:an?|the|l'|la|une|una|uma)\s*)?(?:ai|ki|ia|\p{L})/u.test(
      folded.slice(one.end, next.end),
    );
  const named = all.filter((one, index) => one.channel !== 'unknown' && !withAi(one, all[index + 1]));
  if (named.length === 0) return [...all];
  const inSearch = named.some((one) => one.channel === 'ai_search');
  const namesAi = named.some((one) => !one.generic && isAiMention(one));
  const telling = named.some((one) => !one.weak && (!one.generic || isAiMention(one)));
  return named.filter((one) => {
    if (one.weak) return !telling || isEarlier(cues, named, one);
    if (!one.generic) return true;
    return one.channel === 'organic_search' ? !inSearch : !namesAi;
  });
}

/** "A tip, then checked with ChatGPT": the tip came first, whoever gave it. */
function isEarlier(cues: Reading['cues'], named: readonly Mention[], one: Mention): boolean {
  const next = named.find((other) => !other.weak && other.start >= one.end);
  return (
    one.channel === 'word_of_mouth' &&
    next !== undefined &&
    !named.some((other) => !other.weak && other.person) &&
    cuesIn(cues, one.end, next.start).some(({ cue }) => cue === 'later' || cue === 'before')
  );
}

const meeting =
  /\b(?:met|meet|spoke|talked|chatted|saw|ran into|bumped into|getroffen|kennengelernt|rencontr\p{L}+|conoc\p{L}+|incontrat\p{L}+|ontmoet|pozna\p{L}+|traff\p{L}+|m[oø]dt\p{L}*|tapa\p{L}+|познаком\p{L}+|встрет\p{L}+|tanışt\p{L}+|tanist\p{L}+)/u;

/** "Met Jasper at the expo": where somebody was met, not whom; "my team lead Claude" is one person. */
export function withoutMet({ folded, cues }: Reading, edges: Edges, kept: readonly Mention[]): Mention[] {
  return kept.filter((mention, index) => {
    if (!mention.person && !mention.named) return true;
    const previous = kept[index - 1];
    if (mention.named && previous?.person && wordsBetween(folded, previous.end, mention.start) === 0) return false;
    const event = kept.find(
      (one) =>
        one.channel === 'event' && !between(edges.sentences, Math.min(one.start, mention.start), Math.max(one.end, mention.end)),
    );
    if (!event) return true;
    const [from, to] = [Math.min(event.start, mention.start), Math.max(event.end, mention.end)];
    const told = cuesIn(cues, from, Math.min(folded.length, to + 25)).some(
      ({ cue }) => cue === 'tell' || cue === 'later' || cue === 'after',
    );
    return told || !(mention.named || meeting.test(folded.slice(Math.max(0, from - 30), to)));
  });
}
