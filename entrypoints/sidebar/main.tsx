import '../../lib/client/jitless.ts';
import { focusManager, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { leadKey, leadQuery } from '../../lib/client/lead.ts';
import { refKey } from '../../lib/contract/record.ts';
import { App } from './app.tsx';
import type { Ground } from './boot.ts';
import { handOver } from './hand-over.ts';
import { type AppParts, assemble } from './parts.ts';

/** Until the lead whose first words are on screen is in the cache: the app would otherwise begin by taking them away. */
async function dataOf(parts: AppParts): Promise<void> {
  const ref = parts.link.record();
  if (ref === null || parts.drawn() !== refKey(ref)) return;
  await parts.head.begin(ref).copy;
  if (parts.client.getQueryData(leadKey(refKey(ref))) === undefined)
    await parts.client.prefetchQuery(leadQuery(parts.client, parts.leadParts, ref));
}

/** Starts the app on the ground the boot has laid. */
export async function mount(ground: Ground): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) return;
  // A window that was only covered comes back without a change of visibility.
  focusManager.setEventListener((changed) => {
    const look = () => changed();
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  });
  const parts = assemble(ground);
  ground.link.onRecord((ref) => handOver(parts, ref));
  await dataOf(parts);
  createRoot(root).render(
    <QueryClientProvider client={parts.client}>
      <App parts={parts} />
    </QueryClientProvider>,
  );
}
