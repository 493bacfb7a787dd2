import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useState } from 'react';

const Tip = lazy(() => import('./tip.tsx').then((module) => ({ default: module.Tip })));

type Shown = { anchor: HTMLElement; text: string };

const wait = 350;

function anchorOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
}

/**
 * One tip for the whole sidebar, heard by delegation: a tip component on each of a hundred facts would cost more than
 * the facts. Shown on focus at once and on hover after a moment; Escape closes it and is then used up.
 */
export function useTip(): ReactNode {
  const [shown, setShown] = useState<Shown | null>(null);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !shown) return;
    setShown(null);
    event.preventDefault();
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (anchor: HTMLElement | null) => {
      const text = anchor?.dataset.tip;
      setShown(anchor && text ? { anchor, text } : null);
    };
    const onOver = (event: PointerEvent) => {
      const anchor = anchorOf(event.target);
      clearTimeout(timer);
      timer = setTimeout(() => show(anchor), anchor ? wait : 120);
    };
    const onFocus = (event: FocusEvent) => {
      const anchor = anchorOf(event.target);
      clearTimeout(timer);
      if (anchor?.matches(':focus-visible')) show(anchor);
      else setShown(null);
    };
    const onOut = () => {
      clearTimeout(timer);
      setShown(null);
    };
    document.addEventListener('pointerover', onOver);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onOut);
    document.addEventListener('pointerleave', onOut);
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', onOver);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onOut);
      document.removeEventListener('pointerleave', onOut);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, []);
  return shown ? (
    <Suspense fallback={null}>
      <Tip anchor={shown.anchor} text={shown.text} close={() => setShown(null)} />
    </Suspense>
  ) : null;
}
