import type { Adapter, Form } from './adapter.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The 18-character form of a Salesforce id, or null when its checksum is false: then its case was lost on the way and
 * cannot be told. Each checksum letter counts the capitals of five characters as bits.
 */
export function id18(id: string): string | null {
  const base = id.slice(0, 15);
  const sums = base.replace(/.{5}/g, (five) =>
    letters.charAt(five.split('').reduceRight((bits, letter) => bits * 2 + Number(/[A-Z]/.test(letter)), 0)),
  );
  return (base + sums).startsWith(id) ? base + sums : null;
}

/**
 * An address around an id. The key prefix, its first three characters, decides the object: since 2026 Lightning leaves
 * the object's name out of the path.
 */
const form = (before: string, after: string, part?: Form['part']): Form => ({
  match: new RegExp(`^${before}(?<id>(?<object>00Q|003|001|006)[^\\W_]{12}([^\\W_]{3})?)${after}/?$`),
  part,
});
const lightning = ['/lightning/r/(?:[A-Za-z]\\w*/)?', '(/(view|edit|convert|related/\\w+(/view)?))?'] as const;

/**
 * Lightning, its console and mobile links, Classic and its console, Experience Cloud.
 * Hosts: forcedotcom/sfdx-core `test/unit/util/sfdcUrl.test.ts`; tprouvot/Salesforce-Inspector-reloaded `addon/manifest.json`.
 */
export const salesforce: Adapter = {
  // Old communities and old instances (`na139`) have no label between; everything may stand behind Microsoft's proxy.
  hosts:
    /^(?!lightning\.)(?<account>[\w-]+)((\.[\w-]+)?\.(lightning\.(force\.com|(crm)?force\.mil|sfcrmapps\.cn)|my\.(salesforce\.(com|mil)|sfcrmproducts\.cn|site\.com)|my-lightning\.com)|(\.secure)?\.force\.com|(?<=^[a-z]+\d+[a-z]?)\.salesforce\.com)(\.mcas\.ms)?$/,
  objects: { '00Q': 'lead', '003': 'contact', '001': 'account', '006': 'opportunity' },
  id: id18,
  forms: [
    form(...lightning),
    // In the console the path is the focused subtab, and `ws` the workspace tab it belongs to.
    form(...lightning, ({ searchParams }) => `${searchParams.get('ws')}`.replace(/\?.*/, '')),
    // Classic, where a copy is an edit page with `clone=1`.
    form('/', '(/e)?', ({ pathname, searchParams }) => (searchParams.has('clone') ? '' : pathname)),
    form('/lead/leadconvert.jsp/', '', ({ pathname, searchParams }) => `${pathname}/${searchParams.get('id')}`),
    // Experience Cloud: the last part is the record's name.
    form('(/[^/]+)?/s/[a-z-]+/(related/)?', '(/[^/]*)?'),
    // Last, since a hash may be broken.
    form(
      '/(console#|one/one.app#/sObject)/',
      '(/(e|edit|view))?(\\?(?!.*\\bclone=).*)?',
      ({ pathname, hash }) => pathname + decodeURIComponent(hash),
    ),
  ],
};
