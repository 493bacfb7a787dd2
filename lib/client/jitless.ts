/** Import this before any schema: an extension page may not run text as code, and zod must not try to. */
import * as z from 'zod';

z.config({ jitless: true });
