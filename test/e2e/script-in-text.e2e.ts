/** Six hundred payloads in every text a lead can have, in the real sidebar: none of it runs, all of it is text. */
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { leadContext } from '../../lib/contract/context.ts';
import { contextPath } from '../../lib/contract/routes.ts';
import { tell } from '../faults/figures.ts';
import { baseLead } from '../gallery/base-lead.ts';
import { connect } from './connect.ts';
import { expect, goTo, handedOff, newRecord, openRecord, test } from './lead-page.ts';
import { bare, canaryOrigin, scriptPayloads } from './script-payloads.ts';

test.describe.configure({ mode: 'default', timeout: 180_000 });

const payloads = scriptPayloads();
type Path = readonly (string | number)[];

function* textsOf(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value === 'string') yield path;
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

function withText<T>(value: T, [key, ...rest]: Path, text: string): T {
  if (key === undefined) return text as T;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  copy[key] = withText(copy[key], rest, text);
  return copy as T;
}

/** Every text of a context that the contract lets be anything: not an id, a date, a code or one of a few words. */
const open = [...textsOf(baseLead)].filter(
  (path) => path[0] !== 'leadId' && path[0] !== 'refs' && leadContext.safeParse(withText(baseLead, path, 'k0z <b>')).success,
);

/** The lead with a payload in each of them, the `turn`th set. */
function poisoned(turn: number) {
  return open.reduce(
    (lead, path, at) => {
      const payload = payloads[(turn * open.length + at) % payloads.length] ?? '';
      // Some places are short: one that takes a part of it takes the whole of another.
      const fits = [2048, 60, 20].map((most) => withText(lead, path, payload.slice(0, most)));
      return fits.find((one) => leadContext.safeParse(one).success) ?? lead;
    },
    { ...baseLead, version: 10 + turn },
  );
}

/** What is in the document once everything that folds is unfolded, on both tabs. */
async function inspect(frame: Frame) {
  const seen: { tags: string[]; attributes: string[]; bad: string[]; text: string } = {
    tags: [],
    attributes: [],
    bad: [],
    text: '',
  };
  for (const tab of [/Handoff/, /Brief/]) {
    await frame.getByRole('tab', { name: tab }).click();
    const found = await frame.evaluate(async () => {
      for (let round = 0; round < 3; round += 1) {
        const folded = document.querySelectorAll<HTMLElement>('#tab-panel [aria-expanded="false"]');
        for (const one of folded) one.click();
        for (const one of document.querySelectorAll<HTMLDetailsElement>('details')) one.open = true;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }
      const all = [...document.querySelectorAll('body, body *')];
      const attributes = all.flatMap((one) => one.getAttributeNames().map((name) => `${one.localName} ${name}`));
      return {
        tags: all.map((one) => one.localName),
        attributes,
        bad: [
          ...attributes.filter((one) => one.split(' ')[1]?.startsWith('on') || one.endsWith(' srcdoc')),
          ...[...document.links]
            .filter((one) => !['http:', 'https:', 'mailto:', 'tel:'].includes(one.protocol))
            .map((one) => `link ${one.href}`),
          ...('ran' in window || document.body.hasAttribute('data-ran') ? ['it ran'] : []),
        ],
        // biome-ignore lint/performance/useDomNodeTextContent: what is seen is the text as it is laid out.
        text: document.body.innerText,
      };
    });
    seen.tags.push(...found.tags);
    seen.attributes.push(...found.attributes);
    seen.bad.push(...found.bad);
    seen.text += `${found.text}\n`;
  }
  return seen;
}

