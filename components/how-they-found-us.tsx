import { Bot, CircleHelp, Globe, type LucideIcon, Mail, Megaphone, Search, Users } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Channel, Origin } from '../lib/contract/origin.ts';
import { originInSentence } from '../lib/origin/labels.ts';
import { factId } from './fact-id.ts';
import { List, Term, Touch } from './found-fields.tsx';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { Section } from './section.tsx';
import { dayOf, moment } from './time.ts';
import type { Actions, Draft } from './view.ts';
import { aiChannels, confidenceWords, evidenceWords, originName } from './words.ts';

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

/** Nobody knows: which of the two ways is said plainly, since they call for different acts. */
function unknownName(origin: Origin): string | null {
  if (origin.evidenceClass === 'unknown_asked') return 'Not known: asked, no clear answer';
  if (origin.evidenceClass === 'unknown_never_asked') return 'Not known: never asked';
  return null;
}

const signalWords: Record<Origin['verdict']['evidence'][number]['signal'], string> = {
  self_report: 'answer',
  sales_note: 'sales note',
  referrer: 'referrer',
  tag: 'tag',
  click_id: 'click id',
  app_package: 'app',
  user_agent: 'agent',
  hint: 'hint:',
};

type FoundProps = { origin: Origin; draft: Draft; actions: Actions };

/** Origin with how we know it and how sure we are; first, latest and converting touch kept apart; confirm or correct. */
export function HowTheyFoundUsSection({ origin, draft, actions }: FoundProps) {
  const now = useNow();
  const { verdict, confirmation } = origin;
  const unknown = unknownName(origin);
  const corrected = confirmation !== null && !confirmation.confirmed;
  // What the rep says stands in front; our own reading stays beside it.
  const shown = corrected ? confirmation : verdict;
  const read = verdict.channel === 'unknown' ? undefined : verdict.evidence[0]?.class;
  const Icon = (unknown ? CircleHelp : icons[shown.channel]) ?? Globe;
  const seen = verdict.evidence.filter(({ signal }) => signal !== 'self_report');
  const correcting = draft.open === 'origin';
  const correct = () => actions.setDraft({ ...draft, open: correcting ? null : 'origin' });
  const confirm = () => {
    const { channel, assistant } = verdict;
    // A refusal to keep it is shown with the other writes.
    actions.choose({ kind: 'origin', confirmed: true, channel, assistant }, null).catch(() => {});
  };
  return (
    <Section id="found" title="How they found us" aside={origin.first ? `first touch ${dayOf(origin.first.at, now)}` : null}>
      <div className="flex items-start gap-2.5" id={factId('origin:verdict')}>
        <span
          aria-hidden="true"
          className={`grid size-7 flex-none place-items-center rounded-md ${aiChannels.includes(shown.channel) && !unknown ? 'bg-accent-soft text-accent' : 'bg-soft text-ink-2'}`}
        >
          <Icon size={15} />
        </span>
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-1.5 gap-y-0.5">
            <Legible className="font-semibold">{unknown ?? originName(shown.channel, shown.assistant)}</Legible>
            {unknown ? null : (
              // Together on a line: one of the two left behind reads as belonging to the name only.
              <span className="flex flex-wrap gap-1.5">
                <span className="chip">{corrected ? 'corrected by a rep' : evidenceWords[origin.evidenceClass]}</span>
                {confirmation ? null : <span className="chip">{confidenceWords[verdict.confidence]}</span>}
              </span>
            )}
          </p>
          {confirmation ? (
            <p className="mt-1 text-ink-2" id={factId('origin:confirmation')}>
              {corrected ? 'Corrected' : 'Confirmed'} by <Legible>{confirmation.by}</Legible>, {moment(confirmation.at, now)}
              {confirmation.note ? (
                <>
                  : <Legible>{confirmation.note}</Legible>
                </>
              ) : null}
            </p>
          ) : null}
          <p className="mt-1 text-ink-2" id={factId('origin:sentence')}>
            {corrected ? (
              <>
                Our own reading was <s>{originName(verdict.channel, verdict.assistant)}</s>
                {read ? `, ${evidenceWords[read]}, ${confidenceWords[verdict.confidence]}` : ''}
              </>
            ) : (
              <Legible>{origin.sentence}</Legible>
            )}
          </p>
          {origin.selfReported ? (
            <p className="mt-1" id={factId('origin:selfReported')}>
              In their words:{' '}
              <q>
                <Legible>{origin.selfReported}</Legible>
              </q>
            </p>
          ) : null}
          {verdict.conflicts.map((conflict) => (
            <p key={conflict.because} className="mt-1 text-sm text-warn">
              Speaks for {originInSentence(conflict.channel, conflict.assistant)}: <Legible>{conflict.because}</Legible>
            </p>
          ))}
        </div>
      </div>
      <dl className="mt-1.5">
        <Term name="Problem" field="problem">
          {origin.problem ? <Legible>{origin.problem}</Legible> : <span className="text-ink-2">Not known yet</span>}
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
        {seen.length > 0 ? (
          <Term name="Rests on" field="evidence">
            {seen.map((one, index) => (
              <span key={`${one.signal} ${one.value}`} className="[overflow-wrap:anywhere]">
                {index > 0 ? ', ' : ''}
                {signalWords[one.signal]} <Legible>{one.value.length > 80 ? `${one.value.slice(0, 80)}…` : one.value}</Legible>
              </span>
            ))}
          </Term>
        ) : null}
        <Touch name="First" field="first" touch={origin.first} now={now} />
        <Touch name="Latest" field="latest" touch={origin.latest} now={now} />
        <Touch name="Converting" field="converting" touch={origin.converting} now={now} />
      </dl>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {unknown || confirmation?.confirmed ? null : (
          <button type="button" className="btn" onClick={confirm}>
            {corrected ? 'Take our reading after all' : 'Confirm'}
          </button>
        )}
        <button type="button" className="btn" aria-expanded={correcting} onClick={correct}>
          {unknown ? 'Say how they found us' : 'Correct it'}
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
