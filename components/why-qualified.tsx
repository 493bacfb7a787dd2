import { Flag } from 'lucide-react';
import { useContext } from 'react';
import type { Score, ScoreLine } from '../lib/contract/score.ts';
import { signed } from '../lib/score/value.ts';
import { Age } from './age.tsx';
import { factId, PointContext, useOpenFor } from './fact-id.ts';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { groupColour, ScoreBar, Subtotals } from './score-bar.tsx';
import { More, Section } from './section.tsx';
import { fullMoment, moment } from './time.ts';
import { groupWords } from './words.ts';

const shownFirst = 5;

/** A lead that crossed the threshold once and faded below it is not one that never did. */
function headingOf({ qualified, crossedAt }: Score): string {
  if (qualified) return 'Why qualified';
  return crossedAt === null ? 'Why not qualified yet' : 'No longer qualified';
}

/** What a line adds, in its colour: nothing left is grey. */
function pointsColour(points: number): string {
  if (points === 0) return 'text-ink-3';
  return points < 0 ? 'text-bad' : '';
}

/** Stands by the facts that crossed the threshold, on the line of the label's last word. */
function CrossedMark() {
  return (
    <span className="text-ink-3">
      {'\u00a0'}
      <Flag size={11} aria-hidden="true" className="inline align-[-1px]" />
      <span className="sr-only"> (helped to cross the threshold)</span>
    </span>
  );
}

function Line({ line, crossed, now }: { line: ScoreLine; crossed: boolean; now: number }) {
  const { pointTo } = useContext(PointContext);
  const faded = line.points !== line.base;
  const fact = line.refs[0];
  const label = (
    <>
      <Legible>{line.label}</Legible>
      {crossed ? <CrossedMark /> : null}
    </>
  );
  return (
    <li id={factId(`score:${line.id}`)} className="flex min-h-[26px] items-start gap-2 py-px">
      <span className={`w-8 flex-none pt-0.5 text-end font-semibold ${pointsColour(line.points)}`}>{signed(line.points)}</span>
      <span aria-hidden="true" className={`dot-sq mt-2 ${groupColour[line.group]}`} />
      <span className="min-w-0 flex-1 pt-0.5">
        <span className="sr-only">{groupWords[line.group]}: </span>
        {fact ? (
          <button
            type="button"
            className="text-start hover:text-accent hover:underline"
            data-tip="Show the fact"
            onClick={() => pointTo(fact)}
          >
            {label}
          </button>
        ) : (
          label
        )}
        {line.note || faded ? (
          <span className="block text-xs text-ink-3">
            {faded ? `was ${signed(line.base)}` : ''}
            {faded && line.note ? ', ' : ''}
            <Legible>{line.note}</Legible>
          </span>
        ) : null}
      </span>
      <Age at={line.at} source={line.source} now={now} />
    </li>
  );
}

/** What a system's reasons leave open, in words; null when they add up. */
function unexplained({ reasons, remainder }: Score['others'][number]): string | null {
  if (reasons.length === 0) return 'It gives no reasons.';
  if (reasons.every((reason) => reason.points === null)) return 'It does not say what each is worth.';
  return remainder === null || remainder === 0 ? null : `${signed(remainder)} it does not explain`;
}

/** Up or down over the last seven days, or neither. */
function trend(points: number): string {
  return points === 0 ? 'same as 7 d ago' : `${signed(points)} in 7 d`;
}

function Others({ score, now }: { score: Score; now: number }) {
  return (
    <div className="mt-2.5">
      <h3 className="text-xs font-medium text-ink-2">Other systems' scores, as they give them</h3>
      <ul>
        {score.others.map((other) => (
          <li key={other.system} className="mt-0.5 flex items-start gap-2">
            <span className="min-w-0 flex-1 pt-0.5">
              <Legible className="font-medium">{other.system}</Legible> {other.value}
              {other.max === null ? '' : ` of ${other.max}`}
              {other.reasons.map((reason) => (
                <span key={reason.label} className="block text-xs text-ink-2">
                  {reason.points === null ? '' : `${signed(reason.points)} `}
                  <Legible>{reason.label}</Legible>
                </span>
              ))}
              {unexplained(other) ? <span className="block text-xs text-ink-2">{unexplained(other)}</span> : null}
            </span>
            <Age at={other.at} source={other.system} now={now} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Total({ total }: { total: number }) {
  return (
    <p className="flex gap-2 border-t border-line pt-0.5">
      <span className="w-8 flex-none text-end font-semibold">{total < 0 ? signed(total) : total}</span>
      <span className="ps-4 text-ink-2">all lines together</span>
    </p>
  );
}

/** The receipt: total and threshold, the parts to scale, why in a sentence, and lines that add up to the total. */
export function WhyQualifiedSection({ score }: { score: Score }) {
  const now = useNow();
  const lines = [...score.lines].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const first = lines.slice(0, shownFirst);
  const rest = lines.slice(shownFirst);
  const [open, setOpen] = useOpenFor(rest.map((line) => `score:${line.id}`));
  const restPoints = rest.reduce((total, line) => total + line.points, 0);
  const scored = (
    <span data-tip={`Scored ${fullMoment(score.at)}\n${score.model.name}, version ${score.model.version}`}>
      scored {moment(score.at, now)}, model {score.model.version}
    </span>
  );
  return (
    <Section id="why" title={headingOf(score)} aside={scored}>
      <div className="flex items-center gap-3">
        <p className="flex-none whitespace-nowrap">
          <span className="text-2xl font-semibold tracking-tight">{score.total < 0 ? signed(score.total) : score.total}</span>
          <span className="text-sm text-ink-2"> / {score.threshold}</span>
          <span className="sr-only"> needed to qualify</span>
        </p>
        <ScoreBar score={score} />
        {lines.length === 0 ? null : <p className="flex-none text-xs text-ink-2">{trend(score.trend7d)}</p>}
      </div>
      <Subtotals score={score} />
      <p className="mt-1.5 mb-1">
        <Legible>{score.sentence}</Legible>
      </p>
      <ul>
        {first.map((line) => (
          <Line key={line.id} line={line} crossed={score.crossedBy.includes(line.id)} now={now} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <More
          open={open}
          setOpen={setOpen}
          more={`${rest.length} more ${rest.length === 1 ? 'line' : 'lines'}, ${signed(restPoints)}`}
        >
          <ul>
            {rest.map((line) => (
              <Line key={line.id} line={line} crossed={score.crossedBy.includes(line.id)} now={now} />
            ))}
          </ul>
          <Total total={score.total} />
        </More>
      ) : null}
      {rest.length === 0 && lines.length > 1 ? <Total total={score.total} /> : null}
      {score.raise.length > 0 ? (
        <p className="mt-1 text-sm text-ink-2">
          Would raise it:{' '}
          {score.raise.map((one, index) => (
            <span key={one.label}>
              {index > 0 ? ', ' : ''}
              <Legible>{one.label}</Legible> {signed(one.points)}
            </span>
          ))}
        </p>
      ) : null}
      {score.others.length > 0 ? <Others score={score} now={now} /> : null}
    </Section>
  );
}
