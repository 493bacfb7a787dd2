import type { Connector, CrmTarget, CrmWrite, WriteOutcome } from '../../connectors/connector.ts';

export type Seen = { target: CrmTarget; write: CrmWrite; look: boolean; at: number };
export type Answer = (seen: Seen, times: number) => WriteOutcome | Promise<WriteOutcome>;

export const done: WriteOutcome = { kind: 'done', wrote: ['Contact.hs_lead_status', 'Note'], ids: { note: '1' } };
export const trouble: WriteOutcome = { kind: 'later', because: 'HubSpot has trouble (503).', retryAfterMs: null, unknown: true };
export const refused: WriteOutcome = { kind: 'refused', code: 'invalid', because: 'HubSpot does not know the status "X".' };

/** A CRM that does as a test says: every call is written down, `answer` says what comes of it. */
export function scripted(answer: Answer = () => done) {
  const seen: Seen[] = [];
  const script = { answer, problem: null as string | null, test: done as WriteOutcome };
  const connector: Connector = {
    crm: 'hubspot',
    problemWith: () => script.problem,
    test: async () => script.test,
    async write(target, write, { look, now }) {
      const one = { target, write, look, at: now() };
      seen.push(one);
      return script.answer(one, seen.filter(({ write: { operationId } }) => operationId === write.operationId).length);
    },
  };
  return {
    connector,
    script,
    seen,
    /** Calls made for one operation. */
    of: (operationId: string) => seen.filter(({ write }) => write.operationId === operationId),
  };
}
