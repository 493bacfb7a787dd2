import { CloudOff } from 'lucide-react';
import { createContext, useContext } from 'react';
import type { CrmReading } from '../lib/contract/context.ts';
import { Legible } from './legible.tsx';
import { moment } from './time.ts';
import { crmName } from './words.ts';

/** How current what the CRM itself says is; undefined where no CRM is connected. */
export const CrmReadingContext = createContext<CrmReading | undefined>(undefined);

/** Why a fact may be old though its shelf life lasts: it comes from a CRM that cannot be read now. Null when it does not. */
export function unreadWords(reading: CrmReading | undefined, source: string | null, now: number): string | null {
  if (!reading?.failingSince || source === null) return null;
  const crm = crmName(reading.crm);
  if (source.trim().toLowerCase() !== crm.toLowerCase()) return null;
  return `${crm} cannot be read since ${moment(reading.failingSince, now)}`;
}

/** The same for the lead on screen. */
export function useUnread(now: number): (source: string | null) => string | null {
  const reading = useContext(CrmReadingContext);
  return (source) => unreadWords(reading, source, now);
}

/** A CRM that cannot be read: since when, why, and how old what it said is. Calm, since everything else stands. */
export function CrmReadingLine({ reading, now }: { reading: CrmReading | undefined; now: number }) {
  if (!reading?.failingSince) return null;
  const { crm, failingSince, readAt, because } = reading;
  const name = crmName(crm).replace(/^./, (first) => first.toUpperCase());
  return (
    <div className="mt-1.5 flex items-start gap-1.5 text-sm text-ink-2">
      <CloudOff size={13} aria-hidden="true" className="mt-0.5 flex-none text-warn" />
      <p className="min-w-0">
        {name} cannot be read since {moment(failingSince, now)}
        {readAt === null ? ', and was never read for this lead' : `; what it says here is from ${moment(readAt, now)}`}.
        {because ? (
          <>
            {' '}
            <Legible>{because}</Legible>
          </>
        ) : null}
      </p>
    </div>
  );
}
