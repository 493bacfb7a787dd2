/**
 * What is wrong with a URL pattern of a custom CRM, as one sentence that says what to do, or null when it can be used.
 * The grammar stands at `custom.ts`.
 */
export function checkPattern(pattern: string): string | null {
  return faults.find(([wrong]) => wrong(pattern))?.[1] ?? null;
}

const count = (text: string, part: RegExp) => text.match(part)?.length ?? 0;
const parts = (pattern: string) => pattern.split(/[/?#&=]/);

const faults: readonly [wrong: (pattern: string) => boolean, sentence: string][] = [
  [(p) => p.trim() === '', 'Write the address of a record with :id in place of its id, for example /leads/:id.'],
  [(p) => p.length > 500, 'Shorten the pattern to at most 500 characters.'],
  [(p) => /^[a-z][a-z\d+.-]*:\/\//i.test(p), 'Leave the origin out: start the pattern at the first / after it.'],
  [(p) => !/^[/#?]/.test(p), 'Start the pattern with /, as in /leads/:id.'],
  [
    (p) => !/^[!-~]*$/.test(p),
    'Copy the address from the address bar: a pattern has no spaces or accented letters (%20 stands for a space).',
  ],
  [(p) => count(p, /#/g) > 1, 'Use one # at most.'],
  [(p) => p.split('#').some((half) => count(half, /\?/g) > 1), 'Use one ? at most before the # and one after it.'],
  [(p) => count(p, /:id(?!\w)/g) === 0, 'Put :id where the record’s id stands, as in /leads/:id.'],
  [(p) => count(p, /:id(?!\w)/g) > 1, 'Use :id once only; write * for other parts that change.'],
  [(p) => /[/=]:(?!id(?!\w))/.test(p), 'Only :id has a name; write * for other parts that change.'],
  [
    (p) => parts(p).some((part) => part.includes('*') && part !== '*'),
    'Let * stand alone between two slashes, or as a whole value after =.',
  ],
  [(p) => /[?&][^=]*:id|(?:^|#)[^/?#]*[^=/#\w-]:id[^/]*=/.test(p), 'Give the id a name in the query, as in ?record=:id.'],
  [(p) => /=[^&#]+:id|=:id[^&#]+/.test(p), 'Let :id be the whole value after =.'],
  [
    (p) => !/[a-z\d]/i.test(p.replace(':id', '').replaceAll('*', '')),
    'Say more than :id, so that other pages are not taken for records, as in /leads/:id.',
  ],
];
