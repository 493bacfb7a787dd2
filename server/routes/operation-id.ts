import * as z from 'zod';
import { ApiError } from './api-error.ts';

const uuid = z.uuid();

/** The operation an address names. What is no id is of nothing. */
export function operationIdOf({ operationId }: Readonly<Record<string, string>>): string {
  const parsed = uuid.safeParse(operationId);
  if (!parsed.success) throw new ApiError('not_found', { message: 'Nothing of this id is on its way to a CRM.' });
  return parsed.data;
}
