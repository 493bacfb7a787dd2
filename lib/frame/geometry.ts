/** How the panel lies on the page. `width` and `top` are CSS pixels; `top` is where the collapsed handle sits. */
export type Geometry = { open: boolean; width: number; top: number };

export const minWidth = 320;
export const maxWidth = 480;
/** Side of the square the frame shrinks to when collapsed, in CSS pixels. */
export const handleSize = 44;

export const defaultGeometry: Geometry = { open: true, width: 380, top: 160 };

/** The width nearest to `px` that the panel may have. */
export function clampWidth(px: number): number {
  return Math.round(Math.min(maxWidth, Math.max(minWidth, px)));
}

/** The handle's top nearest to `px` that keeps it inside a window `viewport` pixels high. */
export function clampTop(px: number, viewport: number): number {
  return Math.round(Math.max(0, Math.min(viewport - handleSize, px)));
}
