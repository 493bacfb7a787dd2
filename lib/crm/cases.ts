import type { CrmId } from '../contract/record.ts';
import type { CaseTable } from './case-table.ts';
import { cases as custom } from './custom.cases.ts';
import { cases as hubspot } from './hubspot.cases.ts';
import { cases as pipedrive } from './pipedrive.cases.ts';
import { cases as salesforce } from './salesforce.cases.ts';

/** The case table of every CRM: one without a table does not compile. */
export const cases: Readonly<Record<CrmId, CaseTable>> = {
  salesforce,
  hubspot,
  pipedrive,
  custom,
} satisfies Record<CrmId, CaseTable>;
