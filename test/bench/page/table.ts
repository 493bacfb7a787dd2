export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? (sorted[Math.floor(middle)] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** What was measured, what it is held against, and the most it may be; no limit is a figure to know, not a promise. */
export type Line = {
  what: string;
  ours: number;
  against: string;
  base: number | null;
  how: 'ratio' | 'more' | 'value';
  limit: number | null;
};

function verdict({ ours, base, how, limit }: Line): { figure: number; pass: boolean } {
  const figure = how === 'ratio' ? ours / (base ?? Number.NaN) : how === 'more' ? ours - (base ?? Number.NaN) : ours;
  return { figure, pass: limit === null || figure <= limit };
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Prints the promises as a table; returns how many were missed. */
export function printTable(lines: readonly Line[]): number {
  console.table(
    lines.map((line) => {
      const { figure, pass } = verdict(line);
      const unit = line.how === 'ratio' ? 'x' : /shift|tasks/.test(line.what) ? '' : ' ms';
      return {
        what: line.what,
        ours: round(line.ours),
        against: line.base === null ? '' : `${line.against} ${round(line.base)}`,
        figure: `${line.how === 'more' && figure >= 0 ? '+' : ''}${round(figure)}${unit}`,
        limit: line.limit === null ? '' : `${line.limit}${unit}`,
        verdict: line.limit === null ? '' : pass ? 'pass' : 'MISS',
      };
    }),
  );
  return lines.filter((line) => !verdict(line).pass).length;
}
