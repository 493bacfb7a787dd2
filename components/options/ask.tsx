import { type ReactNode, useId, useState } from 'react';
import type { Answer } from './view.ts';

/** Runs what a button asks for: busy meanwhile, and its sentence afterwards if it failed. */
export function useAsk() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = async (run: () => Answer): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    const sentence = await run();
    setBusy(false);
    setProblem(sentence);
    return sentence === null;
  };
  return { busy, problem, setProblem, ask };
}

/** One sentence about what went wrong, read out when it appears. */
export function Problem({ id, children }: { id?: string; children: string | null }) {
  return (
    <p id={id} role="alert" className={children === null ? 'hidden' : 'mt-2 rounded-md bg-bad-soft px-3 py-2 text-bad'}>
      {children}
    </p>
  );
}

type FieldProps = {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'url';
  readOnly?: boolean;
  problem?: string | null;
  placeholder?: string;
  /** Several lines. */
  long?: boolean;
};

const shape = 'mt-1 w-full rounded-md border border-field bg-bg px-2.5 py-1.5 placeholder:text-ink-3 read-only:bg-raised';

/** A labelled box with its hint, and the id of the problem it has. */
export function Field(props: FieldProps) {
  const { label, hint, value, onChange, type = 'text', readOnly = false, problem = null, placeholder, long = false } = props;
  const id = useId();
  const common = {
    id,
    value,
    readOnly,
    placeholder,
    spellCheck: false,
    autoComplete: type === 'password' ? 'new-password' : 'off',
    'aria-invalid': problem !== null,
    'aria-describedby': hint ? `${id}-hint` : undefined,
  };
  return (
    <div className="mt-3">
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      {long ? (
        <textarea {...common} rows={4} className={`${shape} font-mono`} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...common} type={type} className={shape} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export function Card({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line py-6">
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
