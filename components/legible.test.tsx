import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Legible } from './legible.tsx';

const shown = (text: string) => renderToStaticMarkup(<Legible className="x">{text}</Legible>);

test('text that hides nothing stands in a direction of its own, with no sign', () => {
  expect(shown('نازنین \u{1F469}\u200D\u{1F4BB}')).toBe('<bdi class="x">نازنین \u{1F469}\u200D\u{1F4BB}</bdi>');
});

test.each([
  ['invoice\u202Efdp.exe', 'invoicefdp.exe', '1 hidden character was taken out. Such characters turn the text around them.'],
  [
    '\u202Epay\u200Bpal\u202C',
    'paypal',
    '3 hidden characters were taken out. Such characters turn the text around them or cannot be seen.',
  ],
  ['Microsоft', 'Microsоft', 'A word here mixes letters of two alphabets that look alike: it may not be what it seems.'],
])('what is hidden in %j is taken out and said, to the eye and to a screen reader', (text, left, says) => {
  const html = shown(text);
  expect(html).toContain(`<bdi class="x">${left}<span role="img" aria-label="${says}" data-tip="${says}"`);
  expect(html).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/);
});
