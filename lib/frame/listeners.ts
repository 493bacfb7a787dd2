/** A set of callbacks for one kind of news. */
export function listeners<T>(): { add: (listener: (news: T) => void) => () => void; tell: (news: T) => void } {
  const all = new Set<(news: T) => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell(news) {
      for (const listener of all) listener(news);
    },
  };
}
