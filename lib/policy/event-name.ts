/** An event name without what plays no part in it: case, and whether its words are parted by spaces, `_` or `-`. */
export const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
