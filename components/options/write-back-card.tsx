import { useState } from 'react';
import type { Connection } from '../../lib/contract/connection.ts';
import { Card, Problem } from './ask.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionRow } from './connection-row.tsx';
import { ParkedList } from './parked-list.tsx';
import type { WriteBack, WriteBackActions } from './view.ts';

const keyOf = ({ crm, account }: Pick<Connection, 'crm' | 'account'>) => `${crm} ${account}`;

/** For admins: which CRMs are written to, and what waits for a person. Secrets go in here and never come back. */
export function WriteBackCard({ writeBack, actions }: { writeBack: WriteBack; actions: WriteBackActions }) {
  /** The key of a connection, or `new`. */
  const [open, setOpen] = useState<string | null>(null);
  const close = () => setOpen(null);
  if (writeBack.state === 'reading')
    return (
      <Card title="CRM write-back">
        <p className="mt-1 text-ink-2">Asking the server which CRMs are connected.</p>
      </Card>
    );
  const { connections, parked } = writeBack.state === 'read' ? writeBack : { connections: [], parked: { jobs: [], total: 0 } };
  return (
    <Card title="CRM write-back">
      <p className="mt-1 text-ink-2">
        What reps decide and log is written to the CRMs connected here, by the server. You see this card because you are an admin.
      </p>
      {writeBack.state === 'failed' ? (
        <div className="flex flex-wrap items-start gap-x-3">
          <Problem>{writeBack.message}</Problem>
          <button type="button" className="btn mt-2.5" onClick={actions.read}>
            Try again
          </button>
        </div>
      ) : null}
      {writeBack.state === 'read' && connections.length === 0 ? (
        <p className="mt-3">No CRM is connected: what reps decide is saved in Leadside and goes no further.</p>
      ) : null}
      {connections.length > 0 ? (
        <ul className="mt-3 divide-y divide-line border-y border-line">
          {connections.map((connection) => (
            <ConnectionRow
              key={keyOf(connection)}
              connection={connection}
              actions={actions}
              change={() => setOpen(keyOf(connection))}
            >
              {open === keyOf(connection) ? <ConnectionForm standing={connection} save={actions.set} close={close} /> : null}
            </ConnectionRow>
          ))}
        </ul>
      ) : null}
      {open === 'new' ? <ConnectionForm standing={null} save={actions.set} close={close} /> : null}
      {open !== 'new' && writeBack.state === 'read' ? (
        <button type="button" className={`btn mt-4 ${connections.length === 0 ? 'btn-main' : ''}`} onClick={() => setOpen('new')}>
          Connect a CRM
        </button>
      ) : null}
      {parked.total > 0 ? <ParkedList parked={parked} actions={actions} /> : null}
    </Card>
  );
}
