import type { ReactNode } from 'react';
import type { SourceTouch } from '../lib/contract/origin.ts';
import { Age } from './age.tsx';
import { factId } from './fact-id.ts';
import { Legible } from './legible.tsx';
import { channelWords } from './words.ts';

export function Term({ name, field, children }: { name: string; field: string; children: ReactNode }) {
  return (
    <div id={factId(`origin:${field}`)} className="grid grid-cols-[86px_1fr] gap-x-2.5 py-0.5">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

export function List({ values }: { values: readonly string[] }) {
  return values.map((value, index) => (
    <span key={value}>
      {index > 0 ? ', ' : ''}
      <Legible>{value}</Legible>
    </span>
  ));
}

export function Touch({ name, field, touch, now }: { name: string; field: string; touch: SourceTouch | null; now: number }) {
  if (!touch) {
    return (
      <Term name={name} field={field}>
        <span className="text-ink-2">Not known</span>
      </Term>
    );
  }
  const from = [touch.campaign, touch.referrer, touch.landingPage].filter((part) => part !== null);
  return (
    <Term name={name} field={field}>
      <div className="flex items-start gap-2">
        <span className="min-w-0 flex-1">
          {channelWords[touch.channel]}
          {touch.label && touch.label !== channelWords[touch.channel] ? (
            <>
              , <Legible>{touch.label}</Legible>
            </>
          ) : null}
        </span>
        <span className="-my-0.5 flex-none">
          <Age at={touch.at} source={from.join('\n') || null} now={now} />
        </span>
      </div>
    </Term>
  );
}
