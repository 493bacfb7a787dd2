import { expect, test } from 'vitest';
import type { Connector, CrmWrite } from '../connectors/connector.ts';
import { pipedriveWorld } from '../connectors/testing/worlds.ts';
import { mostRefusals } from './schedule.ts';
import { crmsStage } from './testing/crms-stage.ts';
import { oracleFor } from './testing/oracle.ts';

const { workspace, ways, connect, queue, untilDone } = await crmsStage();

type Go = (write: CrmWrite, look?: boolean) => ReturnType<Connector['write']>;
type Planted = {
  name: string;
  /** Of the record's jobs the one that is parked once and sent again. */
  parked: number;
  /** The job this happens to; the parked one once it is sent again. */
  nth: number;
  wrong: (write: CrmWrite, go: Go, jobs: readonly CrmWrite[]) => ReturnType<Connector['write']>;
  lost?: string[];
  tooMany?: string[];
  backward?: string[];
};
const swallow = async () => ({ kind: 'done', wrote: [], ids: {} }) as const;
const undecided = { fields: {}, label: null, archive: false };

/** Job 2, a reject, is overtaken by the accept that is job 4 when it is sent again: its fields and its archive rightly never come. */
test.each<Planted>([
  { name: 'nothing', parked: 2, nth: 2, wrong: (write, go) => go(write) },
  { name: 'a call dropped', parked: 2, nth: 5, wrong: swallow, lost: ['activity 5'] },
  {
    name: 'the fields of a later decision dropped',
    parked: 2,
    nth: 4,
    wrong: (write, go) => go({ ...write, ...undecided }),
    lost: ['fields 4'],
  },
  {
    name: 'the note of what is sent again dropped',
    parked: 2,
    nth: 2,
    wrong: (write, go) => go({ ...write, note: null }),
    lost: ['note 2'],
  },
  {
    name: 'what is sent again written twice',
    parked: 2,
    nth: 2,
    wrong: (write, go) => go(write).then(() => go(write, false)),
    tooMany: ['activity 2', 'note 2'],
  },
  {
    name: 'an older decision set over a later one',
    parked: 2,
    nth: 2,
    wrong: (write, go, jobs) => go(jobs[2] ?? write),
    tooMany: ['unarchive 6', 'fields 2', 'archive 2'],
    backward: ['fields 2'],
  },
  {
    name: 'the last decision left out though nothing came later',
    parked: 6,
    nth: 6,
    wrong: (write, go) => go({ ...write, ...undecided }),
    lost: ['fields 6', 'archive 6'],
  },
  {
    name: 'an archive dropped and an older decision set again',
    parked: 5,
    nth: 2,
    wrong: (write, go, jobs) => go({ ...write, archive: false }).then(() => go(jobs[0] ?? write, false)),
    lost: ['archive 2', 'unarchive 2'],
    tooMany: ['fields 0'],
    backward: ['fields 0'],
  },
])('what the ledger is to show: $name', async ({ name, parked, nth, wrong, lost = [], tooMany = [], backward = [] }) => {
  const [planted, one] = [await workspace(name), await pipedriveWorld(8)];
  const writes = one.jobs.map(({ write }) => write);
  const oracle = oracleFor(one.jobs, one.found);
  let left = mostRefusals;
  const way: Connector = {
    ...one.connector,
    async write(target, write, attempt) {
      const at = writes.findIndex(({ operationId }) => operationId === write.operationId);
      if (at === parked && left > 0) {
        left -= 1;
        return { kind: 'refused', code: 'invalid', because: 'Pipedrive refused it: not today.' };
      }
      const go: Go = (what, look = attempt.look) => one.connector.write(target, what, { ...attempt, look });
      return at === nth ? wrong(write, go, writes) : go(write);
    },
  };
  ways.set(one.target.baseUrl, oracle.watching(way));
  await connect(planted, one, name);
  await queue(planted, writes, name);
  expect([...(await untilDone(planted, [oracle]))]).toEqual([writes[parked]?.operationId]);
  const short = (line: string) => `${line.split(' ')[0]} ${writes.findIndex((write) => line.endsWith(write.operationId))}`;
  const verdict = Object.entries(oracle.verdict()).map(([kind, lines]) => [kind, lines.map(short)]);
  expect(Object.fromEntries(verdict)).toEqual({ lost, tooMany, backward });
  await one.fake.stop();
});
