export type CheckedUrl = { ok: true; apiUrl: string } | { ok: false; message: string };

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const refuse = (message: string): CheckedUrl => ({ ok: false, message });

/**
 * Checks the address of the context API as a person typed it and gives it without a trailing slash. https only, since a
 * token travels to it; plain http for this computer alone. A path is allowed: an API may live below one.
 */
export function checkApiUrl(typed: string): CheckedUrl {
  const text = typed.trim();
  if (text === '') return refuse('Type the address of your Leadside API, for example https://leadside.example.com.');
  if (/\s/.test(text)) return refuse('The address has a space in it: take it out.');
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return refuse(
      `The address must start with https://, for example https://${text.replace(/^[/:]+/, '') || 'leadside.example.com'}.`,
    );
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse('This is not an address: check it for a typing mistake.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse(`The address starts with ${url.protocol}//: it must start with https://.`);
  if (url.protocol === 'http:' && !loopback.has(url.hostname))
    return refuse('The address must start with https://: plain http is allowed for localhost, 127.0.0.1 and [::1] only.');
  if (url.username !== '' || url.password !== '')
    return refuse('The address has a user name or a password in it: take it out, the token goes into its own field.');
  if (url.search !== '' || url.hash !== '') return refuse('The address has a ? or # part: end it before that.');
  return { ok: true, apiUrl: url.origin + url.pathname.replace(/\/+$/, '') };
}
