import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

type CopyProps = { text: string; what: string; copy: (text: string) => Promise<void>; label?: string };

const saidFor = 2_000;

/** Copies a text and says so for two seconds; says in words when the browser refuses. */
export function CopyButton({ text, what, copy, label }: CopyProps) {
  const [state, setState] = useState<'idle' | 'done' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), saidFor);
    return () => clearTimeout(timer);
  }, [state]);
  const onClick = () => {
    copy(text).then(
      () => setState('done'),
      () => setState('refused'),
    );
  };
  const said = state === 'done' ? 'Copied' : state === 'refused' ? 'Not copied: select the text instead' : label;
  const Icon = state === 'done' ? Check : Copy;
  return (
    <button
      type="button"
      className={said ? 'btn' : 'icon-btn !size-6'}
      aria-label={state === 'idle' ? `Copy ${what}` : undefined}
      data-tip={said ? undefined : `Copy ${what}`}
      onClick={onClick}
    >
      <Icon size={13} aria-hidden="true" />
      {said ? <span role={state === 'idle' ? undefined : 'status'}>{said}</span> : null}
    </button>
  );
}
