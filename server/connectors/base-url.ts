const local = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** What is wrong with the address of a CRM's API, and what to do; null where nothing is. `hosts` are the vendor's own. */
export function problemWithAddress(baseUrl: string, hosts: RegExp, example: string): string | null {
  if (!URL.canParse(baseUrl)) return `Write the address of the API in full, such as ${example}.`;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(baseUrl);
  if (username || password) return 'Leave name and password out of the address.';
  if (baseUrl.endsWith('/') || pathname !== '/' || search || hash) return `Write the address without a path, such as ${example}.`;
  if (local.test(hostname)) return null;
  if (protocol !== 'https:') return 'Use an address that begins with https://.';
  return hosts.test(hostname) ? null : `This is not an address of this CRM's API; it looks like ${example}.`;
}
