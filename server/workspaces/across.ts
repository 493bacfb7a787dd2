import type { Pool } from 'pg';

/**
 * Every place that asks the database about more than one workspace, and why it has to. All else goes through `inWorkspace` or
 * `readWorkspace`, under a role that sees one workspace.
 */
export const across = {
  token: 'The workspace of a request is what the look-up of its token finds out.',
  refreshToken: 'The workspace of a session is what the look-up of its refresh token finds out.',
  pairingCode: 'The workspace of a pairing code is what the look-up of the code finds out.',
  workspaces: 'The list of workspaces, for the commands of whoever runs the server.',
  outboxReady: 'One deliverer serves all workspaces: which connections have work that is due.',
  outboxNext: 'When the deliverer has to wake up next.',
  crmSweep: 'One sweeper serves all workspaces: which connections have records to be read again.',
  refresh: 'One refresher serves all workspaces: which of them have outdated contexts.',
  accountTaken: 'An account of a CRM belongs to one workspace of the server: whether another one has proven it.',
  metrics: 'Figures of the whole server; counts and ages only.',
} as const satisfies Record<string, string>;

/** Asks across workspaces, for one of the reasons above. */
export function acrossWorkspaces(pool: Pool, _reason: keyof typeof across): Pick<Pool, 'query'> {
  return pool;
}
