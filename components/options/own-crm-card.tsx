import { type FormEvent, useId, useState } from 'react';
import { checkCrmOrigin } from '../../lib/client/crm-origin.ts';
import { type CrmId, crmIds, objectKinds } from '../../lib/contract/record.ts';
import type { RegisteredCrm } from '../../lib/contract/session.ts';
import { checkPattern } from '../../lib/crm/check-pattern.ts';
import { recordAt } from '../../lib/crm/index.ts';
import { Legible } from '../legible.tsx';
import { crmName } from '../words.ts';
import { Card, Field, Problem, useAsk } from './ask.tsx';
import type { OptionsActions, OwnCrm } from './view.ts';

type Typed = { address: string; crm: CrmId; pattern: string; object: NonNullable<RegisteredCrm['object']> };
const empty: Typed = { address: '', crm: 'custom', pattern: '', object: 'lead' };

const crmWords = (crm: CrmId) => (crm === 'custom' ? 'Another CRM' : crmName(crm));
/** CRMs call the same thing by different names. */
const kindWords: Record<Typed['object'], { one: string; many: string }> = {
  lead: { one: 'A lead', many: 'Leads' },
  contact: { one: 'A contact or person', many: 'Contacts' },
  account: { one: 'An account or company', many: 'Accounts' },
  opportunity: { one: 'An opportunity or deal', many: 'Opportunities' },
};

/** The CRM a form describes, or the one sentence that says what is missing. */
function described({ address, crm, pattern, object }: Typed): { crm: RegisteredCrm } | { problem: string } {
  const origin = checkCrmOrigin(address);
  if (!origin.ok) return { problem: origin.message };
  if (crm !== 'custom') return { crm: { origin: origin.origin, crm } };
  const wrong = checkPattern(pattern.trim());
  return wrong === null ? { crm: { origin: origin.origin, crm, pattern: pattern.trim(), object } } : { problem: wrong };
}

function Choose<T extends string>({
  label,
  value,
  all,
  words,
  onChange,
}: {
  label: string;
  value: T;
  all: readonly T[];
  words: (one: T) => string;
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className="mt-3">
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        className="mt-1 rounded-md border border-field bg-bg px-2 py-1.5"
        onChange={(event) => onChange(all.find((one) => one === event.target.value) ?? value)}
      >
        {all.map((one) => (
          <option key={one} value={one}>
            {words(one)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What an address would be taken for, with the form as it stands. */
function Tester({ typed }: { typed: Typed }) {
  const [address, setAddress] = useState('');
  const found = described(typed);
  let said = '';
  if (address.trim() !== '') {
    if ('problem' in found) said = found.problem;
    else {
      const at = recordAt(address.trim(), [found.crm]);
      said = at.kind === 'record' ? `This is the ${at.ref.object} ${at.ref.id}.` : 'No record is recognised at this address.';
    }
  }
  return (
    <>
      <Field
        label="Try an address"
        hint="Paste the address of a record, and of a list, to see what Leadside makes of it."
        value={address}
        onChange={setAddress}
      />
      <p role="status" className="mt-1 min-h-5">
        <Legible>{said}</Legible>
      </p>
    </>
  );
}

function AddForm({ add }: { add: OptionsActions['addOwn'] }) {
  const [typed, setTyped] = useState(empty);
  const { busy, problem, setProblem, ask } = useAsk();
  const set = (next: Partial<Typed>) => setTyped((before) => ({ ...before, ...next }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = described(typed);
    if ('problem' in found) return setProblem(found.problem);
    void ask(() => add(found.crm)).then((done) => done && setTyped(empty));
  };
  return (
    <form onSubmit={submit} noValidate className="mt-4">
      <Field
        label="Address of your CRM"
        type="url"
        hint="Any page of it; only its origin is kept."
        value={typed.address}
        onChange={(address) => set({ address })}
        problem={problem}
      />
      <Choose label="Which CRM" value={typed.crm} all={crmIds} words={crmWords} onChange={(crm) => set({ crm })} />
      {typed.crm === 'custom' ? (
        <>
          <Field
            label="Address of a record after the origin"
            hint="With :id where the id stands and * for parts that change, for example /leads/:id"
            value={typed.pattern}
            onChange={(pattern) => set({ pattern })}
            problem={problem}
          />
          <Choose
            label="What the record is"
            value={typed.object}
            all={objectKinds}
            words={(kind) => kindWords[kind].one}
            onChange={(object) => set({ object })}
          />
        </>
      ) : null}
      <Tester typed={typed} />
      <Problem>{problem}</Problem>
      <button type="submit" className="btn btn-main mt-3" aria-disabled={busy}>
        Add and allow
      </button>
    </form>
  );
}

function Row({ own, actions }: { own: OwnCrm; actions: OptionsActions }) {
  const { busy, problem, ask } = useAsk();
  const { granted, byAdmin, ...crm } = own;
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{own.origin}</span>
        <span className="text-ink-2">
          {own.crm === 'custom' ? `${kindWords[own.object ?? 'lead'].many} at ${own.pattern ?? ''}` : crmWords(own.crm)}
        </span>
        <span className={granted ? 'text-ok' : 'text-warn'}>{granted ? 'Allowed' : 'Not allowed'}</span>
        {byAdmin ? <span className="chip">set by your organisation</span> : null}
        <span className="ms-auto flex gap-2">
          {granted ? null : (
            <button type="button" className="btn" aria-disabled={busy} onClick={() => void ask(() => actions.addOwn(crm))}>
              Allow
            </button>
          )}
          {byAdmin ? null : (
            <button
              type="button"
              className="btn"
              aria-label={`Remove ${own.origin}`}
              aria-disabled={busy}
              onClick={() => void ask(() => actions.removeOwn(crm))}
            >
              Remove
            </button>
          )}
        </span>
      </div>
      <Problem>{problem}</Problem>
    </li>
  );
}

/** CRMs on origins of their own: self-hosted ones, and any CRM with one address per record. */
export function OwnCrmCard({ own, actions }: { own: readonly OwnCrm[]; actions: OptionsActions }) {
  return (
    <Card title="A CRM on an address of your own">
      {own.length === 0 ? null : (
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {own.map((one) => (
            <Row key={`${one.origin} ${one.crm} ${one.pattern ?? ''}`} own={one} actions={actions} />
          ))}
        </ul>
      )}
      <AddForm add={actions.addOwn} />
    </Card>
  );
}
