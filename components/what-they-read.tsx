import {
  CalendarCheck,
  Download,
  FileText,
  FlaskConical,
  Globe,
  type LucideIcon,
  Mail,
  Megaphone,
  MessageCircle,
  MousePointerClick,
  Package,
  Play,
  Presentation,
  SquarePen,
} from 'lucide-react';
import type { LeadContext } from '../lib/contract/context.ts';
import type { Touch, TouchKind } from '../lib/contract/touch.ts';
import { Age } from './age.tsx';
import { factId, useOpenFor } from './fact-id.ts';
import { useNow } from './now.ts';
import { OutsideLink } from './outside-link.tsx';
import { More, Nothing, Section } from './section.tsx';
import { dayOf, moment, spentLabel } from './time.ts';
import { funnelWords } from './words.ts';

const kinds: Record<TouchKind, { icon: LucideIcon; name: string }> = {
  page: { icon: FileText, name: 'Page' },
  form: { icon: SquarePen, name: 'Form' },
  demo_request: { icon: CalendarCheck, name: 'Demo request' },
  contact_request: { icon: MessageCircle, name: 'Contact request' },
  download: { icon: Download, name: 'Download' },
  webinar: { icon: Presentation, name: 'Webinar' },
  video: { icon: Play, name: 'Video' },
  email: { icon: Mail, name: 'Email' },
  event: { icon: Globe, name: 'Event' },
  ad: { icon: Megaphone, name: 'Ad' },
  chat: { icon: MessageCircle, name: 'Chat' },
  trial: { icon: FlaskConical, name: 'Trial' },
  product: { icon: Package, name: 'In the product' },
  other: { icon: MousePointerClick, name: 'Touch' },
};

const shownFirst = 6;

/** The topic, where the title does not say it already. */
function topicOf({ topic, title }: Touch): string | null {
  return topic && !title.toLowerCase().includes(topic.toLowerCase()) ? topic : null;
}

/** "decision", "case study", "3 times since Mon 09:10", "34 min", "80 % of it". */
function extent(touch: Touch, now: number): string | null {
  const parts = [
    touch.stage ? funnelWords[touch.stage] : null,
    topicOf(touch),
    touch.count > 1 ? `${touch.count} times since ${moment(touch.firstAt, now)}` : null,
    spentLabel(touch.spent),
    touch.depth === null ? null : `${Math.round(touch.depth * 100)} % of it`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : null;
}

function Row({ touch, now }: { touch: Touch; now: number }) {
  const { icon: Icon, name } = kinds[touch.kind];
  const much = extent(touch, now);
  return (
    <li id={factId(`touch:${touch.id}`)} className="flex min-h-[26px] items-start gap-2 py-px">
      <Icon size={14} aria-hidden="true" className="mt-1.5 flex-none text-ink-3" />
      <span className="min-w-0 flex-1 pt-0.5">
        <span className="sr-only">{name}: </span>
        <OutsideLink url={touch.url} quiet>
          {touch.title}
        </OutsideLink>
        {much ? <span className="block text-xs text-ink-2">{much}</span> : null}
      </span>
      <Age at={touch.at} source={touch.source} now={now} />
    </li>
  );
}

/** What the buyer read and did, newest first, repeats folded into one line. */
export function WhatTheyReadSection({ read }: { read: LeadContext['read'] }) {
  const now = useNow();
  const rest = read.touches.slice(shownFirst);
  const [open, setOpen] = useOpenFor(rest.map((touch) => `touch:${touch.id}`));
  const beyond = read.total - read.touches.reduce((sum, touch) => sum + touch.count, 0);
  const touches = `${read.total.toLocaleString()} ${read.total === 1 ? 'touch' : 'touches'}`;
  const aside = read.total > 0 ? `${touches}${read.firstAt ? ` since ${dayOf(read.firstAt, now)}` : ''}` : null;
  return (
    <Section id="read" title="What they read" aside={aside}>
      {read.touches.length === 0 ? <Nothing>No touch has arrived for this lead yet.</Nothing> : null}
      <ul>
        {read.touches.slice(0, shownFirst).map((touch) => (
          <Row key={touch.id} touch={touch} now={now} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <More open={open} setOpen={setOpen} more={`${rest.length} earlier`}>
          <ul>
            {rest.map((touch) => (
              <Row key={touch.id} touch={touch} now={now} />
            ))}
          </ul>
          {beyond > 0 ? <p className="text-xs text-ink-2">And {beyond.toLocaleString()} older than these.</p> : null}
        </More>
      ) : null}
    </Section>
  );
}
