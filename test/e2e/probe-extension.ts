/**
 * A second extension, made for a test: it has the CRM's pages for its own, or every page there is, and tries what another
 * extension can try on the panel. Its page is where it works from; it has no background.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type ProbeExtension = { folder: string; id: string; page: string };

/** Runs in every frame of the pages it has, before their own scripts; keeps all it sees in `loot`, for `probe.html` to fetch. */
const contentScript = `
  globalThis.loot = [];
  const keep = (what, found) => loot.push(what + ': ' + found);
  addEventListener('message', (event) => keep('message', JSON.stringify(event.data)), true);
  for (const type of ['keydown', 'keyup', 'beforeinput', 'input', 'paste', 'copy'])
    addEventListener(type, (event) => keep(type, event.key ?? event.data ?? ''), true);
  globalThis.lookAround = () => {
    const walk = (root) => {
      for (const one of root.querySelectorAll('*')) {
        const inner = chrome.dom.openOrClosedShadowRoot(one);
        if (!inner) continue;
        keep('shadow root', inner.innerHTML + inner.textContent);
        for (const frame of inner.querySelectorAll('iframe')) {
          keep('frame', [frame.src, String(frame.contentDocument), frame.title].join(' '));
          try {
            keep('frame document', frame.contentWindow.document.documentElement.outerHTML);
          } catch (error) {
            keep('frame document refused', error.name);
          }
          for (const said of [{ t: 'read' }, { t: 'leadside', nonce: frame.src.split('#')[1] ?? '' }]) {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => keep('answer', JSON.stringify(data));
            frame.contentWindow.postMessage(said, '*', [port2]);
            port1.postMessage({ t: 'focus' });
          }
        }
        walk(inner);
      }
    };
    walk(document);
    keep('page', document.documentElement.outerHTML + document.documentElement.innerText);
    keep('timings', JSON.stringify(performance.getEntries()));
    return loot;
  };
`;

/** Writes it into `folder`. `hosts` are the pages it may read and change. */
export async function writeProbe(folder: string, hosts: readonly string[]): Promise<ProbeExtension> {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = publicKey.export({ type: 'spki', format: 'der' });
  // How a browser names an extension by its key: the first half of the hash, in letters from a to p.
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const id = Array.from(hash, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
  const manifest = {
    manifest_version: 3,
    name: 'Probe',
    version: '1',
    key: key.toString('base64'),
    permissions: ['tabs', 'scripting', 'webNavigation'],
    host_permissions: hosts,
    content_scripts: [
      { matches: hosts, js: ['content.js'], all_frames: true, match_about_blank: true, run_at: 'document_start' },
    ],
  };
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest)),
    writeFile(path.join(folder, 'content.js'), contentScript),
    writeFile(path.join(folder, 'probe.html'), '<!doctype html><title>Probe</title>'),
  ]);
  return { folder, id, page: `chrome-extension://${id}/probe.html` };
}
