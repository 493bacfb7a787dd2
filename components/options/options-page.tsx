import { Card, Problem, useAsk } from './ask.tsx';
import { ConnectCard } from './connect-card.tsx';
import { CrmCard } from './crm-card.tsx';
import { OwnCrmCard } from './own-crm-card.tsx';
import { SwitchDialog } from './switch-dialog.tsx';
import { UnsentList } from './unsent-list.tsx';
import type { OptionsActions, OptionsState } from './view.ts';
import { WriteBackCard } from './write-back-card.tsx';

type OffProps = { off: readonly string[]; set: readonly string[]; turnOn: OptionsActions['turnOn'] };

function OffCard({ off, set, turnOn }: OffProps) {
  const { problem, ask } = useAsk();
  if (off.length === 0) return null;
  return (
    <Card title="Where Leadside stays away">
      <ul className="mt-2 divide-y divide-line border-t border-line">
        {off.map((origin) => (
          <li key={origin} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
            <span className="min-w-0">{origin}</span>
            {set.includes(origin) ? (
              <span className="chip">set by your organisation</span>
            ) : (
              <button
                type="button"
                className="btn ms-auto"
                aria-label={`Turn on for ${origin}`}
                onClick={() => void ask(() => turnOn(origin))}
              >
                Turn on
              </button>
            )}
          </li>
        ))}
      </ul>
      <Problem>{problem}</Problem>
    </Card>
  );
}

function UnsentCard({ state, actions }: { state: OptionsState; actions: OptionsActions }) {
  if (state.unsent.length === 0 && state.parked === 0) return null;
  return (
    <Card title="Kept on this device, not sent yet">
      {state.parked === 0 ? null : (
        <p className="mt-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
          {state.parked === 1 ? 'One thing was' : `${state.parked} things were`} kept by another version of Leadside. Update the
          extension and it is sent; nothing is lost.
        </p>
      )}
      {state.unsent.length === 0 ? null : (
        <UnsentList unsent={state.unsent}>
          {(one) =>
            one.state === 'failed' ? (
              <>
                <button
                  type="button"
                  className="btn"
                  aria-label={`Send again: ${one.did}${one.lead === null ? '' : `, ${one.lead}`}`}
                  onClick={() => actions.retry(one.id)}
                >
                  Send again
                </button>
                <button
                  type="button"
                  className="btn"
                  aria-label={`Discard: ${one.did}${one.lead === null ? '' : `, ${one.lead}`}`}
                  onClick={() => actions.discard(one.id)}
                >
                  Discard
                </button>
              </>
            ) : null
          }
        </UnsentList>
      )}
    </Card>
  );
}

/** The whole options page. */
export function OptionsPage({ state, actions }: { state: OptionsState; actions: OptionsActions }) {
  return (
    <main className="mx-auto max-w-[640px] px-6 pt-8 pb-16">
      <h1 className="pb-5 text-2xl font-semibold">Leadside</h1>
      <ConnectCard state={state} actions={actions} />
      {state.switching ? <SwitchDialog switching={state.switching} switchTo={actions.switchTo} /> : null}
      <UnsentCard state={state} actions={actions} />
      {state.writeBack ? <WriteBackCard writeBack={state.writeBack} actions={actions.writeBack} /> : null}
      <CrmCard crms={state.crms} actions={actions} />
      <OwnCrmCard own={state.own} actions={actions} />
      <OffCard off={state.off} set={state.preset.off} turnOn={actions.turnOn} />
    </main>
  );
}
