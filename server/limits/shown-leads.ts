const hourMs = 3_600_000;
const fewest = 16;

/** The leads one person was shown within the hour, the longest ago first. Times are epoch ms. */
export type ShownLeads = {
  readonly size: number;
  /** When the one shown longest ago was shown; `now` where there is none. */
  oldest: (now: number) => number;
  has: (leadId: string) => boolean;
  add: (leadId: string, now: number) => void;
  /** Forgets what is over an hour old, and what a clock that was set back has put ahead of us. */
  tidy: (now: number) => void;
};

/** FNV-1a, 32 bits. */
function markOf(leadId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < leadId.length; at += 1) hash = Math.imul(hash ^ leadId.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * Twelve bytes a lead, since a server keeps thousands of them for hundreds of people. Of the id only a mark is kept: of a thousand leads
 * two are taken for one in about one hour of eight thousand, and then one of them is not counted.
 */
export function shownLeads(): ShownLeads {
  let marks = new Uint32Array(fewest);
  let times = new Float64Array(fewest);
  let [first, size] = [0, 0];
  const at = (nth: number) => (first + nth) % marks.length;
  const grow = () => {
    const [wider, later] = [new Uint32Array(size * 2), new Float64Array(size * 2)];
    for (let nth = 0; nth < size; nth += 1) {
      wider[nth] = marks[at(nth)] ?? 0;
      later[nth] = times[at(nth)] ?? 0;
    }
    [marks, times, first] = [wider, later, 0];
  };
  const oldest = (now: number) => (size === 0 ? now : (times[first] ?? now));
  return {
    get size() {
      return size;
    },
    oldest,
    has(leadId) {
      const mark = markOf(leadId);
      const end = first + size;
      const found = marks.indexOf(mark, first);
      if (found >= 0 && found < end) return true;
      // It has begun again at the start.
      const before = end > marks.length ? marks.indexOf(mark) : -1;
      return before >= 0 && before < end - marks.length;
    },
    add(leadId, now) {
      if (size === marks.length) grow();
      marks[at(size)] = markOf(leadId);
      times[at(size)] = now;
      size += 1;
    },
    tidy(now) {
      while (size > 0 && (oldest(now) <= now - hourMs || oldest(now) > now)) {
        first = at(1);
        size -= 1;
      }
    },
  };
}
