import { build } from 'wxt';

/** Where the built extension is: made by the run itself, or a folder named by `LEADSIDE_EXTENSION`. */
export const extensionPath = process.env.LEADSIDE_EXTENSION ?? '.output/chrome-mv3-e2e';

/** Builds the extension once before the tests. It differs from the shipped one only in the hosts it is granted. */
export default async function buildExtension(): Promise<void> {
  if (!process.env.LEADSIDE_EXTENSION) await build({ mode: 'e2e' });
}
