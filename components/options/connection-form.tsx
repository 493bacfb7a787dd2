import { type FormEvent, useId, useState } from 'react';
import type { Connection, SetConnection } from '../../lib/contract/connection.ts';
import { type CrmId, crmIds } from '../../lib/contract/record.ts';
import { crmName } from '../words.ts';
import { Field, Problem, useAsk } from './ask.tsx';
import { crmNeeds, type Need } from './crm-needs.ts';
import type { Answer } from './view.ts';

const titleOf = (crm: CrmId) => (crm === 'custom' ? 'Any other CRM, by signed webhook' : crmName(crm));

function Choose({
  label,
  value,
  all,
  change,
}: {
  label: string;
  value: string;
  all: [string, string][];
  change: (value: string) => void;
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
        className="mt-1 max-w-full rounded-md border border-field bg-bg px-2 py-1.5"
        onChange={(event) => change(event.target.value)}
      >
        {all.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

type Typed = { account: string; baseUrl: string; way: number; secret: Record<string, string>; settings: Record<string, string> };
const typedOf = (connection: Connection | null): Typed => ({
  account: connection?.account ?? '',
  baseUrl: connection?.baseUrl ?? '',
  way: 0,
  secret: {},
  settings: { ...connection?.settings },
});

const filled = (needs: readonly Need[], typed: Record<string, string>) =>
  Object.fromEntries(needs.flatMap(({ name }) => (typed[name]?.trim() ? [[name, typed[name].trim()]] : [])));

/** What the form asks for, or the one sentence that says what is missing. A credential that stands may be left empty. */
export function asked(crm: CrmId, typed: Typed, stands: boolean): { set: SetConnection } | { problem: string } {
  const needs = crmNeeds[crm];
  const account = typed.account.trim();
  if (account === '') return { problem: `Fill in "${needs.account.label}".` };
  const baseUrl = (typed.baseUrl.trim() || needs.addressOf(account)).replace(/\/+$/, '');
  if (baseUrl === '') return { problem: `Fill in "${needs.baseUrl.label}".` };
  const way = needs.ways[typed.way] ?? needs.ways[0];
  const secret = filled(way.needs, typed.secret);
  const lacking = way.needs.find(({ name }) => secret[name] === undefined);
  const common = { crm, account, baseUrl, settings: filled(needs.settings, typed.settings) };
  if (lacking === undefined) return { set: { ...common, secret } };
  if (stands && Object.keys(secret).length === 0) return { set: common };
  return {
    problem: `Fill in "${lacking.label}"${stands ? ', or leave the whole credential empty to keep the one that stands' : ''}.`,
  };
}

type FormProps = { standing: Connection | null; save: (connection: SetConnection) => Answer; close: () => void };

/** Makes a connection, or changes one: what was a secret is only ever typed anew. */
export function ConnectionForm({ standing, save, close }: FormProps) {
  const [crm, setCrm] = useState<CrmId>(standing?.crm ?? 'salesforce');
  const [typed, setTyped] = useState(() => typedOf(standing));
  const { busy, problem, setProblem, ask } = useAsk();
  const needs = crmNeeds[crm];
  const way = needs.ways[typed.way] ?? needs.ways[0];
  const set = (next: Partial<Typed>) => setTyped((before) => ({ ...before, ...next }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = asked(crm, typed, standing !== null);
    if ('problem' in found) return setProblem(found.problem);
    void ask(() => save(found.set)).then((saved) => saved && close());
  };
  const title = standing ? `Change ${titleOf(crm)} ${standing.account}` : 'Connect a CRM';
  return (
    <form onSubmit={submit} noValidate aria-label={title} className="mt-4 rounded-lg bg-raised px-4 pt-3 pb-4">
      <h3 className="font-semibold">{title}</h3>
      {standing ? null : (
        <>
          <Choose
            label="CRM"
            value={crm}
            all={crmIds.map((id) => [id, titleOf(id)])}
            change={(value) => {
              setCrm(crmIds.find((id) => id === value) ?? crm);
              setTyped(typedOf(null));
              setProblem(null);
            }}
          />
          <Field
            label={needs.account.label}
            hint={needs.account.help}
            value={typed.account}
            onChange={(account) => set({ account })}
          />
        </>
      )}
      <Field
        label={needs.baseUrl.label}
        hint={needs.baseUrl.help}
        value={typed.baseUrl}
        placeholder={needs.addressOf(typed.account.trim())}
        onChange={(baseUrl) => set({ baseUrl })}
      />
      {needs.ways.length > 1 ? (
        <Choose
          label="How Leadside signs in"
          value={String(typed.way)}
          all={needs.ways.map(({ name }, index) => [String(index), name])}
          change={(value) => set({ way: Number(value), secret: {} })}
        />
      ) : null}
      {way.needs.map(({ name, label, help, long }) => (
        <Field
          key={name}
          label={label}
          hint={help}
          type="password"
          long={long === true}
          placeholder={standing ? 'Kept as it stands' : ''}
          value={typed.secret[name] ?? ''}
          onChange={(value) => set({ secret: { ...typed.secret, [name]: value } })}
        />
      ))}
      {needs.settings.map(({ name, label, help, otherwise }) => (
        <Field
          key={name}
          label={label}
          hint={help}
          placeholder={otherwise ?? ''}
          value={typed.settings[name] ?? ''}
          onChange={(value) => set({ settings: { ...typed.settings, [name]: value } })}
        />
      ))}
      <p className="mt-3 text-sm text-ink-2">
        The credential is sealed on the server and is never shown again, here or to any rep.
      </p>
      <Problem>{problem}</Problem>
      <div className="mt-3 flex gap-2">
        <button type="submit" className="btn btn-main" aria-disabled={busy}>
          {busy ? 'Saving' : standing ? 'Save' : 'Connect and test'}
        </button>
        <button type="button" className="btn" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
