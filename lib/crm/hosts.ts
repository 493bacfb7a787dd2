import type { CrmId } from '../contract/record.ts';

/**
 * Match patterns of each CRM's own hosts: what the extension asks permission for, one CRM at a time, and where the
 * content script is registered. A pattern may only leave whole leading labels open, so HubSpot's regions are listed.
 * Salesforce's old instance hosts (`na139.salesforce.com`) and old communities are recognised but not asked for, since a
 * pattern for them would cover far more than records; such an origin can be registered.
 */
export const crmHosts: Readonly<Record<Exclude<CrmId, 'custom'>, readonly string[]>> = {
  salesforce: [
    'https://*.lightning.force.com/*',
    'https://*.my.salesforce.com/*',
    'https://*.my.site.com/*',
    'https://*.lightning.force.com.mcas.ms/*',
    'https://*.my.salesforce.com.mcas.ms/*',
    'https://*.lightning.crmforce.mil/*',
    'https://*.lightning.force.mil/*',
    'https://*.my.salesforce.mil/*',
    'https://*.lightning.sfcrmapps.cn/*',
    'https://*.my.sfcrmproducts.cn/*',
    'https://*.my-lightning.com/*',
  ],
  hubspot: [
    'https://app.hubspot.com/*',
    'https://app-eu1.hubspot.com/*',
    'https://app-na2.hubspot.com/*',
    'https://app-na3.hubspot.com/*',
    'https://app-ap1.hubspot.com/*',
  ],
  pipedrive: ['https://*.pipedrive.com/*'],
};
