import { batch, event, eventCaps, eventTime, eventTypes, ingested } from '../../lib/contract/event.ts';
import { ingest, type Sent } from '../ingest/ingest.ts';
import { bagOf } from '../ingest/values.ts';
import { ApiError } from './api-error.ts';
import { readJson } from './body.ts';
import { json, type Reply } from './reply.ts';
import { type Call, common, type Route, refusals, whoMay } from './route.ts';

const spec = (name: string, summary: string, schema: typeof event | typeof batch): Route['spec'] => ({
  method: 'post',
  path: `/v1/${name}`,
  summary,
  description: `${whoMay('ingest')} Each event is judged alone: the answer is 200 and names the refused ones. Bodies may be gzip.`,
  security: [{ writeKey: [] }, { token: [] }],
  request: { body: { required: true, content: { 'application/json': { schema } } } },
  responses: {
    200: { description: 'What was stored, known already, and refused', content: { 'application/json': { schema: ingested } } },
    ...refusals('bad_request', 'too_large', 'storage_full', ...common),
  },
});

async function take({ services, headers, now }: Call, who: Parameters<typeof ingest>[1], sent: Sent): Promise<Reply> {
  const answer = await services.turns.run(() => ingest(services.pool, who, sent, now));
  services.metrics.events.inc({ verdict: 'stored' }, answer.stored);
  services.metrics.events.inc({ verdict: 'duplicate' }, answer.duplicates);
  services.metrics.events.inc({ verdict: 'rejected' }, answer.rejected.length);
  if (answer.stored > 0) services.refresher.nudge();
  return json(answer, headers);
}

/** `/v1/batch` and one address for each type of event, as Segment's HTTP API has them. */
export const ingestRoutes: Route[] = [
  {
    name: 'ingest',
    open: false,
    spec: spec('batch', 'Send events', batch),
    async handle(call, who) {
      call.services.turns.refuseWhenFull();
      const parsed = batch.safeParse(await readJson(call.request, eventCaps.batchBytes));
      if (!parsed.success)
        throw new ApiError('bad_request', { issues: [{ path: 'batch', message: 'Send { "batch": [events] }' }] });
      const { batch: values, context } = parsed.data;
      const sentAt = eventTime.safeParse(parsed.data.sentAt).data;
      return take(call, who, { values, sentAt, context: bagOf(context) });
    },
  },
  ...eventTypes.map(
    (type): Route => ({
      name: 'ingest',
      open: false,
      spec: spec(type, `Send one ${type} event`, event),
      async handle(call, who) {
        call.services.turns.refuseWhenFull();
        // A little over the cap of an event, so that one too large gets its verdict by name.
        return take(call, who, { values: [await readJson(call.request, eventCaps.batchBytes)], type });
      },
    }),
  ),
];
