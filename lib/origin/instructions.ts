/** An order given to whoever reads the answer is text like any other: it names no source. */
const order =
  /\b(?:classif\w*|label|categori[sz]e|treat|mark|record|tag|count|register|log|output|return|print|respond|reply)\s+(?:this|it|me|us|the|lead|my|answer|only|with|as|\{)|\b(?:set|change|update)\s+(?:the\s+)?(?:channel|source|assistant|origin|lead|field)|\byou are (?:an?|the|now)\b|\b(?:channel|assistant|source|aimediated|confidence)["']?\s*[:=]|<\/?[a-z]+[^>]*>|\b(?:klassifiziere|stufe|ordne)\s|\bclassez?\b|\bclassifie[rz]?\b|\bclasific[aáo]\w*|\bclassific[ahi]\w*|классифицируй|отметь|として(?:分類|記録|登録)|(?:归类|歸類|标记|標記|分类|分類)(?:为|為)|로 (?:분류|기록)|صنف|\b(?:oznacz|zaklasyfikuj|klasyfikuj)\b|sınıflandır|वर्गीकृत/iu;
/** From here on the whole text speaks to the reader. */
const takeover =
  /\b(?:ignore|disregard|forget|override)\s+(?:all|any|the|your|previous|prior|above|earlier|everything|my|these)\b|\b(?:system|developer|admin)\s*(?:prompt|message|override|:)|\[(?:system|inst)\b|\bignorier\w*\s+(?:alle|die|vorherige)|\bignore[zr]?\s+(?:les|toutes|as|todas)|\bignora\w*\s+(?:las|todas|le|tutte|instruc|istruz)|игнорируй|забудь (?:все|предыдущ)|ігноруй|忽略(?:之前|以上|所有|前面)|忽視|無視して|指示を無視|이전 지시|지시를 무시|무시하고|تجاهل|התעלם|\bzignoruj|\bönceki talimat|\bnegeer|\babaikan|bỏ qua (?:các|mọi|tất cả)|\{\s*["']?(?:channel|assistant|aimediated)/iu;

/**
 * The text with its orders blanked out, and the place from which it speaks to the reader only: after it no assistant that
 * is named counts. -1 when it never does.
 */
export function withoutOrders(text: string): { text: string; ordered: number } {
  let at = 0;
  let ordered = -1;
  const kept = text
    .split(/(?<=[.!?;,\n。！？])/)
    .map((part) => {
      const turned = takeover.test(part);
      if (turned && ordered < 0) ordered = at;
      at += part.length;
      return turned || order.test(part) ? ' '.repeat(part.length) : part;
    })
    .join('');
  return { text: kept, ordered };
}
