import { expect, test } from 'vitest';
import { checkApiUrl } from './api-url.ts';
import { checkCrmOrigin, originPermission } from './crm-origin.ts';

test.each([
  ['https://leadside.example.com', 'https://leadside.example.com'],
  ['  https://leadside.example.com/  ', 'https://leadside.example.com'],
  ['https://example.com/leadside/', 'https://example.com/leadside'],
  ['HTTPS://Example.com:8443', 'https://example.com:8443'],
  ['http://localhost:8787', 'http://localhost:8787'],
  ['http://127.0.0.1:1', 'http://127.0.0.1:1'],
  ['http://[::1]:8787/', 'http://[::1]:8787'],
])('%s is taken as %s', (typed, apiUrl) => {
  expect(checkApiUrl(typed)).toEqual({ ok: true, apiUrl });
});

test.each([
  ['', /Type the address/],
  ['https://a b.example', /space/],
  ['leadside.example.com', /must start with https:\/\/, for example https:\/\/leadside\.example\.com/],
  ['localhost:8787', /must start with https/],
  ['https://', /not an address/],
  ['https://exa mple', /space/],
  ['https://%zz', /not an address/],
  ['ftp://example.com', /starts with ftp:/],
  ['javascript://alert(1)', /starts with javascript:/],
  ['http://leadside.example.com', /plain http is allowed for localhost/],
  ['http://127.0.0.1.example.com', /plain http/],
  ['http://localhost.example.com', /plain http/],
  ['https://rep:secret@example.com', /user name or a password/],
  ['https://example.com/?token=1', /\? or #/],
  ['https://example.com/#docs', /\? or #/],
])('%s is refused in one sentence', (typed, sentence) => {
  const checked = checkApiUrl(typed);
  expect(checked.ok).toBe(false);
  expect(checked.ok ? '' : checked.message).toMatch(sentence);
});

test('the permission names the host without its port', () => {
  expect(originPermission('https://example.com:8443')).toBe('https://example.com/*');
  expect(originPermission('http://[::1]:8787')).toBe('http://[::1]/*');
});

test.each([
  ['https://crm.example.com/leads/7?x=1#y', 'https://crm.example.com'],
  [' http://localhost:3000 ', 'http://localhost:3000'],
])('%s is a CRM at %s', (typed, origin) => {
  expect(checkCrmOrigin(typed)).toEqual({ ok: true, origin });
});

test.each([
  ['', /Paste the address/],
  ['crm.example.com/leads', /not an address/],
  ['file:///c:/crm', /starts with https/],
  ['javascript:alert(1)', /starts with https/],
])('%s is no CRM', (typed, sentence) => {
  const checked = checkCrmOrigin(typed);
  expect(checked.ok ? '' : checked.message).toMatch(sentence);
});
