/** Ways a page has to hide a button and still have it clicked. Each is script of the page; `at` is where the button lies. */
export type Variant = {
  name: string;
  hide: string;
  /** The pointer lies on the button already when it is hidden, and is not moved again before the click. */
  rests?: true;
};

const html = (css: string) => `document.documentElement.style.cssText = ${JSON.stringify(css)}`;
const box = (css: string, tag = 'div') =>
  `window.box = Object.assign(document.createElement('${tag}'), {}); box.style.cssText = ${JSON.stringify(`position:fixed;z-index:2147483647;pointer-events:none;background:#fff;${css}`)}; document.documentElement.append(box);`;
const whole = 'inset:0;';
/** Over the button and a little around it. */
const button = `box.style.left = at.x - 12 + 'px'; box.style.top = at.y - 8 + 'px'; box.style.width = at.width + 24 + 'px'; box.style.height = at.height + 16 + 'px';`;

/** What the page does to the ancestors of the panel. */
const ancestors: readonly Variant[] = [
  ['html opacity 0', 'opacity:0'],
  ['html opacity 2 %', 'opacity:0.02'],
  ['html opacity with will-change', 'opacity:0;will-change:opacity'],
  ['html filter opacity', 'filter:opacity(0)'],
  ['html filter blur', 'filter:blur(30px)'],
  ['html mask', 'mask-image:linear-gradient(transparent,transparent)'],
  ['html clip-path inset', 'clip-path:inset(0 100% 0 0)'],
  ['html clip-path polygon', 'clip-path:polygon(0 0,100% 0,100% 10%,0 10%)'],
  ['html scaled down', 'transform:scale(0.02);transform-origin:95% 95%'],
  ['html turned away', 'transform:rotateY(90deg)'],
  ['html zoom', 'zoom:0.1'],
  ['html content-visibility', 'content-visibility:hidden'],
  ['html clipped by its box', 'width:0;height:0;overflow:clip;contain:paint'],
  ['html display none', 'display:none'],
].map(([name, css]) => ({ name: name as string, hide: html(css as string) }));

/** The same, at the last moment: once the pointer has come to rest on a button that could be seen. */
const lastMoment: readonly Variant[] = [
  { name: 'html mask, the pointer at rest', hide: html('mask-image:linear-gradient(transparent,transparent)'), rests: true },
  { name: 'html clip-path, the pointer at rest', hide: html('clip-path:inset(0 100% 0 0)'), rests: true },
  { name: 'html opacity, the pointer at rest', hide: html('opacity:0'), rests: true },
  { name: 'full overlay, the pointer at rest', hide: box('inset:0;'), rests: true },
  {
    name: 'html faded by an animation',
    hide: `document.documentElement.animate([{ opacity: 0 }, { opacity: 0 }], { duration: 1e6, fill: 'both' });`,
    rests: true,
  },
];

