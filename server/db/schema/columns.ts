import { customType, timestamp } from 'drizzle-orm/pg-core';

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
/** An instant with milliseconds: what a tracker sends has no more. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
