import type { Heard } from '../lib/contract/heard.ts';
import type { Fact } from '../lib/contract/primitives.ts';
import { Age } from './age.tsx';
import { factId } from './fact-id.ts';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { Section } from './section.tsx';

function Said({
  field,
  title,
  facts,
  quoted = false,
}: {
  field: string;
  title: string;
  facts: readonly Fact[];
  quoted?: boolean;
}) {
  const now = useNow();
  if (facts.length === 0) return null;
  return (
    <div id={factId(`heard:${field}`)} className="py-0.5">
      <h3 className="text-ink-2">{title}</h3>
      <ul>
        {facts.map((fact) => (
          <li key={`${fact.at} ${fact.value}`} className="flex items-start gap-2">
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              {quoted ? (
                <q>
                  <Legible>{fact.value}</Legible>
                </q>
              ) : (
                <Legible>{fact.value}</Legible>
              )}
            </span>
            <span className="-my-0.5 flex-none">
              <Age at={fact.at} source={fact.source} staleAt={fact.staleAt} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the buyer asked and said, and what reps noted of it, newest first. Nothing on screen while nothing was heard. */
export function WhatTheySaidSection({ heard }: { heard: Heard | undefined }) {
  if (!heard) return null;
  return (
    <Section id="said" title="What they said">
      <Said field="question" title="Asked us" facts={heard.question ? [heard.question] : []} quoted />
      <Said field="objections" title="Objections" facts={heard.objections} />
      <Said field="competitors" title="Competitors named" facts={heard.competitors} />
      <Said field="words" title="In their own words" facts={heard.words} quoted />
      <Said field="notes" title="Sales notes" facts={heard.notes} />
    </Section>
  );
}
