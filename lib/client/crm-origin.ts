export type CheckedOrigin = { ok: true; origin: string } | { ok: false; message: string };

/** The origin of a CRM from whatever address of it a person pasted. */
export function checkCrmOrigin(typed: string): CheckedOrigin {
  const text = typed.trim();
  if (text === '') return { ok: false, message: 'Paste the address of any page of your CRM.' };
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { ok: false, message: 'This is not an address: copy it whole from the address bar, with https://.' };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { ok: false, message: 'A CRM has an address that starts with https:// or http://.' };
  return { ok: true, origin: url.origin };
}

/** The host permission of an origin. A match pattern carries no port: every port of the host is granted. */
export function originPermission(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
