import { Card, Problem, useAsk } from './ask.tsx';
import type { NamedCrm, OptionsActions } from './view.ts';

function Row({ crm, actions }: { crm: NamedCrm; actions: OptionsActions }) {
  const { busy, problem, ask } = useAsk();
  return (
    <li className="py-2.5">
      <div className="flex items-baseline gap-3">
        <span className="font-medium">{crm.name}</span>
        <span className={crm.granted ? 'text-ok' : 'text-ink-2'}>{crm.granted ? 'Allowed' : 'Not allowed'}</span>
        <button
          type="button"
          className="btn ms-auto"
          aria-disabled={busy}
          aria-label={crm.granted ? `Withdraw access to ${crm.name}` : `Allow ${crm.name}`}
          onClick={() => void ask(() => (crm.granted ? actions.withdraw(crm.crm) : actions.allow(crm.crm)))}
        >
          {crm.granted ? 'Withdraw' : 'Allow'}
        </button>
      </div>
      <details className="mt-1 text-sm text-ink-2">
        <summary>Hosts</summary>
        <ul className="mt-1">
          {crm.hosts.map((host) => (
            <li key={host}>{host}</li>
          ))}
        </ul>
      </details>
      <Problem>{problem}</Problem>
    </li>
  );
}

/** The known CRMs, each allowed by itself. */
export function CrmCard({ crms, actions }: { crms: readonly NamedCrm[]; actions: OptionsActions }) {
  return (
    <Card title="Your CRM">
      <p className="mt-1 text-ink-2">
        Leadside runs on the hosts you allow here and nowhere else. It reads the address of the page to know which record is open.
      </p>
      <ul className="mt-2 divide-y divide-line border-t border-line">
        {crms.map((crm) => (
          <Row key={crm.crm} crm={crm} actions={actions} />
        ))}
      </ul>
    </Card>
  );
}
