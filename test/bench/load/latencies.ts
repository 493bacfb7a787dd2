/** Waits of one kind of request, each from the moment it was to be sent: a server that stands still makes all of them wait. */
export type Waits = { n: number; p50: number; p95: number; p99: number; max: number; statuses: Record<string, number> };

export type Book = { add(ms: number, status: number): void; sum(): Waits };

export function waits(): Book {
  const all: number[] = [];
  const statuses: Record<string, number> = {};
  return {
    add(ms, status) {
      all.push(ms);
      statuses[status] = (statuses[status] ?? 0) + 1;
    },
    sum() {
      const sorted = Float64Array.from(all).sort();
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
      return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), statuses };
    },
  };
}

/** Answers of these hundreds, and of nothing at all (`0`). */
export const countOf = ({ statuses }: Waits, wrong: (status: number) => boolean): number =>
  Object.entries(statuses).reduce((sum, [status, count]) => sum + (wrong(Number(status)) ? count : 0), 0);
