import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, StartupError } from '../startup-error.ts';

/** A secret as the database holds it. */
export type Sealed = { secret: Buffer; keyId: string };

/** Seals the credentials of CRMs with a key that is never in the database. `purpose` binds a sealed secret to its place. */
export type Keyring = {
  /** Throws a `StartupError` with what to do when there is no key. */
  seal: (text: string, purpose: string) => Promise<Sealed>;
  /** Throws a `StartupError` with what to do when the key is missing, or when the secret was moved or changed. */
  unseal: (sealed: Sealed, purpose: string) => Promise<string>;
  /** The id of the key in use. */
  keyId: () => Promise<string>;
};

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const fileName = 'secrets-key';

/** The keys of `LEADSIDE_SECRETS_KEY`, newest first; null when one is not 32 bytes in base64. */
export function keysIn(said: string): Buffer[] | null {
  const parts = said.split(',').flatMap((part) => part.trim() || []);
  const keys = parts.map((part) => (/^[A-Za-z0-9+/_-]+={0,2}$/.test(part) ? Buffer.from(part, 'base64') : Buffer.alloc(0)));
  return keys.every((key) => key.length === keyBytes) ? keys : null;
}

/** Tells keys apart and says nothing of them. */
const idOf = (key: Buffer) => createHash('sha256').update('leadside key id\0').update(key).digest('hex').slice(0, 16);

async function readKeyFile(file: string): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw new StartupError(`The key file ${file} cannot be read (${codeOf(error)}); give this user the right to.`);
  });
  if (text === null) return null;
  const [key] = keysIn(text) ?? [];
  if (!key) throw new StartupError(`The key file ${file} holds no key; put it back from your backup.`);
  return key;
}

/** Made once; of two that make it at the same time one wins, and both use that one. */
async function makeKeyFile(file: string): Promise<Buffer> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const made = await readKeyFile(file);
  if (!made) throw new StartupError(`The key file ${file} is gone; put it back from your backup.`);
  return made;
}

/**
 * AES-256-GCM with the keys of the environment, the first of which seals; else with a key file beside our own database, made at
 * the first secret with mode 0600. With a database elsewhere and no key in the environment nothing is sealed.
 */
export function keyringFor(options: { keys: readonly Buffer[]; folder: string | null }): Keyring {
  const file = options.folder === null ? null : path.join(options.folder, fileName);

  const keyToSeal = async (): Promise<Buffer> => {
    const [first] = options.keys;
    if (first) return first;
    if (file === null)
      throw new StartupError(
        'There is no key to keep credentials with: set LEADSIDE_SECRETS_KEY to 32 random bytes in base64 (openssl rand -base64 32), the same for every server.',
      );
    return (await readKeyFile(file)) ?? makeKeyFile(file);
  };

  const keyBy = async (id: string): Promise<Buffer> => {
    const known = options.keys.find((key) => idOf(key) === id);
    const own = known ?? (file === null ? null : await readKeyFile(file));
    if (own && idOf(own) === id) return own;
    throw new StartupError(
      `The key ${id}, with which a credential was kept, is not here: add it to LEADSIDE_SECRETS_KEY, or set the credential again.`,
    );
  };

  return {
    async seal(text, purpose) {
      const key = await keyToSeal();
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return { secret: Buffer.concat([nonce, cipher.getAuthTag(), body]), keyId: idOf(key) };
    },
    async unseal({ secret, keyId }, purpose) {
      const key = await keyBy(keyId);
      const nonce = secret.subarray(0, nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(secret.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        return Buffer.concat([decipher.update(secret.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
      } catch {
        throw new StartupError('A credential does not open: it was changed or belongs elsewhere. Set it again.');
      }
    },
    async keyId() {
      return idOf(await keyToSeal());
    },
  };
}
