import { expect, test } from 'vitest';
import type { LeadContext } from '../contract/context.ts';
import { replyCap } from '../contract/wire.ts';
import { fitting } from './fitting.ts';

const touch = (title: string) => ({
  id: `t-${title.slice(0, 100)}`,
  title,
  url: `https://shop.example/${'a'.repeat(title.length)}`,
});
const contextOf = (touches: object[]) => ({ leadId: 'x'.repeat(60), read: { touches } }) as unknown as LeadContext;

test('an ordinary context is the same object', () => {
  const context = contextOf([touch('Pricing')]);
  expect(fitting(context)).toEqual({ context, body: JSON.stringify(context) });
  expect(fitting(context).context).toBe(context);
});

test.each(['a', '題', '🧭'])('the longest texts of %s fit, whole letters and whole ids', (letter) => {
  const title = letter.repeat(2048 / letter.length);
  const { context, body } = fitting(contextOf(Array.from({ length: 100 }, () => touch(title))));
  expect(JSON.parse(body)).toEqual(context);
  expect(new TextEncoder().encode(body).byteLength).toBeLessThan(replyCap);
  for (const one of context.read.touches) {
    expect([one.id, one.url]).toEqual([`t-${title.slice(0, 100)}`, 'https://shop.example']);
    expect(one.title).toMatch(new RegExp(`^(?:${letter})+…$`, 'u'));
  }
});
