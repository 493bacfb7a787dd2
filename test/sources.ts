import { readdirSync } from 'node:fs';
import path from 'node:path';

/** What tools make and `.gitignore` names; folders that begin with a dot are left out as well. */
const made = new Set(['node_modules', 'dist', 'test-results']);

/** The TypeScript files of the project, or of these folders of it, by their paths from its root. Asks no git: a machine may have only Node. */
export function sources(...folders: readonly string[]): string[] {
  const within = (folder: string): string[] =>
    readdirSync(folder === '' ? '.' : folder, { withFileTypes: true }).flatMap((entry) => {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return made.has(entry.name) || entry.name.startsWith('.') ? [] : within(name);
      return /\.tsx?$/.test(entry.name) ? [name] : [];
    });
  return (folders.length > 0 ? folders : ['']).flatMap(within).sort();
}
