import pg, { type Pool } from 'pg';
import { appRole } from '../../db/isolate.ts';

/** What keeps two workspaces apart: that every statement names its workspace, and that Postgres shows the role of requests no other. */
export type Walls = { predicates: boolean; rowSecurity: boolean };

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/** Which statements have to name their workspace, seen from the text: those a client sends under the role of requests. */
function underRole(client: pg.Client & { isApp?: boolean }, text: string): boolean {
  if (text.includes(`role ${appRole}`)) client.isApp = true;
  // Set for one transaction only, by a pool's client; a reader's stays.
  if (/^(commit|rollback)$/i.test(text.trim())) client.isApp = false;
  return client.isApp === true;
}

const predicate = /\b(?:\w+\.)?workspace_id = (\$\d+)/g;
const ofWorkspaces = /(from workspaces (?:w )?where )(?:w\.)?id = (\$\d+)/g;

/** The same statement for whichever workspace: one more name, since a prepared statement has one text. */
const withoutPredicate = (text: string) =>
  text.replaceAll(predicate, '($1::uuid is not null)').replaceAll(ofWorkspaces, '$1($2::uuid is not null)');

let bare = false;
let taken = 0;
const prototype = pg.Client.prototype as unknown as { query: Query };
const real = prototype.query;
// From the start, since connections that are opened earlier and kept have said their role by then.
prototype.query = function query(config, ...rest) {
  const { text, name } = typeof config === 'string' ? { text: config, name: undefined } : (config as pg.QueryConfig);
  const plain = () => real.call(this, config, ...rest);
  if (typeof text !== 'string' || !underRole(this, text) || !bare) return plain();
  const changed = withoutPredicate(text);
  if (changed === text) return plain();
  taken += 1;
  const whole = { ...(config as object), text: changed, ...(name ? { name: `${name} bare` } : {}) };
  return real.call(this, typeof config === 'string' ? changed : whole, ...rest);
};

/**
 * Leaves standing only the walls that are named, for one test database and this process. Tells how many predicates were taken away meanwhile, and puts
 * all back.
 */
export async function onlyWalls(pool: Pool, { predicates, rowSecurity }: Walls) {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relforcerowsecurity order by 1`,
  );
  const security = async (on: boolean) => {
    for (const { name } of rows) await pool.query(`alter table ${name} ${on ? 'enable' : 'disable'} row level security`);
  };
  if (!rowSecurity) await security(false);
  bare = !predicates;
  const before = taken;
  return {
    tables: rows.length,
    taken: () => taken - before,
    async rebuild() {
      bare = false;
      if (!rowSecurity) await security(true);
    },
  };
}
