import pg from 'pg';
import { codeOf, StartupError } from '../startup-error.ts';

/** Under this role a request sees the rows of its own workspace only. Of the whole Postgres, not of one database. */
export const appRole = 'leadside_app';
/** The setting that says which workspace. */
export const workspaceSetting = 'leadside.workspace';

type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
const rights: readonly Right[] = ['DELETE', 'INSERT', 'SELECT', 'UPDATE'];
/** Tables in which the role may do less: what is never changed, or never removed, by a request. */
const fewer: Readonly<Record<string, readonly Right[]>> = {
  workspaces: ['INSERT', 'SELECT', 'UPDATE'],
  policies: ['INSERT', 'SELECT'],
  tokens: ['INSERT', 'SELECT', 'UPDATE'],
};

type Table = {
  name: string;
  owner: string;
  /** The column that holds the workspace. */
  key: 'workspace_id' | 'id';
  enforced: boolean;
  policies: string[];
  granted: string[];
};

const ours = ['leadside_across', 'leadside_workspace'];

/** Every table that belongs to workspaces, found by its column, so that no table can be forgotten. */
const tablesSql = `select c.relname as name, pg_get_userbyid(c.relowner) as owner, a.attname as key,
    c.relrowsecurity and c.relforcerowsecurity as enforced,
    array(select polname::text from pg_policy where polrelid = c.oid order by polname) as policies,
    array(select privilege_type from aclexplode(c.relacl) where grantee = $1::regrole order by privilege_type) as granted
  from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    and a.attname = case c.relname when 'workspaces' then 'id' else 'workspace_id' end
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;

/** Left empty the setting names no workspace, and no row is anybody's. */
const current = `nullif(current_setting('${workspaceSetting}', true), '')::uuid`;

function statementsFor({ name, owner, key, enforced, policies, granted }: Table): string[] {
  const table = pg.escapeIdentifier(name);
  const wanted = fewer[name] ?? rights;
  const statements: string[] = [];
  if (!enforced)
    statements.push(`alter table ${table} enable row level security`, `alter table ${table} force row level security`);
  if (String(policies) !== String(ours))
    statements.push(
      ...policies.map((policy) => `drop policy ${pg.escapeIdentifier(policy)} on ${table}`),
      `create policy leadside_workspace on ${table} to ${appRole} using (${key} = ${current}) with check (${key} = ${current})`,
      // Forced on its owner too, who is the server: what works across workspaces does so as this user, in the places named in across.ts.
      `create policy leadside_across on ${table} to ${pg.escapeIdentifier(owner)} using (true) with check (true)`,
    );
  if (String(granted) !== String(wanted))
    statements.push(`revoke all on ${table} from ${appRole}`, `grant ${wanted.join(', ')} on ${table} to ${appRole}`);
  return statements;
}

/** Another database of the same Postgres may be doing the same at this moment. */
const already = new Set(['42710', '23505', 'XX000']);

async function administer(client: pg.Client, statement: string): Promise<void> {
  await client.query(statement).catch((error: unknown) => {
    if (!already.has(codeOf(error) ?? '')) throw error;
  });
}

type RoleState = { exists: boolean; ready: boolean; bypasses: string | null; user: string };

async function roleState(client: pg.Client): Promise<RoleState> {
  const { rows } = await client.query<RoleState>(
    `select r.oid is not null as exists, current_user as user,
       coalesce(pg_has_role(r.oid, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end), false) as ready,
       case when r.rolsuper then 'is a superuser' when r.rolbypassrls then 'has BYPASSRLS' when r.rolcanlogin then 'may log in'
         when exists (select from pg_auth_members m where m.member = r.oid) then 'is a member of another role'
         when exists (select from pg_class c where c.relowner = r.oid) then 'owns tables'
         when has_schema_privilege(r.oid, 'public', 'create') then 'may create tables' end as bypasses
     from (select 1) as one left join pg_roles r on r.rolname = $1`,
    [appRole],
  );
  const [state] = rows;
  if (!state) throw new Error('One row was expected');
  return state;
}

async function ensureRole(client: pg.Client): Promise<void> {
  let state = await roleState(client);
  try {
    if (!state.exists)
      await administer(client, `create role ${appRole} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit`);
    if (!state.ready) {
      // A superuser is a member of every role; whoever made this one is not on its own.
      state = await roleState(client);
      if (!state.ready) await administer(client, `grant ${appRole} to current_user`);
    }
  } catch (cause) {
    if (codeOf(cause) !== '42501') throw cause;
    throw new StartupError(
      `The database user ${state.user} may not set up the role ${appRole}, under which each request sees only its own workspace; as an administrator of this Postgres run once: ${state.exists ? '' : `create role ${appRole} nologin; `}grant ${appRole} to ${pg.escapeIdentifier(state.user)};`,
      { cause },
    );
  }
  const { bypasses } = await roleState(client);
  if (bypasses !== null)
    throw new StartupError(
      `The database role ${appRole} ${bypasses}, so it does not keep workspaces apart; take that from it, or drop it and start again.`,
    );
}

/**
 * Keeps the workspaces of a database apart inside Postgres: the role, row-level security on each table of a workspace, and what
 * the role may do there. Looks first and changes only what is not so yet, so it runs at every start: a role does not travel
 * with a dump, and a new table is found by its column. Throws a `StartupError` that says what to run where the
 * user may not do it. The caller holds the lock of migrations.
 */
export async function isolate(client: pg.Client): Promise<void> {
  await ensureRole(client);
  const { rows } = await client.query<Table>(tablesSql, [appRole]);
  // One message is one transaction: no table is ever shut with nobody let in.
  for (const table of rows) {
    const statements = statementsFor(table);
    if (statements.length > 0) await client.query(statements.join('; '));
  }
}
