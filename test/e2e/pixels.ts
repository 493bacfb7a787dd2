/** What a page looks like, as far as its pixels tell. */
import type { Page } from '@playwright/test';

export type Box = { x: number; y: number; width: number; height: number };

/** The point to press. */
export const middle = ({ x, y, width, height }: Box) => [x + width / 2, y + height / 2] as const;

/** A picture of what lies at `clip` as it is on screen, as base64. */
export const shot = async (page: Page, clip: Box) =>
  (await page.screenshot({ clip, animations: 'allow', caret: 'initial' })).toString('base64');

/** The part of the pixels, 0 to 1, that differ; decoded by the browser in a page of its own. */
export function differing(blank: Page, before: string, after: string): Promise<number> {
  return blank.evaluate(
    async (pictures) => {
      const [one, two] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
          context?.drawImage(image, 0, 0);
          return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
        }),
      );
      if (!one || !two || one.length !== two.length) return 1;
      let different = 0;
      for (let n = 0; n < one.length; n += 4)
        if ([0, 1, 2].some((colour) => Math.abs((one[n + colour] ?? 0) - (two[n + colour] ?? 0)) > 8)) different += 1;
      return different / (one.length / 4);
    },
    [before, after],
  );
}
