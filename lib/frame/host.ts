import { type Geometry, handleSize } from './geometry.ts';

/**
 * Every property is fixed: important declarations of a shadow tree beat those of the document, inline ones included, and
 * beat animations.
 */
const pin = (rules: string) => rules.replaceAll(';', '!important;');

/** The elements on the page: a plain `div` with a closed root, and in it one frame of the extension's own origin. */
export type Host = {
  host: HTMLElement;
  frame: HTMLIFrameElement;
  /** Lays the panel out; `visible` false hides it and leaves the frame resident. */
  place(geometry: Geometry, visible: boolean): void;
};

/**
 * Builds the host without attaching it. The host is a plain `div`, never a dashed tag: a page that has registered a
 * custom element of the same name would be handed the closed root.
 */
export function createHost(src: string): Host {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  const frame = document.createElement('iframe');
  frame.title = 'Leadside';
  frame.allow = 'clipboard-write';
  frame.src = src;
  root.append(style, frame);
  return {
    host,
    frame,
    place({ open, width, top }, visible) {
      const at = open ? `top:0;width:${width}px;height:100%;` : `top:${top}px;width:${handleSize}px;height:${handleSize}px;`;
      const css = pin(
        `:host{all:initial;position:fixed;right:0;z-index:2147483647;contain:strict;display:${visible ? 'block' : 'none'};${at}}` +
          // The same scheme as the frame's own document, else the browser puts an opaque backdrop behind the handle.
          'iframe{display:block;border:0;width:100%;height:100%;color-scheme:light dark;}' +
          '@media print{:host{display:none;}}',
      );
      if (style.textContent !== css) style.textContent = css;
    },
  };
}
