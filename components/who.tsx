import { Mail, Phone } from 'lucide-react';
import type { CrmReading, Who } from '../lib/contract/context.ts';
import type { Fact } from '../lib/contract/primitives.ts';
import { CopyButton } from './copy-button.tsx';
import { CrmReadingLine, useUnread } from './crm-reading.tsx';
import { factId } from './fact-id.ts';
import { initials } from './initials.ts';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { OutsideLink } from './outside-link.tsx';
import { fullMoment, moment } from './time.ts';
import { stageWords } from './words.ts';

function tipOf(fact: Fact, old: boolean, unread: string | null): string {
  return `${fact.source}\n${fullMoment(fact.at)}${unread ? `\n${unread}` : ''}${old ? '\nmay have changed since' : ''}`;
}

/** A fact inside a line: where it came from on hover, and "may be old" in words. */
function Piece({ field, fact, now }: { field: string; fact: Fact; now: number }) {
  const unread = useUnread(now)(fact.source);
  const old = unread !== null || (fact.staleAt !== null && Date.parse(fact.staleAt) <= now);
  return (
    <span id={factId(`who:${field}`)} data-tip={tipOf(fact, old, unread)}>
      <Legible>{fact.value}</Legible>
      {old ? <span className="text-xs text-warn"> (may be old)</span> : null}
    </span>
  );
}

function Contact({ field, fact, now, copy }: { field: 'phone' | 'email'; fact: Fact | null; now: number; copy: CopyText }) {
  const Icon = field === 'phone' ? Phone : Mail;
  return (
    <div className="flex min-h-6 min-w-0 items-center gap-1.5 text-ink-2">
      <Icon size={13} aria-hidden="true" className="flex-none text-ink-3" />
      {fact ? (
        <>
          <span className="truncate">
            <Piece field={field} fact={fact} now={now} />
          </span>
          <CopyButton text={fact.value} what={field} copy={copy} />
        </>
      ) : (
        <span id={factId(`who:${field}`)} className="text-ink-3">
          No {field}
        </span>
      )}
    </div>
  );
}

type CopyText = (text: string) => Promise<void>;

/** Who the lead is: name, title, company, stage, buying role, owner, and the two ways to reach them. */
export function WhoSection({ who, crm, copy }: { who: Who; crm?: CrmReading | undefined; copy: CopyText }) {
  const now = useNow();
  const name = who.name?.value ?? who.email?.value ?? 'Name not known';
  return (
    <section id="section-who" data-section="who" aria-labelledby="title-who" className="px-3.5 pt-3 pb-2.5">
      <div className="flex items-start gap-2.5">
        <div
          aria-hidden="true"
          className="grid size-9 flex-none place-items-center rounded-full bg-accent-soft text-base font-semibold whitespace-nowrap text-accent"
        >
          {initials(name) || '?'}
        </div>
        <div className="min-w-0 flex-1">
          <h1 id="title-who" className="text-lg font-semibold">
            {who.link ? <OutsideLink url={who.link}>{name}</OutsideLink> : <Legible id={factId('who:name')}>{name}</Legible>}
          </h1>
          <p className="text-ink-2">
            {who.title ? <Piece field="title" fact={who.title} now={now} /> : 'Title not known'}
            {', '}
            {who.company ? <Piece field="company" fact={who.company} now={now} /> : 'company not known'}
          </p>
        </div>
      </div>
      <ul aria-label="Stage, role and owner" className="mt-2 flex flex-wrap gap-1.5">
        <li className="chip" id={factId('who:stage')} data-tip={who.stageSince ? fullMoment(who.stageSince) : undefined}>
          {stageWords[who.stage]}
          {who.stageSince ? ` since ${moment(who.stageSince, now)}` : ''}
        </li>
        <li className="chip">
          {who.buyingRole ? <Piece field="buyingRole" fact={who.buyingRole} now={now} /> : 'Buying role not known'}
        </li>
        <li className="chip">
          {who.owner ? (
            <>
              Owner: <Piece field="owner" fact={who.owner} now={now} />
            </>
          ) : (
            'No owner'
          )}
        </li>
      </ul>
      <div className="mt-1.5 grid gap-x-4 min-[440px]:grid-cols-[auto_1fr]">
        <Contact field="phone" fact={who.phone} now={now} copy={copy} />
        <Contact field="email" fact={who.email} now={now} copy={copy} />
      </div>
      <CrmReadingLine reading={crm} now={now} />
    </section>
  );
}
