import * as z from 'zod';
import { ApiError } from './api-error.ts';
import type { Asked } from './route.ts';

export const leadParams = z.object({ id: z.uuid() });

/** The lead an address names. */
export function leadIdOf(params: Asked['params']): string {
  const read = leadParams.safeParse(params);
  if (!read.success) throw new ApiError('no_lead', { message: 'There is no lead with this id.' });
  return read.data.id.toLowerCase();
}
