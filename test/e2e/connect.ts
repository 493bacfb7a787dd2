/** Connects the extension as a person does: on its options page, with the API address, a token and their own CRM. */
import type { BrowserContext } from '@playwright/test';

export type Connection = { apiUrl: string; token: string; ownCrm?: { address: string; pattern: string } };

export async function connect(context: BrowserContext, extensionId: string, connection: Connection): Promise<void> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  await page.getByRole('button', { name: 'Paste a token' }).click();
  await page.getByLabel('API address').fill(connection.apiUrl);
  await page.getByLabel('Token').fill(connection.token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Connected' }).waitFor();
  if (connection.ownCrm) {
    await page.getByLabel('Address of your CRM').fill(connection.ownCrm.address);
    await page.getByLabel('Address of a record after the origin').fill(connection.ownCrm.pattern);
    await page.getByRole('button', { name: 'Add and allow' }).click();
    await page.getByText(`Leads at ${connection.ownCrm.pattern}`).waitFor();
  }
  await page.close();
}
