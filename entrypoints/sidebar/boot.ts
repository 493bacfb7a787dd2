/** Runs before the app's bundle is evaluated, so that nothing the first paint needs waits for React. */
void import('./main.tsx');
