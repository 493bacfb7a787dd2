import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../server/db/embedded.ts';
import { migrate } from '../../server/db/migrate.ts';
import { dropDatabase } from './drop.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; template: string };
  }
}

/** The same server, another database. */
export function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** One Postgres for the run: the one at `DATABASE_URL`, else an embedded one in a folder of its own, without fsync. */
async function open(): Promise<{ url: string; close: () => Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, close: async () => {} };
  const folder = await mkdtemp(path.join(tmpdir(), 'leadside-test-'));
  // As root Postgres runs as another user, who has to reach it.
  await chmod(folder, 0o711);
  const parameters = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const embedded = await openEmbedded({ folder, log: pino({ level: 'silent' }), parameters });
  return {
    url: embedded.url,
    async close() {
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
      if (embedded.folder !== folder) await rm(embedded.folder, { recursive: true, force: true });
    },
  };
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, close } = await open();
  const template = `leadside_template_${process.pid}`;
  await administer(url, `drop database if exists ${template}`);
  await administer(url, `create database ${template}`);
  await migrate(onDatabase(url, template));
  project.provide('postgres', { url, template });
  return async () => {
    await dropDatabase(url, template);
    await close();
  };
}
