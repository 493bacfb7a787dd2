import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startPageSide } from '../lib/frame/page-side.ts';

/**
 * Registered by the background for granted hosts, and started by it in tabs that were open before.
 * `wxt.config.ts` builds it as a plain script: the wrapper WXT puts around a content script costs more than this does.
 */
export default defineUnlistedScript(() => {
  const world = globalThis as { leadside?: ReturnType<typeof startPageSide> };
  if (!world.leadside?.alive()) world.leadside = startPageSide();
});
