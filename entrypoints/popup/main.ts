import { browser } from 'wxt/browser';
import { type Choice, siteChoices } from '../../lib/site/choices.ts';

const root = document.getElementById('root');
const [tab] = await browser.tabs.query({ active: true, currentWindow: true });

async function draw(): Promise<void> {
  const { sentence, choices } = await siteChoices(tab ?? {});
  const say = document.createElement('p');
  say.textContent = sentence;
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

await draw();
