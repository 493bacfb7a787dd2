import type { Score, ScoreLine } from '../lib/contract/score.ts';
import { Age } from './age.tsx';
import { factId, useOpenFor } from './fact-id.ts';
import { useNow } from './now.ts';
import { groupColour, ScoreBar, Subtotals, signed } from './score-bar.tsx';
import { More, Nothing, Section } from './section.tsx';
import { fullMoment, moment } from './time.ts';
import { groupWords } from './words.ts';

const shownFirst = 5;

/** A lead that crossed the threshold once and faded below it is not one that never did. */
function headingOf({ qualified, crossedAt }: Score): string {
  if (qualified) return 'Why qualified';
  return crossedAt === null ? 'Why not qualified yet' : 'No longer above the threshold';
}

function Line({ line, now }: { line: ScoreLine; now: number }) {
  const faded = line.points !== line.base;
  return (
    <li id={factId(`score:${line.id}`)} className="flex min-h-[26px] items-start gap-2 py-px">
      <span className={`w-8 flex-none pt-0.5 text-end font-semibold ${line.points < 0 ? 'text-bad' : ''}`}>
        {signed(line.points)}
      </span>
      <span aria-hidden="true" className={`dot-sq mt-2 ${groupColour[line.group]}`} />
      <span className="min-w-0 flex-1 pt-0.5">
        <span className="sr-only">{groupWords[line.group]}: </span>
        <bdi>{line.label}</bdi>
        {line.note || faded ? (
          <span className="block text-xs text-ink-3">
            {faded ? `was ${signed(line.base)}` : ''}
            {faded && line.note ? ', ' : ''}
            <bdi>{line.note}</bdi>
          </span>
        ) : null}
      </span>
      <Age at={line.at} source={line.source} now={now} />
    </li>
  );
}

function Others({ score, now }: { score: Score; now: number }) {
  return (
    <div className="mt-2.5">
      <h3 className="text-xs font-medium text-ink-2">Other systems' scores, as they give them</h3>
      <ul>
        {score.others.map((other) => (
          <li key={other.system} className="flex items-start gap-2">
            <span className="min-w-0 flex-1 pt-0.5">
              <bdi className="font-medium">{other.system}</bdi> {other.value}
              {other.max === null ? '' : ` of ${other.max}`}
              {other.reasons.map((reason) => (
                <span key={reason.label} className="block text-xs text-ink-2">
                  {reason.points === null ? '' : `${signed(reason.points)} `}
                  <bdi>{reason.label}</bdi>
                </span>
              ))}
              {other.remainder === null || other.remainder === 0 ? null : (
                <span className="block text-xs text-ink-2">{signed(other.remainder)} it does not explain</span>
              )}
            </span>
            <Age at={other.at} source={other.system} now={now} />
          </li>
        ))}
      </ul>
    </div>
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
          <span className="text-2xl font-semibold tracking-tight">{score.total}</span>
          <span className="text-sm text-ink-2"> / {score.threshold}</span>
          <span className="sr-only"> needed to qualify</span>
        </p>
        <ScoreBar score={score} />
        {score.trend7d === 0 ? null : <p className="flex-none text-xs text-ink-2">{signed(score.trend7d)} in 7 d</p>}
      </div>
      <Subtotals score={score} />
      <p className="mt-1.5 mb-1">
        <bdi>{score.sentence}</bdi>
      </p>
      {lines.length === 0 ? <Nothing>No fact has scored yet.</Nothing> : null}
      <ul>
        {first.map((line) => (
          <Line key={line.id} line={line} now={now} />
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
              <Line key={line.id} line={line} now={now} />
            ))}
          </ul>
          <p className="flex gap-2 border-t border-line pt-0.5">
            <span className="w-8 flex-none text-end font-semibold">{score.total}</span>
            <span className="ps-4 text-ink-2">all lines together</span>
          </p>
        </More>
      ) : null}
      {score.raise.length > 0 ? (
        <p className="mt-1 text-sm text-ink-2">
          Would raise it:{' '}
          {score.raise.map((one, index) => (
            <span key={one.label}>
              {index > 0 ? ', ' : ''}
              <bdi>{one.label}</bdi> {signed(one.points)}
            </span>
          ))}
        </p>
      ) : null}
      {score.others.length > 0 ? <Others score={score} now={now} /> : null}
    </Section>
  );
}