/** What the page lays over it. */
const overlays: readonly Variant[] = [
  { name: 'full overlay', hide: box(whole) },
  { name: 'partial overlay', hide: `${box('')}${button}` },
  {
    name: 'overlay that follows the mouse',
    hide: `${box('')}${button} addEventListener('pointermove', (event) => { box.style.left = event.clientX - 60 + 'px'; box.style.top = event.clientY - 30 + 'px'; }, true);`,
  },
  { name: 'overlay with backdrop-filter', hide: box(`${whole}background:none;backdrop-filter:blur(30px)`) },
  { name: 'overlay with mix-blend-mode', hide: box(`${whole}mix-blend-mode:difference`) },
  { name: 'overlay of half opacity', hide: box(`${whole}opacity:0.6`) },
  {
    name: 'iframe overlay',
    hide: `${box(`${whole}border:0;width:100%;height:100%`, 'iframe')} box.srcdoc = '<body style="background:#fff">Free gift';`,
  },
  {
    name: 'modal dialog',
    hide: `window.box = document.createElement('dialog'); box.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;max-width:none;max-height:none;border:0'; document.body.append(box); box.showModal();`,
  },
  {
    name: 'overlay faded in by an animation',
    hide: `${box(`${whole}opacity:0`)} await box.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 50, fill: 'both' }).finished;`,
  },
  {
    name: 'full-screen element',
    hide: `window.box = document.createElement('div'); box.style.cssText = 'background:#fff;pointer-events:none'; document.body.append(box); await box.requestFullscreen();`,
  },
  {
    name: 'view transition',
    hide: `window.box = document.createElement('style'); box.textContent = '::view-transition{background:#fff;pointer-events:none} ::view-transition-group(*),::view-transition-old(*),::view-transition-new(*){animation-duration:90s;opacity:0;pointer-events:none}'; document.head.append(box); await document.startViewTransition(() => {}).ready;`,
  },
  {
    name: 'panel hung into something unseen',
    hide: `window.box = document.createElement('div'); box.style.opacity = '0'; document.body.append(box); const host = [...document.documentElement.children].find((one) => one.tagName === 'DIV'); const hang = () => { if (host.parentNode !== box) box.append(host); }; new MutationObserver(hang).observe(document.documentElement, { childList: true }); hang();`,
  },
  { name: 'popover', hide: `${box(`${whole}width:100%;height:100%;border:0`)} box.popover = 'manual'; box.showPopover();` },
];

export const variants = { ancestors, overlays, lastMoment };

/**
 * Ways to bring the button under a pointer that rests on the page beside the panel, right before the click. The pointer is
 * `by` pixels left of the button.
 */
export const moves = {
  by: 420,
  ways: [
    { name: 'the panel moved', hide: html('height:100vh;transform:translateX(-420px)') },
    {
      name: 'the panel moved by an animation',
      before: html('height:100vh'),
      hide: `await document.documentElement.animate([{ translate: '-420px' }, { translate: '-420px' }], { duration: 1, fill: 'both' }).finished;`,
    },
    {
      name: 'the page scrolled',
      before: `document.documentElement.style.cssText = 'height:100vh;transform:translateX(0);width:calc(100vw + 420px)'`,
      hide: 'scrollTo(420, 0)',
    },
  ] satisfies (Variant & { before?: string })[],
};

const clear = `document.documentElement.style.cssText = ''`;

/** Ways to take the panel away for a while and put it back where it was, under a pointer that rests on the button. */
export const flickers = [
  { name: 'moved', away: html('height:100vh;transform:translateX(-420px)'), back: clear },
  { name: 'not displayed', away: html('display:none'), back: clear },
  {
    name: 'moved by an animation',
    away: `window.move = document.documentElement.animate([{ translate: '-420px' }, { translate: '-420px' }], { duration: 1e6, fill: 'both' })`,
    back: 'move.cancel()',
  },
  { name: 'covered', away: box('inset:0;'), back: 'box.remove()' },
  { name: 'masked', away: html('mask-image:linear-gradient(transparent,transparent)'), back: clear },
  { name: 'clipped', away: html('clip-path:inset(0 100% 0 0)'), back: clear },
] as const;

/** Aimed at the panel itself, whose every property is pinned: nothing of it may change. */
export const onTheHost = `
  const host = [...document.documentElement.children].find((one) => one.tagName === 'DIV');
  host.style.cssText = 'opacity:0!important;filter:blur(30px)!important;transform:scale(0.1)!important;clip-path:inset(50%)!important;mask-image:none!important;mix-blend-mode:difference!important;visibility:hidden!important;display:none!important;zoom:0.1!important;width:1px!important;height:1px!important;will-change:opacity!important;content-visibility:hidden!important';
  host.hidden = true;
  host.animate([{ opacity: 0, transform: 'scale(0)', filter: 'blur(9px)' }, { opacity: 0 }], { duration: 1e6, fill: 'both' });
  const style = document.createElement('style');
  style.textContent = 'html > div, iframe { opacity: 0 !important; transition: all 9s !important; animation: none !important; rotate: 90deg !important; scale: 0.1 !important; translate: 900px !important; offset-path: circle(9px) !important }';
  document.head.append(style);
  scrollTo(0, 9999);
`;
