import { Check, X } from 'lucide-react';
import { type Handoff, type HandoffField, handoffTiers } from '../lib/contract/context.ts';
import { missingFields } from '../lib/handoff/missing-fields.ts';
import { formatDuration } from '../lib/sla/format.ts';
import { Age } from './age.tsx';
import { factId } from './fact-id.ts';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { Nothing, Section } from './section.tsx';
import { moment } from './time.ts';
import { tierWords } from './words.ts';

function Row({ field, now }: { field: HandoffField; now: number }) {
  const Icon = field.present ? Check : X;
  const tone = field.present
    ? 'text-ok'
    : field.tier === 'block'
      ? 'text-bad'
      : field.tier === 'warn'
        ? 'text-warn'
        : 'text-ink-3';
  return (
    <li id={factId(`handoff:${field.id}`)} className="flex items-start gap-2 border-t border-line py-1 first:border-t-0">
      <Icon size={14} aria-hidden="true" className={`mt-[5px] flex-none ${tone}`} />
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="text-ink-2">
          <Legible>{field.label}</Legible>
          {field.present ? null : <span className={`font-medium ${tone}`}> missing</span>}
        </p>
        {field.present ? (
          <p>
            <Legible className="font-medium">{field.value ?? 'Present'}</Legible>
            {field.source ? (
              <span className="text-xs text-ink-3">
                {', '}
                <Legible>{field.source}</Legible>
              </span>
            ) : null}
          </p>
        ) : field.fix ? (
          <p className="text-xs text-ink-2">
            <Legible>{field.fix}</Legible>
          </p>
        ) : null}
      </div>
      {field.at ? <Age at={field.at} source={field.source} staleAt={field.staleAt} now={now} /> : null}
    </li>
  );
}

/** For the marketer: every field the handoff asks for, missing ones first, with its value, age and source system. */
export function HandoffTab({ handoff }: { handoff: Handoff }) {
  const now = useNow();
  const { present, required, fields } = handoff;
  const lacking = missingFields(handoff);
  const share = present / required;
  return (
    <>
      <section aria-labelledby="title-complete" className="px-3.5 pt-3.5 pb-3">
        <h1 id="title-complete" className="text-lg font-semibold">
          {required === 0 ? 'No required fields' : `${present} of ${required} required fields`}
        </h1>
        {lacking.length > 0 ? (
          <p>
            Missing: <Legible>{lacking.map((field) => field.label).join(', ')}</Legible>
          </p>
        ) : null}
        {required > 0 ? (
          <div aria-hidden="true" className="mt-2 h-1.5 overflow-hidden rounded-full bg-soft forced-color-adjust-none">
            <div
              className={`h-full rounded-full ${share === 1 ? 'bg-ok' : 'bg-warn-bar'}`}
              style={{ width: `${share * 100}%` }}
            />
          </div>
        ) : null}
        <p className="mt-2 text-ink-2">
          {handoff.at ? `Handed over ${moment(handoff.at, now)}` : 'Not handed over yet'}, policy version {handoff.policyVersion}.
          {handoff.systemDelayMs === null
            ? null
            : ` Threshold to handoff took ${formatDuration(handoff.systemDelayMs)}, which is marketing's own time.`}
        </p>
        {handoff.trigger ? (
          <p className="mt-0.5 text-ink-2">
            Set off by: <Legible className="text-ink">{handoff.trigger}</Legible>
          </p>
        ) : null}
      </section>
      {fields.length === 0 ? (
        <Section id="handoff-none" title="Fields">
          <Nothing>The policy asks for no field at handoff.</Nothing>
        </Section>
      ) : null}
      {handoffTiers.map((tier) => {
        const here = fields.filter((field) => field.tier === tier);
        if (here.length === 0) return null;
        const there = here.filter((field) => field.present);
        return (
          <Section key={tier} id={`handoff-${tier}`} title={tierWords[tier]} aside={`${there.length} of ${here.length}`}>
            <ul>
              {[...here.filter((field) => !field.present), ...there].map((field) => (
                <Row key={field.id} field={field} now={now} />
              ))}
            </ul>
          </Section>
        );
      })}
    </>
  );
}
