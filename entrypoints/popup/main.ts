import { browser } from 'wxt/browser';
import { type Choice, siteChoices } from '../../lib/site/choices.ts';
import { isStarted } from '../../lib/site/granted.ts';

/** A background that has just been installed gets this long to begin. */
const patienceMs = 2000;

const root = document.getElementById('root');
const [tab] = await browser.tabs.query({ active: true, currentWindow: true });

async function draw(instead?: string): Promise<void> {
  const { sentence, choices } = await siteChoices(tab ?? {});
  const say = document.createElement('p');
  say.textContent = instead ?? sentence;
  root?.replaceChildren(say, ...choices.map(button));
}

function button(choice: Choice): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = choice.label;
  const act = async () => {
    await choice.act();
    if (choice.closes) window.close();
    else await draw();
  };
  made.addEventListener('click', () => void act());
  return made;
}

if (!(await isStarted())) {
  await draw('Leadside is starting again after an update.');
  await new Promise((done) => setTimeout(done, patienceMs));
  // Closes this popup too; the panel comes up in the tabs that are open.
  if (!(await isStarted())) browser.runtime.reload();
}
await draw();
