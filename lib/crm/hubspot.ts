import type { Adapter, Form } from './adapter.ts';

/** `/{app}/{portal}/{object}/{id}`, on any tab of the record. */
const form = (app: string, object: string): Form => ({
  match: new RegExp(`^/${app}/(?<account>[1-9]\\d*)/${object}/(?<id>[1-9]\\d*)(/|$)`),
});

/**
 * Records by object type id, and the two older forms by name. Portal ids vary in length, and one number can name two
 * records of different types. Previews, boards and the sales workspace carry no id.
 */
export const hubspot: Adapter = {
  hosts: /^app(-[a-z]{2}\d)?\.hubspot\.com$/,
  objects: {
    '0-136': 'lead',
    '0-1': 'contact',
    '0-2': 'account',
    '0-3': 'opportunity',
    contact: 'contact',
    company: 'account',
    deal: 'opportunity',
  },
  keep: /^\/calling-(integration-popup-ui|cross-tab-embed)(\/|$)/,
  forms: [
    form('contacts', 'record/(?<object>0-\\d+)'),
    form('contacts', '(?<object>contact|company|deal)'),
    form('sales', '(?<object>contact|deal)'),
  ],
};
