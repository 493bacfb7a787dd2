import type { ClockDefinition } from '../sla/definition.ts';
import type { ReasonRule } from './parts.ts';
import { type ObjectWriting, provenParts, type WriteBack, type WrittenKind, writtenKinds } from './write-back.ts';

type Problem = { path: (string | number)[]; message: string };
type Parts = {
  writeBack: WriteBack;
  clocks: readonly ClockDefinition[];
  dispositions: { reasons: readonly ReasonRule[] };
};

/** What is wrong with what is written to the CRMs, and with the fields the clocks name as proof. Paths start at the policy. */
export function writeBackProblems(policy: Parts): Problem[] {
  const objects = Object.entries(policy.writeBack).flatMap(([crm, byObject]) =>
    Object.entries(byObject).map(([object, writing]) => ({ crm, object, writing, path: ['writeBack', crm, object] })),
  );
  return [
    ...objects.flatMap(({ crm, object, writing, path }) => [
      ...notGivenBack(writing).map((inner) => within(path, inner)),
      ...unknownReasons(writing, policy.dispositions.reasons).map((inner) => within(path, inner)),
      ...ofPipedrive(crm, object, writing).map((inner) => within(path, inner)),
    ]),
    ...policy.clocks.flatMap((clock, index) =>
      unproven(clock, policy.writeBack).map((inner) => within(['clocks', index], inner)),
    ),
  ];
}

const within = (before: (string | number)[], { path, message }: Problem): Problem => ({ path: [...before, ...path], message });

/** A decision can be taken back only when reopening says what becomes of each thing it wrote. */
function notGivenBack({ fields, labels, archive }: ObjectWriting): Problem[] {
  const decided = ['accept', 'reject', 'recycle'] as const;
  const lost = decided.flatMap((kind) =>
    Object.keys(fields[kind] ?? {})
      .filter((field) => !Object.hasOwn(fields.reopen ?? {}, field))
      .map((field) => ({
        path: ['fields', kind, field],
        message: `Give ${field} a value under reopen too (null empties it), so that this can be taken back`,
      })),
  );
  const labelled = labels.reopen === undefined && decided.some((kind) => labels[kind] !== undefined);
  return [
    ...lost,
    ...(labelled
      ? [{ path: ['labels'], message: 'Give a label under reopen too (null takes ours away), so that this can be taken back' }]
      : []),
    ...(archive.length > 0 && labels.reopen === undefined
      ? [{ path: ['archive'], message: 'Give labels with one under reopen, so that a lead comes out of the archive again' }]
      : []),
  ];
}

function unknownReasons({ reasons }: ObjectWriting, known: readonly ReasonRule[]): Problem[] {
  const codes = known.flatMap((reason) => [reason.code, ...reason.subReasons.map((sub) => `${reason.code}.${sub.code}`)]);
  return Object.keys(reasons)
    .filter((code) => !codes.includes(code))
    .map((code) => ({
      path: ['reasons', code],
      message: `There is no reason "${code}": write one of ${codes.slice(0, 12).join(', ')}`,
    }));
}

function ofPipedrive(crm: string, object: string, { labels, archive }: ObjectWriting): Problem[] {
  const labelled = crm !== 'pipedrive' && Object.keys(labels).length > 0;
  const archived = archive.length > 0 && !(crm === 'pipedrive' && object === 'lead');
  return [
    ...(labelled ? [{ path: ['labels'], message: 'Only Pipedrive has labels: take this out, or write to a field' }] : []),
    ...(archived
      ? [{ path: ['archive'], message: 'Only leads of Pipedrive have an archive: take this out, or write to a field' }]
      : []),
  ];
}

/** Whether the part of a record is written when one of these things happens. */
function writes(writing: ObjectWriting, part: string, kinds: readonly WrittenKind[]): boolean {
  if (part === 'activity') return writing.activity && kinds.includes('attempt');
  return kinds.some((kind) => {
    if (part === 'note') return writing.notes.includes(kind);
    if (part === 'label') return writing.labels[kind] !== undefined;
    if (part === 'archive') return writing.archive.some((one) => one === kind);
    return Object.hasOwn(writing.fields[kind] ?? {}, part);
  });
}

/** What a rep does that stops the clock; everything where nothing a rep does stops it. */
function stopsBy(clock: ClockDefinition): WrittenKind[] {
  const events: string[] = clock.stop.flatMap(({ event }) =>
    event === 'disposition' ? ['accept', 'reject', 'recycle'] : [event],
  );
  const kinds = writtenKinds.filter((kind) => events.includes(kind));
  return kinds.length > 0 ? kinds : [...writtenKinds];
}

function unproven(clock: ClockDefinition, writeBack: WriteBack): Problem[] {
  const kinds = stopsBy(clock);
  return Object.entries(clock.provenIn ?? {}).flatMap(([crm, proofs]) =>
    proofs.flatMap((proof, index) => {
      const [object = '', part = ''] = proof.split('.');
      const writing = Object.entries(writeBack).find(([name]) => name === crm)?.[1];
      const found = Object.entries(writing ?? {}).find(([name]) => name === object)?.[1];
      if (found && writes(found, part, kinds)) return [];
      const what = provenParts.some((one) => one === part) ? `no ${part}` : `no field ${part}`;
      const message = `Nothing proves this: on ${kinds.join(', ')} ${what} is written to a ${object} of ${crm}. Write it under writeBack, or name what is`;
      return [{ path: ['provenIn', crm, index], message }];
    }),
  );
}
