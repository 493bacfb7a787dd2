import { Bot, CircleHelp, Globe, type LucideIcon, Mail, Megaphone, Search, Users } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Channel, Origin, SourceTouch } from '../lib/contract/origin.ts';
import { Age } from './age.tsx';
import { factId } from './fact-id.ts';
import { useNow } from './now.ts';
import { Section } from './section.tsx';
import { moment } from './time.ts';
import type { Actions, Draft } from './view.ts';
import { aiChannels, channelWords, confidenceWords, evidenceWords, originName } from './words.ts';

const OriginForm = lazy(() => import('./origin-form.tsx').then((module) => ({ default: module.OriginForm })));

const icons: Partial<Record<Channel, LucideIcon>> = {
  ai_assistant: Bot,
  ai_search: Bot,
  paid_ai: Bot,
  organic_search: Search,
  paid_search: Search,
  paid_social: Megaphone,
  paid_other: Megaphone,
  email: Mail,
  word_of_mouth: Users,
  event: Users,
  unknown: CircleHelp,
};

function Term({ name, field, children }: { name: string; field: string; children: ReactNode }) {
  return (
    <div id={factId(`origin:${field}`)} className="grid grid-cols-[86px_1fr] gap-x-2.5 py-0.5">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function List({ values }: { values: readonly string[] }) {
  return values.map((value, index) => (
    <span key={value}>
      {index > 0 ? ', ' : ''}
      <bdi>{value}</bdi>
    </span>
  ));
}

function Touch({ name, field, touch, now }: { name: string; field: string; touch: SourceTouch | null; now: number }) {
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
              , <bdi>{touch.label}</bdi>
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

/** Nobody knows: which of the two ways is said plainly, since they call for different acts. */
function unknownName(origin: Origin): string | null {
  if (origin.evidenceClass === 'unknown_asked') return 'Not known: asked, no clear answer';
  if (origin.evidenceClass === 'unknown_never_asked') return 'Not known: never asked';
  return null;
}

type FoundProps = { origin: Origin; draft: Draft; actions: Actions };

/** Origin with how we know it and how sure we are; first, latest and converting touch kept apart; confirm or correct. */
export function HowTheyFoundUsSection({ origin, draft, actions }: FoundProps) {
  const now = useNow();
  const { verdict, confirmation } = origin;
  const unknown = unknownName(origin);
  const Icon = (unknown ? CircleHelp : icons[verdict.channel]) ?? Globe;
  const correcting = draft.open === 'origin';
  const correct = () => actions.setDraft({ ...draft, open: correcting ? null : 'origin' });
  const confirm = () => {
    const { channel, assistant } = verdict;
    // A refusal to keep it is shown with the other writes.
    actions.choose({ kind: 'origin', confirmed: true, channel, assistant }, null).catch(() => {});
  };
  return (
    <Section id="found" title="How they found us" aside={origin.first ? `first touch ${moment(origin.first.at, now)}` : null}>
      <div className="flex items-start gap-2.5" id={factId('origin:verdict')}>
        <span
          aria-hidden="true"
          className={`grid size-7 flex-none place-items-center rounded-md ${aiChannels.includes(verdict.channel) && !unknown ? 'bg-accent-soft text-accent' : 'bg-soft text-ink-2'}`}
        >
          <Icon size={15} />
        </span>
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-1.5 gap-y-0.5">
            <bdi className="font-semibold">{unknown ?? originName(verdict.channel, verdict.assistant)}</bdi>
            {unknown ? null : (
              <>
                <span className="chip">{evidenceWords[origin.evidenceClass]}</span>
                <span className="chip">{confidenceWords[verdict.confidence]}</span>
              </>
            )}
          </p>
          <p className="mt-0.5 text-ink-2" id={factId('origin:sentence')}>
            <bdi>{origin.sentence}</bdi>
          </p>
          {origin.selfReported ? (
            <p className="mt-0.5" id={factId('origin:selfReported')}>
              In their words:{' '}
              <q>
                <bdi>{origin.selfReported}</bdi>
              </q>
            </p>
          ) : null}
          {verdict.conflicts.map((conflict) => (
            <p key={conflict.because} className="mt-0.5 text-sm text-warn">
              Against it, {originName(conflict.channel, conflict.assistant)}: <bdi>{conflict.because}</bdi>
            </p>
          ))}
        </div>
      </div>
      <dl className="mt-1.5">
        <Term name="Problem" field="problem">
          {origin.problem ? <bdi>{origin.problem}</bdi> : <span className="text-ink-2">Not known yet</span>}
        </Term>
        {origin.shortlist.length > 0 ? (
          <Term name="Shortlist" field="shortlist">
            <List values={origin.shortlist} />
          </Term>
        ) : null}
        {origin.proofPoints.length > 0 ? (
          <Term name="Proof seen" field="proofPoints">
            <List values={origin.proofPoints} />
          </Term>
        ) : null}
        {origin.claims.length > 0 ? (
          <Term name="AI said of us" field="claims">
            <List values={origin.claims} />
          </Term>
        ) : null}
        <Touch name="First" field="first" touch={origin.first} now={now} />
        <Touch name="Latest" field="latest" touch={origin.latest} now={now} />
        <Touch name="Converting" field="converting" touch={origin.converting} now={now} />
      </dl>
      {confirmation ? (
        <p className="mt-1 text-sm text-ink-2">
          {confirmation.confirmed ? 'Confirmed' : `Corrected to ${originName(confirmation.channel, confirmation.assistant)}`} by{' '}
          <bdi>{confirmation.by}</bdi>, {moment(confirmation.at, now)}
          {confirmation.note ? (
            <>
              : <bdi>{confirmation.note}</bdi>
            </>
          ) : null}
        </p>
      ) : null}
      <div className="mt-2 flex flex-wrap gap-1.5">
        {unknown ? null : (
          <button type="button" className="btn" onClick={confirm}>
            Confirm
          </button>
        )}
        <button type="button" className="btn" aria-expanded={correcting} onClick={correct}>
          {unknown ? 'Say how they found us' : 'Correct'}
        </button>
      </div>
      {correcting ? (
        <Suspense fallback={<div className="bone mt-2 h-24" />}>
          <OriginForm origin={origin} draft={draft} actions={actions} />
        </Suspense>
      ) : null}
    </Section>
  );
}
