import '../../lib/client/jitless.ts';
import { focusManager, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import type { Ground } from './boot.ts';
import { handOver } from './hand-over.ts';
import { assemble } from './parts.ts';

/** Starts the app on the ground the boot has laid. */
export function mount(ground: Ground): void {
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
  createRoot(root).render(
    <QueryClientProvider client={parts.client}>
      <App parts={parts} />
    </QueryClientProvider>,
  );
}
