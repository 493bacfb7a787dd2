import { clauseOf, cuesIn, type Edges, wordsBetween } from './clauses.ts';
import type { Mention, Reading } from './mentions.ts';

const your =
  '(?:your|ur|ihr|ihre[mnrs]?|euer|eure[mnrs]?|votre|vos|su|sus|vuestr[oa]s?|seu|sua|vostr[oa]|jullie|uw|wasz\\p{L}*|ваш\\p{L}*|deres|jeres|teidan)';
const behind = new RegExp(
  `^\\s*(?:,\\s*(?=(?:your|ihr|euer|votre|su|seu|vostr[oa])\\b(?!\\s+(?:products?|tools?|software|apps?|platform|solution|service|site|website|page|link|name|company|brand)\\b))|,?\\s*(?:from|on|in|at|of|with|von|aus|bei|de|di|da|del|van|uit|bij|z|ze|из|від|fra|från|fran)\\s+)(?:the\\s+)?${your}\\b`,
  'u',
);
const ahead = new RegExp(
  `(?:^|\\s)${your}\\s+(?:(?!(?:from|by|via|on|at|with|and|to|in|name|link|site|website|von|de|di|par)\\b)[\\p{L}-]+\\s+){0,2}$`,
  'u',
);
/** Your customers are not your people. */
const guests = /(?:customer|client|user|kund|klant|cliente|klient|клиент|клієнт|partner|investor|founder|\bc[etfmor]o\b)/;

/** True where a person is one of ours who got in touch: "Claude from your sales team", "your rep called", "Herr Weber rief an". */
export function isOurs({ folded, cues }: Reading, edges: Edges, mention: Mention, note = false): boolean {
  const near = folded.slice(Math.max(0, mention.start - 40), mention.start);
  // In a rep's note, ours is ours.
  if (
    note &&
    /\b(?:our|unser\w*|notre|nuestr[oa]|noss[oa]|nostr[oa]|onze|nasz\w*|наш\w*|var|vores)\s+(?:\S+\s+)?$/.test(near) &&
    !/customer|client|user|investor|partner|kund|klient/.test(near + folded.slice(mention.start, mention.end))
  )
    return true;
  // Your founder is not whom one hears of as yours, unless he wrote.
  if (
    ahead.test(near) &&
    !/customer|client|user|kund|klant|klient|partner|investor/.test(folded.slice(mention.start, mention.end)) &&
    cuesIn(cues, mention.end, folded.length).some(
      ({ cue, start }) => cue === 'contact' && wordsBetween(folded, mention.end, start) <= 1,
    )
  )
    return true;
  if (guests.test(folded.slice(mention.start, mention.end))) return false;
  const lead = folded.slice(Math.max(0, mention.start - 40), mention.start);
  if (behind.test(folded.slice(mention.end, mention.end + 30))) return true;
  if (ahead.test(lead) && !guests.test(lead)) return true;
  if (!mention.named && !mention.name) return false;
  const [from, to] = clauseOf(edges, mention, folded.length);
  return (
    cuesIn(cues, mention.end, to).some(({ cue, start }) => cue === 'contact' && wordsBetween(folded, mention.end, start) <= 3) ||
    cuesIn(cues, from, mention.start).some(({ cue, end }) => cue === 'contact' && wordsBetween(folded, end, mention.start) <= 2)
  );
}
