import { browser } from 'wxt/browser';
import { startPageSide } from '../lib/frame/page-side.ts';

/**
 * Registered by the background for granted hosts, and started by it in tabs that were open before.
 * `wxt.config.ts` builds it as a plain script: the wrapper WXT puts around a content script costs more than this does.
 */
export default {
  main(): void {
    const world = globalThis as { leadside?: ReturnType<typeof startPageSide>; leadsideAhead?: boolean };
    const start = () => {
      // An update may come before this script has begun: the new build's is then the one to begin.
      if (browser.runtime?.id && !world.leadside?.alive()) world.leadside = startPageSide(world.leadsideAhead);
    };
    // Not in the way of the CRM's own parsing, not even with a question to the browser: its answer would make the parser yield.
    // All starts once that is done, or at its first pause after a tenth of a second.
    if (document.readyState !== 'loading') start();
    // A promise settles once: the later of the two could come to a script whose extension was reloaded meanwhile.
    else
      void new Promise((done) => {
        addEventListener('DOMContentLoaded', done);
        setTimeout(done, 100);
      }).then(start);
  },
};
