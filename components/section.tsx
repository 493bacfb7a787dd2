import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

function agesIn(root: HTMLElement | null): HTMLElement[] {
  return root ? [...root.querySelectorAll<HTMLElement>('[data-age]')] : [];
}

/** Leaves one of the ages in the tab order. Written on the elements, since which ages are there changes with what is folded. */
function settle(ages: readonly HTMLElement[], chosen: HTMLElement | undefined): void {
  for (const one of ages) one.tabIndex = one === chosen ? 0 : -1;
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

type SectionProps = { id: string; title: string; aside?: ReactNode; plain?: boolean; children: ReactNode };

/** One section of the sidebar: a heading, something grey at the right edge, and the ages inside as one tab stop. */
export function Section({ id, title, aside, plain = false, children }: SectionProps) {
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    const ages = agesIn(root.current);
    if (!ages.some((one) => one.tabIndex === 0)) settle(ages, ages[0]);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const ages = agesIn(root.current);
    const here = ages.indexOf(event.target as HTMLElement);
    const there = step === undefined || here < 0 ? undefined : ages[here + step];
    if (!there) return;
    event.preventDefault();
    there.focus();
  };
  const onFocus = (event: FocusEvent) => {
    const ages = agesIn(root.current);
    const here = ages.find((one) => one === event.target);
    if (here) settle(ages, here);
  };
  return (
    <section
      ref={root}
      id={`section-${id}`}
      data-section={id}
      aria-labelledby={`title-${id}`}
      className={plain ? 'px-3.5 pt-0.5 pb-3' : 'border-t border-line px-3.5 pt-2.5 pb-3'}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div className="mb-1 flex min-h-6 items-center gap-2">
        <h2 id={`title-${id}`} className="text-sm font-semibold whitespace-nowrap text-ink-2">
          {title}
        </h2>
        {aside ? <div className="ms-auto text-end text-xs text-ink-3">{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** The one short line of a section that has nothing to show. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="text-ink-2">{children}</p>;
}

type MoreProps = { open: boolean; setOpen: (open: boolean) => void; more: string; less?: string; children: ReactNode };

/** "4 more lines": shows what is folded away, and folds it again. */
export function More({ open, setOpen, more, less = 'Show fewer', children }: MoreProps) {
  return (
    <>
      {open ? children : null}
      <button type="button" className="link mt-1 min-h-6 text-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? less : more}
      </button>
    </>
  );
}
