import type { Person } from './provider.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Pick who you are, press the one button. */
export function loginPage(action: string, people: readonly Person[]): string {
  const options = people.map(({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test provider</title>
<form method="post" action="${escaped(action)}">
<label>Person <select name="person">${options}</select></label>
<button type="submit">Sign in</button>
</form></html>`;
}
