import type { Adapter } from './adapter.ts';

/** Pages that stand where a record's id would be. */
const pages = /^(new|create|add|edit|list|import|search|settings)$/i;

/** `path?query` against a pattern of the same shape: the id, '' where it matches without one, null where it does not. */
function match(pattern: string, text: string): string | null {
  const [glob = '', wanted] = pattern.split(/\?(.*)/);
  const [path = '', query] = text.split(/\?(.*)/);
  const source = glob
    .replace(/[.+*^$(){}|[\]\\]/g, '\\$&')
    .replace(/\/\\\*$/, '(/.*)?')
    .replace(/\/\\\*(?=\/)/g, '/[^/]*')
    .replace(':id', '(?<id>[^/]+)');
  const found = new RegExp(`^${source}/?$`).exec(path);
  if (glob && !found) return null;
  let id = decodeURIComponent(found?.groups?.id ?? '');
  const given = new URLSearchParams(query);
  for (const [name, value] of new URLSearchParams(wanted)) {
    const has = given.get(name);
    if (value === ':id' && has) id = has;
    else if (has === null || (value !== '*' && value !== has)) return null;
  }
  return id;
}

/**
 * Any CRM with one address per record, described by a pattern with a named `:id`:
 *
 * - path: `/leads/:id`, `/crm/lead-:id.html`. `*` is one whole part between slashes; as the last part it is all the
 *   rest, or nothing.
 * - query: `/view?record=:id&tab=main`. Each name must be there, in any order, among others; `*` is any value.
 * - hash: `/app/*#/lead/:id`, `/web#model=lead&id=:id`, `/#/lead?id=:id`: a path, a query, or both.
 *
 * A query or hash that the pattern does not mention may be anything. A closing slash never matters. An id such as `new`
 * or `list` is a page, not a record. Write letters as the address bar copies them (`%20`, not a space).
 */
export const custom: Adapter = {
  forms: [],
  objects: {},
  read(url, { pattern = '', object = 'lead' }) {
    const [left = '', right = ''] = pattern.split('#');
    const before = match(left, url.pathname + url.search);
    // A hash such as `a=1&b=2` is a query without a path.
    const bare = /^[^/?]*=/.test(right) ? '?' : '';
    const after = match(bare + right, bare + url.hash.slice(1));
    const id = before === null || after === null ? '' : before || after;
    return { object, id: pages.test(id) ? '' : id };
  },
};
