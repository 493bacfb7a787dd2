import { browser } from 'wxt/browser';
import { reasonLabel } from '../../components/journey-label.ts';
import type { NamedCrm, OptionsState, Unsent } from '../../components/options/view.ts';
import { dateLabel } from '../../components/time.ts';
import { operationLabel } from '../../components/words.ts';
import { type Connection, identityOf, readConnection } from '../../lib/client/connection.ts';
import { openCopies } from '../../lib/client/copies.ts';
import { originPermission } from '../../lib/client/crm-origin.ts';
import type { Preset } from '../../lib/client/preset.ts';
import { crmHosts } from '../../lib/crm/hosts.ts';
import type { Entry } from '../../lib/outbox/entry.ts';
import type { OutboxStore } from '../../lib/outbox/store.ts';
import { storedCrms } from '../../lib/site/crms.ts';
import { ownOff } from '../../lib/site/off.ts';
import type { SignIn } from './sign-in.ts';

const names: Record<NamedCrm['crm'], string> = { salesforce: 'Salesforce', hubspot: 'HubSpot', pipedrive: 'Pipedrive' };

const granted = (origins: readonly string[]) => browser.permissions.contains({ origins: [...origins] });

async function namedCrms(): Promise<NamedCrm[]> {
  const all = Object.entries(names) as [NamedCrm['crm'], string][];
  return Promise.all(
    all.map(async ([crm, name]) => ({ crm, name, hosts: crmHosts[crm], granted: await granted(crmHosts[crm]) })),
  );
}

function shown(connection: Connection | null): OptionsState['connection'] {
  if (connection === null) return null;
  const { apiUrl, expiresAt, session, ended = false, endedWhy = null, who } = connection;
  return { ...who, apiUrl, expiresAt, ended, endedWhy, session: session ? { endsAt: session.endsAt } : null };
}

export const nothingRead: OptionsState = {
  connection: 'reading',
  preset: { apiUrl: null, workspace: null, off: [] },
  switching: null,
  notice: null,
  crms: [],
  own: [],
  off: [],
  unsent: [],
  parked: 0,
  writeBack: null,
};

const copies = openCopies(browser.storage.session);

/** An entry with the lead's name and the reason's label, from the copy this browser holds in memory: neither is on disk. */
async function named({ id, key, operation, state, because }: Entry, fingerprint: string | null): Promise<Unsent> {
  const copy = await copies.read(key, fingerprint);
  const reason = (code: string) => (copy ? reasonLabel(copy.context.disposition, code) : code.replaceAll('_', ' '));
  const did = operationLabel(operation, reason, (date) => dateLabel(date, Date.now()));
  const lead = copy?.context.who.name?.value ?? copy?.context.who.email?.value ?? null;
  return { id, operation, state, because, lead, did };
}

/** Everything the options page shows, read afresh. Never rejects: what the device does not give is said as `broken`. */
export async function readState(
  store: OutboxStore,
  preset: Preset,
  signIn: Pick<SignIn, 'switching' | 'notice'>,
): Promise<OptionsState> {
  const [stored, crms, off] = await Promise.all([storedCrms(), namedCrms(), ownOff()]);
  const mine = stored.map((crm) => ({ ...crm, byAdmin: preset.crms.some((one) => one.origin === crm.origin) }));
  const theirs = preset.crms.filter((one) => !stored.some((crm) => crm.origin === one.origin));
  const own = await Promise.all(
    [...mine, ...theirs.map((crm) => ({ ...crm, byAdmin: true }))].map(async (crm) => ({
      ...crm,
      granted: await granted([originPermission(crm.origin)]),
    })),
  );
  const common = {
    preset: { apiUrl: preset.apiUrl, workspace: preset.workspace, off: preset.off },
    crms,
    own,
    off: [...new Set([...preset.off, ...off])],
    writeBack: null,
    notice: signIn.notice(),
  };
  try {
    const [connection, { entries, parked }] = await Promise.all([readConnection(), store.all()]);
    const by = connection === null ? null : identityOf(connection);
    const mineUnsent = entries.filter((entry) => by === null || entry.by === by);
    const unsent = await Promise.all(mineUnsent.map((entry) => named(entry, connection?.fingerprint ?? null)));
    const now = signIn.switching();
    const switching = now && {
      from: `${now.from.who.name}, ${now.from.who.workspace}`,
      to: `${now.to.who.name}, ${now.to.who.workspace}`,
      unsent,
      canSend: now.from.ended !== true,
    };
    return { ...common, connection: shown(connection), unsent, parked: parked.length, switching };
  } catch {
    return { ...common, connection: 'broken', unsent: [], parked: 0, switching: null };
  }
}
