import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { codeOf, StartupError } from '../startup-error.ts';
import { findPackage, type PostgresPackage } from './embedded-package.ts';
import { canEnter, isOurs, isRoot, type RunAs } from './embedded-user.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the library links the package's install script makes; installs with `--ignore-scripts` lack them. */
async function makeLinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of links.parse(JSON.parse(list))) {
    const at = path.join(native, path.relative('native', target));
    const to = path.relative(path.dirname(target), source);
    await symlink(to, at).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}

/** Why the binaries in `native` do not run as `user`, or `null` when they do. Running them is the only sure test. */
async function whyNot(native: string, user: RunAs | null): Promise<string | null> {
  if (user !== null && !(await canEnter(path.join(native, 'bin'), user))) return 'not reachable';
  try {
    await promisify(execFile)(path.join(native, 'bin', 'postgres'), ['--version'], {
      cwd: '/',
      timeout: 20_000,
      ...user,
    });
    return null;
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return stderr.split('\n')[0] || codeOf(error) || String(error);
  }
}

function caches(): string[] {
  const own =
    process.platform === 'darwin'
      ? path.join(homedir(), 'Library', 'Caches', 'leadside')
      : path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'leadside');
  const shared = path.join(tmpdir(), `leadside-${process.getuid?.() ?? 0}`);
  return isRoot() ? ['/var/cache/leadside', '/var/lib/leadside', shared] : [own, shared];
}

/** A whole copy under a cache folder: made aside and renamed, so that two servers at once never see half of one. */
async function copyInto(cache: string, from: PostgresPackage): Promise<string> {
  const target = path.join(cache, `${path.basename(from.name)}-${from.version}`);
  await mkdir(cache, { recursive: true, mode: 0o755 });
  if (isRoot()) await chmod(cache, 0o755);
  if (!(await isOurs(cache))) throw new StartupError(`${cache} belongs to somebody else.`);
  if (await stat(target).catch(() => null)) return target;
  const draft = `${target}.${randomUUID()}`;
  // Static archives serve compiling only, and are half of the files.
  const filter = (file: string) => !file.endsWith('.a');
  try {
    await cp(from.native, draft, { recursive: true, verbatimSymlinks: true, filter });
    await chmod(draft, 0o755);
    await makeLinks(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!['EEXIST', 'ENOTEMPTY'].includes(codeOf(error) ?? '')) throw error;
  }
  return target;
}

/**
 * Postgres binaries that run as `user`: those of the installed package, or a copy where that user can reach them when the
 * package lies below a closed folder or cannot be given its links. Throws a sentence when none runs.
 */
export async function findBinaries(user: RunAs | null, from?: PostgresPackage): Promise<Binaries> {
  const found = from ?? (await findPackage());
  let reason = await makeLinks(found.native).then(
    () => whyNot(found.native, user),
    (error: unknown) => codeOf(error) ?? String(error),
  );
  if (reason === null) return binariesIn(found.native);
  for (const cache of caches()) {
    try {
      const copy = await copyInto(cache, found);
      reason = await whyNot(copy, user);
      if (reason === null) return binariesIn(copy);
    } catch (error) {
      reason = codeOf(error) ?? String(error);
    }
  }
  throw new StartupError(
    `The Postgres of ${found.name} does not run here (${reason}); set DATABASE_URL to a Postgres 15 or newer.`,
  );
}

function binariesIn(native: string): Binaries {
  return { postgres: path.join(native, 'bin', 'postgres'), initdb: path.join(native, 'bin', 'initdb') };
}