/** Everything that would tell that a payload ran. */
function listen(context: BrowserContext, page: Page): string[] {
  const heard: string[] = [];
  context.on('request', (request) => {
    if (request.url().startsWith(canaryOrigin) || request.url().endsWith('/x')) heard.push(`request ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    heard.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => heard.push(`console ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error ${error.message}`));
  page.on('popup', (popup) => heard.push(`window ${popup.url()}`));
  return heard;
}

/** What a lead without any payload did not have, but for the form that puts an origin right and what names or paints a part. */
const fresh = (found: readonly string[], known: ReadonlySet<string>) =>
  [...new Set(found)].filter((one) => !known.has(one) && !formPart.test(one) && !plainAttribute.test(one));
const formPart = /^(?:form|label|select|option|textarea|input|fieldset|legend)(?: (?!on|src|autofocus|action|formaction)\S+)?$/;
const plainAttribute = / (?:data-[\w-]+|aria-[\w-]+|class|style|title|href|rel|target|id|role|tabindex)$/;

const marks = (text: string) => new Set(text.match(/k\d+z/g));
/** As it is laid out: white space run together. */
const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

test('script in any text of a lead is shown and never run', async ({ context, extensionId, gate, stack }) => {
  await connect(context, extensionId, { apiUrl: gate.url, token: stack.repToken });
  const first = newRecord();
  let lead: unknown = baseLead;
  let asked = first;
  gate.fault(({ method, path }) =>
    method === 'GET' && path === contextPath(asked.ref)
      ? { answer: 200, body: JSON.stringify({ ...(lead as object), refs: [asked.ref], asOf: new Date().toISOString() }) }
      : null,
  );
  const { page, frame } = await openRecord(context, first.url);
  await expect(frame.getByRole('heading', { level: 1, name: String(baseLead.who.name?.value) })).toBeVisible();
  const heard = listen(context, page);
  const plain = await inspect(frame);
  const [tags, attributes] = [new Set(plain.tags), new Set(plain.attributes)];

  const shown = new Set<string>();
  let inFull = 0;
  const turns = Math.ceil((payloads.length * 3) / open.length);
  for (let turn = 0; turn < turns; turn += 1) {
    lead = poisoned(turn);
    asked = newRecord();
    await goTo(page, asked);
    const name = String(poisoned(turn).who.name?.value);
    await expect(frame.getByRole('heading', { level: 1 })).toContainText(/k\d+z/.exec(name)?.[0] ?? name);
    const found = await inspect(frame);
    expect(found.bad, `turn ${turn}`).toEqual([]);
    expect(fresh(found.tags, tags), `turn ${turn}: elements that were not there`).toEqual([]);
    expect(fresh(found.attributes, attributes), `turn ${turn}: attributes that were not there`).toEqual([]);
    const text = flat(found.text);
    for (const mark of marks(text)) shown.add(mark);
    inFull += payloads.filter((payload) => /^[ -~]+$/.test(payload) && text.includes(flat(payload))).length;
  }
  expect(heard).toEqual([]);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  // It was on screen, as it was written.
  expect(shown.size).toBeGreaterThanOrEqual(500);
  expect(inFull).toBeGreaterThanOrEqual(500);
  tell('T-XSS', shown.size, `payloads shown in ${open.length} texts of a lead, ${inFull} in full, none run`);
});

test('script that came in by the way leads come in is shown and never run', async ({ context, extensionId, gate, stack }) => {
  const lead = await handedOff(stack, `k0z ${bare(payloads[0] ?? '')}`);
  const userId = `person-${lead.ref.id}`;
  const next = (at: number) => (payloads[at] ?? '').replaceAll(String.fromCharCode(1), '');
  await stack.send([
    {
      type: 'identify',
      userId,
      traits: {
        title: next(1),
        company: next(2),
        phone: next(3),
        howDidYouHear: next(4),
        problem: next(5),
        shortlist: [next(6)],
      },
    },
    ...payloads.slice(100, 190).map((payload, at) => ({
      type: at % 2 ? 'page' : 'track',
      userId,
      ...(at % 2 ? { name: payload } : { event: 'Form Submitted' }),
      properties: { title: payload, url: `https://harbourlight.example/x${at}`, form: payload, message: payload },
    })),
  ]);
  await connect(context, extensionId, { apiUrl: gate.url, token: stack.repToken });
  const { page, frame } = await openRecord(context, lead.url);
  const heard = listen(context, page);
  await expect(frame.getByRole('heading', { level: 1 })).toContainText('k0z');
  const found = await inspect(frame);
  expect(found.bad).toEqual([]);
  expect(
    found.tags.filter((one) => ['script', 'iframe', 'img', 'object', 'style', 'video', 'marquee', 'math'].includes(one)),
  ).toEqual([]);
  expect(marks(found.text).size).toBeGreaterThan(40);
  expect(heard).toEqual([]);
});
