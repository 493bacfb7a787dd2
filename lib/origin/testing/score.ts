import { classifyOrigin } from '../index.ts';
import { firstRuns } from './first-runs.data.ts';
import type { Group, Row } from './group.ts';

/** What a table of rows came to: counts, and the four shares that matter. */
export type Score = {
  readonly rows: number;
  readonly channel: number;
  readonly assistant: number;
  readonly touched: number;
  readonly precision: number;
  readonly recall: number;
  readonly missed: readonly string[];
};

const ai = new Set(['ai_assistant', 'ai_search', 'paid_ai']);
const share = (of: number, all: number) => (all === 0 ? 1 : of / all);

/** Scores rows by the real classifier. Precision and recall are those of `aiMediated`. */
export function scoreOf(rows: readonly Row[]): Score {
  const judged = rows.map(([input, channel, assistant, touched]) => {
    const got = classifyOrigin(input);
    const want = { channel, assistant, ai: ai.has(channel), touched: touched ?? ai.has(channel) };
    return { input, got, want };
  });
  const count = (test: (one: (typeof judged)[number]) => boolean) => judged.filter(test).length;
  const right = count(({ got, want }) => got.aiMediated && want.ai);
  return {
    rows: rows.length,
    channel: share(
      count(({ got, want }) => got.channel === want.channel),
      rows.length,
    ),
    assistant: share(
      count(({ got, want }) => got.assistant === want.assistant),
      rows.length,
    ),
    touched: share(
      count(({ got, want }) => got.aiTouched === want.touched),
      rows.length,
    ),
    precision: share(
      right,
      count(({ got }) => got.aiMediated),
    ),
    recall: share(
      right,
      count(({ want }) => want.ai),
    ),
    missed: judged
      .filter(
        ({ got, want }) => got.channel !== want.channel || got.assistant !== want.assistant || got.aiTouched !== want.touched,
      )
      .map(
        ({ input, got, want }) =>
          `${JSON.stringify(input)}: wanted ${want.channel}/${want.assistant}/${want.touched}, got ${got.channel}/${got.assistant}/${got.aiTouched}`,
      ),
  };
}

/** One line a group, then the total: read by people in the run's output. */
export function scoreTable(groups: readonly Group[]): string {
  const line = (name: string, one: Score) =>
    [
      name.padEnd(66),
      String(one.rows).padStart(5),
      ...[one.precision, one.recall, one.channel, one.assistant, one.touched].map((n) => n.toFixed(3).padStart(9)),
    ].join('');
  const head = [
    'group'.padEnd(66),
    ' rows',
    ...['precision', 'recall', 'channel', 'assist.', 'touched'].map((n) => n.padStart(9)),
  ];
  return [
    head.join(''),
    ...groups.map((group) => line(group.name, scoreOf(group.rows))),
    line('all', scoreOf(groups.flatMap((group) => group.rows))),
  ].join('\n');
}

/** One line a lot, as first run; printed under the table, whose own figures are fitted. */
export const firstRunTable = (): string =>
  [
    'The figures above are fitted: their misses were read and the code was mended. As first run, before any of that:',
    ...firstRuns.map(({ lot, rows, precision, recall, channel, assistant }) =>
      [
        `${lot} lot`.padEnd(66),
        String(rows).padStart(5),
        ...[precision, recall, channel, assistant].map((n) => n.toFixed(3).padStart(9)),
      ].join(''),
    ),
  ].join('\n');
