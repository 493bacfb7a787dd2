import { type KeyboardEvent, type PointerEvent, useSyncExternalStore } from 'react';
import { maxWidth, minWidth } from '../../lib/frame/geometry.ts';
import type { FrameLink } from '../../lib/frame/link.ts';

const stepPx = 16;

/** The sidebar's left edge: dragged by pointer, or moved by the arrow keys. */
export function ResizeEdge({ link }: { link: FrameLink }) {
  const { width } = useSyncExternalStore(link.onGeometry, link.geometry);
  const onKeyDown = (event: KeyboardEvent) => {
    const wider = { ArrowLeft: stepPx, ArrowRight: -stepPx }[event.key];
    if (wider === undefined) return;
    event.preventDefault();
    link.setWidth(width + wider);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    link.dragWidth(event.nativeEvent);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is no hr
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the sidebar"
      aria-valuemin={minWidth}
      aria-valuemax={maxWidth}
      aria-valuenow={width}
      tabIndex={0}
      className="absolute inset-y-0 left-0 z-20 w-1.5 cursor-col-resize touch-none border-l border-line hover:border-l-2 hover:border-accent focus-visible:border-l-2 focus-visible:border-accent"
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    />
  );
}
