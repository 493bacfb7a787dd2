import type { LeadContext } from '../lib/contract/context.ts';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { moment } from './time.ts';
import { crmName } from './words.ts';

/** A lead known to the CRM alone: where what is shown comes from, what is missing, and what makes it come. */
export function NoActivityYet({ context }: { context: LeadContext }) {
  const now = useNow();
  const { crm, read, who } = context;
  if (!crm || read.total > 0) return null;
  const name = crmName(crm.crm);
  return (
    <section aria-labelledby="title-no-activity" className="px-3.5 pb-3">
      <div className="card rounded-lg bg-raised px-3 py-2.5">
        <h2 id="title-no-activity" className="font-semibold">
          No marketing activity yet
        </h2>
        <p className="mt-0.5 text-ink-2">
          {crm.readAt === null
            ? 'Marketing has sent nothing about this lead.'
            : `What is shown comes from ${name}, read ${moment(crm.readAt, now)}.`}{' '}
          {who.email ? (
            <>
              Visits and forms of <Legible>{who.email.value}</Legible> appear here by themselves once marketing sends them.
            </>
          ) : (
            `It has no email: add one in ${name}, so that marketing's events can find this lead.`
          )}{' '}
          You can decide and log meanwhile.
        </p>
      </div>
    </section>
  );
}
