import { readFileSync } from 'node:fs';

/** Permissions of either target, as the manifests written down have them. */
export function permissions(): string[] {
  const all = ['chrome', 'firefox'].flatMap((target) => {
    const manifest = JSON.parse(readFileSync(`test/artefact/manifest.${target}.json`, 'utf8')) as { permissions: string[] };
    return manifest.permissions;
  });
  return [...new Set(all)];
}
