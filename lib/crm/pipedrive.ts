import type { Adapter } from './adapter.ts';

/** Leads by UUID, everything else by whole number. `app` is left out: it redirects to the company's own host. */
export const pipedrive: Adapter = {
  hosts: /^(?!(api|api-proxy|app|oauth|www|developers|support|devcommunity)\.)(?<account>[\w-]+)\.pipedrive\.com$/,
  objects: { leads: 'lead', person: 'contact', organization: 'account', deal: 'opportunity' },
  forms: [
    { match: /^\/(?<object>leads)\/(inbox|details)\/(?<id>[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12})\/?$/i },
    { match: /^\/(?<object>person|organization|deal)\/(?<id>[1-9]\d*)(\/|$)/ },
  ],
};
