import { Check, Copy } from 'lucide-react';
import { lazy, type MouseEvent, Suspense, useContext, useEffect, useState } from 'react';
import { legible } from '../lib/text/legible.ts';
import { AnnounceContext } from './announce.tsx';

const Tip = lazy(() => import('./tip.tsx').then((module) => ({ default: module.Tip })));

type CopyProps = { text: string; what: string; copy: (text: string) => Promise<void> };

const copied = 'Copied';
const saidFor = 2_000;

/** Copies a text and says so for two seconds, beside the button so that nothing moves; says in words when the browser refuses. */
export function CopyButton({ text, what, copy }: CopyProps) {
  const announce = useContext(AnnounceContext);
  const [said, setSaid] = useState<{ words: string; anchor: Element } | null>(null);
  useEffect(() => {
    if (said === null) return;
    announce(said.words);
    const timer = setTimeout(() => setSaid(null), saidFor);
    return () => clearTimeout(timer);
  }, [said, announce]);
  const onClick = ({ currentTarget: anchor }: MouseEvent) => {
    copy(legible(text).text).then(
      () => setSaid({ words: copied, anchor }),
      () => setSaid({ words: 'Not copied: select the text instead', anchor }),
    );
  };
  const Icon = said?.words === copied ? Check : Copy;
  return (
    <>
      <button
        type="button"
        className="icon-btn !size-6"
        aria-label={`Copy ${what}`}
        data-tip={said === null ? `Copy ${what}` : undefined}
        onClick={onClick}
      >
        <Icon size={13} aria-hidden="true" className={said?.words === copied ? 'text-ok' : undefined} />
      </button>
      {said ? (
        <Suspense fallback={null}>
          <Tip anchor={said.anchor} text={said.words} close={() => setSaid(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
