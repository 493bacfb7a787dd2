import { expect, test } from 'vitest';
import { deliveryStates } from '../lib/contract/delivery.ts';
import { crmIds } from '../lib/contract/record.ts';
import { ago, entry, now } from '../test/gallery/base-lead.ts';
import { delivery } from '../test/gallery/journey-states.ts';
import { journeysOf } from './journey.ts';
import { lineWords, newsOf, nextWords, stateWords } from './journey-words.ts';

const journey = (...given: Parameters<typeof delivery>) => {
  const [found] = journeysOf([entry('accept', 60_000, { delivery: delivery(...given) })], []);
  if (!found) throw new Error('There is one journey.');
  return found;
};

test('each state names its level first', () => {
  const words = deliveryStates.map((state) => stateWords(journey(state, 0)));
  expect(words).toEqual([
    'saved, on its way to Salesforce',
    'saved, on its way to Salesforce',
    'in Salesforce',
    'saved, but not in Salesforce',
    'taken back before it went to Salesforce',
  ]);
  expect(stateWords(journey('waiting', 0, { because: 'It is down.' }))).toBe('saved, not in Salesforce yet');
  expect(crmIds.map((crm) => stateWords(journey('in_crm', 0, { crm })))).toEqual([
    'in Salesforce',
    'in HubSpot',
    'in Pipedrive',
    'in the CRM',
  ]);
});

test('what is in the CRM is told with its time and the fields, all of them or the first', () => {
  const wrote = ['Lead.Status', 'Lead.Reason__c', 'Task'];
  expect(lineWords(journey('in_crm', 0, { wrote }), now)).toMatch(
    /^In Salesforce \d?\d:\d\d.*: Lead\.Status, Lead\.Reason__c, Task$/,
  );
  expect(lineWords(journey('in_crm', 0, { wrote }), now, true)).toMatch(/: Lead\.Status and 2 more$/);
  expect(lineWords(journey('in_crm', 0, { wrote: wrote.slice(0, 2) }), now, true)).toMatch(/: Lead\.Status, Lead\.Reason__c$/);
});

test('what was taken back in the CRM names its fields where there is room, and fits one line where there is not', () => {
  const undo = entry('undo', 60_000, { undoes: 'a', delivery: delivery('in_crm', 0, { wrote: ['Lead.Status'] }) });
  const [taken] = journeysOf([undo], []);
  if (!taken) throw new Error('There is one journey.');
  expect(lineWords(taken, now)).toMatch(/^Taken back in Salesforce too .+: Lead\.Status$/);
  expect(lineWords(taken, now, true)).toMatch(/^Taken back in Salesforce too [^:]+:\d\d(\s[AP]M)?$/);
});

test('what a later choice has set in the CRM is told as left, and as left out where nothing else was written', () => {
  const leftOut = ['Status', 'Reason__c'];
  expect(lineWords(journey('in_crm', 0, { wrote: ['Task'], leftOut }), now)).toMatch(
    /^In Salesforce \d?\d:\d\d.*: Task\. Left as a later choice set it: Status, Reason__c$/,
  );
  expect(lineWords(journey('in_crm', 0, { wrote: ['Task'], leftOut }), now, true)).toMatch(/: Task$/);
  const none = journey('in_crm', 0, { wrote: [], leftOut });
  expect(stateWords(none)).toBe('left out of Salesforce, where a later choice stands');
  expect(lineWords(none, now)).toMatch(/^Left out of Salesforce, where a later choice stands \d?\d:\d\d/);
});

test('what waits says when it is tried next, and nothing once no try is planned', () => {
  const because = 'It is down.';
  expect(nextWords(journey('waiting', 0, { because, nextAt: ago(-600_000) }), now)).toMatch(/^Next try \d?\d:\d\d/);
  expect(nextWords(journey('waiting', 0, { because, nextAt: ago(1) }), now)).toBe('It is tried again any moment.');
  expect(nextWords(journey('waiting', 0, { because }), now)).toBeNull();
  expect(nextWords(journey('waiting', 0, { nextAt: ago(-600_000) }), now)).toBeNull();
  expect(nextWords(journey('sending', 0, { because }), now)).toBe('It is being tried again now.');
  expect(nextWords(journey('parked', 0, { because }), now)).toBe('Your admin sees it too.');
});

test('a try under way is no news, the reason and the arrival are', () => {
  expect(newsOf(journey('waiting', 0))).toBe('saved');
  expect(newsOf(journey('sending', 0))).toBe('saved');
  expect(newsOf(journey('waiting', 0, { because: 'It is down.' }))).toBe('saved, not in Salesforce yet, It is down.');
  expect(newsOf(journey('in_crm', 0, { because: 'An old reason.' }))).toBe('in Salesforce');
});

test('taking back what the CRM has is told as that', () => {
  const words = deliveryStates.map((state) => {
    const undo = entry('undo', 60_000, { undoes: 'a', delivery: delivery(state, 0) });
    return journeysOf([undo], []).map(stateWords)[0];
  });
  expect(words).toEqual([
    'saved, being taken back in Salesforce',
    'saved, being taken back in Salesforce',
    'taken back in Salesforce too',
    'saved, but not taken back in Salesforce',
    'saved, and left as it is in Salesforce',
  ]);
});
