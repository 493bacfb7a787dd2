import {
  CircleHelp,
  CloudOff,
  EyeOff,
  Link2Off,
  Lock,
  type LucideIcon,
  PlugZap,
  RefreshCw,
  ScanSearch,
  ServerCog,
  TriangleAlert,
  UserX,
  WifiOff,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Legible } from './legible.tsx';
import { LinkForm } from './link-form.tsx';
import { UnsavedList } from './unsaved-list.tsx';
import type { Actions, View } from './view.ts';
import { crmName } from './words.ts';

type Shape = { icon: LucideIcon; title: string; text: ReactNode; main?: { words: string; act: () => void } };

function Screen({ icon: Icon, title, text, main, children }: Shape & { children?: ReactNode }) {
  return (
    <div className="mx-auto max-w-sm px-6 pt-14 pb-8">
      <span aria-hidden="true" className="grid size-9 place-items-center rounded-lg bg-soft text-ink-2">
        <Icon size={18} />
      </span>
      <h1 className="mt-3 text-lg font-semibold">{title}</h1>
      <div className="mt-1 text-ink-2">{text}</div>
      {main ? (
        <button type="button" className="btn btn-main mt-4" onClick={main.act}>
          {main.words}
        </button>
      ) : null}
      {children}
    </div>
  );
}

type StateView = Exclude<View, { kind: 'lead' } | { kind: 'loading' }>;

/** What waits on this device for its author. */
const keptWords = (unsent: number) =>
  `${unsent} ${unsent === 1 ? 'choice is' : 'choices are'} kept on this device and will be sent once you are connected again.`;

const whySignedOut = {
  expired: 'Your token has expired. Ask an admin for a new one.',
  refused: 'The server does not accept your token. Ask an admin for one that is valid.',
  ended: 'Your session has ended.',
} as const;

function shapeOf(view: StateView, actions: Actions): Shape {
  const connect = { words: 'Connect', act: actions.connect };
  const again = { words: 'Try again', act: actions.refresh };
  switch (view.kind) {
    case 'first_run':
      if (view.unsent > 0)
        return {
          icon: Lock,
          title: 'Signed out',
          text: keptWords(view.unsent),
          main: { words: 'Connect again', act: actions.connect },
        };
      return {
        icon: PlugZap,
        title: 'Connect Leadside',
        text: 'Leadside shows the story of a lead beside its record. It needs the address of your context server and a way to sign in; your admin has both. Nothing is read from the CRM but the address of the record.',
        main: connect,
      };
    case 'signed_out': {
      const why = view.why === undefined ? whySignedOut[view.because] : <Legible>{view.why}</Legible>;
      const kept = view.unsent > 0 ? ` ${keptWords(view.unsent)}` : ' Nothing is waiting to be sent.';
      return {
        icon: Lock,
        title: 'Signed out',
        text: (
          <>
            {why}
            {kept}
          </>
        ),
        main: { words: view.because === 'ended' ? 'Sign in again' : 'Connect again', act: actions.connect },
      };
    }
    case 'no_record':
      return {
        icon: ScanSearch,
        title: 'No record open',
        text: 'Open a lead or contact in the CRM, and its story appears here.',
      };
    case 'unknown_record':
      return {
        icon: Link2Off,
        title: 'No lead is linked to this record',
        text: (
          <>
            {view.because === null ? null : (
              <>
                <Legible className="text-ink">{view.because}</Legible>{' '}
              </>
            )}
            Marketing has sent nothing that names this {view.ref.crm === 'custom' ? 'CRM' : crmName(view.ref.crm)}{' '}
            {view.ref.object}.
          </>
        ),
      };
    case 'erased':
      return {
        icon: UserX,
        title: 'This person was erased',
        text: 'Nothing about them is kept or taken in any more. What was written about them, unfinished notes too, is gone from the server and from this device.',
      };
    case 'restricted':
      return {
        icon: EyeOff,
        title: 'This lead is restricted',
        text: "What is known of them is kept, but not shown or used. To work with them, ask an admin or your workspace's privacy contact. What you wrote and have not sent stays on this device.",
      };
    case 'forbidden':
      return {
        icon: Lock,
        title: 'Not yours to see',
        text: <Legible>{view.message}</Legible>,
        main: { words: 'Use another token', act: actions.connect },
      };
    case 'offline':
      return {
        icon: WifiOff,
        title: 'You are offline',
        text: 'There is no copy of this lead on this device. It loads by itself once the connection is back.',
        main: again,
      };
    case 'unreachable':
      return {
        icon: CloudOff,
        title: 'The server cannot be reached',
        text: (
          <>
            <Legible>{view.message}</Legible> It is tried again by itself. The address in use is{' '}
            <Legible className="text-ink">{view.apiUrl}</Legible>.
          </>
        ),
        main: again,
      };
    case 'server_too_old':
      return {
        icon: ServerCog,
        title: 'The server is too old',
        text: `It speaks version ${view.server} and this extension needs version ${view.needs}. Ask your admin to update the context server.`,
        main: again,
      };
    case 'client_too_old':
      return {
        icon: RefreshCw,
        title: 'Update the extension',
        text: 'The server no longer serves this version. Update Leadside on the extensions page of the browser, then open the record again.',
        main: again,
      };
    case 'error':
      return {
        icon: TriangleAlert,
        title: 'This lead could not be loaded',
        text: (
          <>
            <Legible>{view.message}</Legible> <Legible>{view.fix}</Legible>
          </>
        ),
        main: again,
      };
  }
}

/** Every state without a lead: what it is, in one sentence why, and the one thing to do. */
export function StateScreen({ view, actions }: { view: StateView; actions: Actions }) {
  return (
    <Screen {...shapeOf(view, actions)}>
      {view.kind === 'unknown_record' ? <LinkForm link={view.link} actions={actions} /> : null}
      {view.kind === 'erased' || view.kind === 'restricted' ? <UnsavedList view={view} actions={actions} /> : null}
      {view.kind === 'unreachable' ? (
        <button type="button" className="link mt-3 block min-h-6" onClick={actions.connect}>
          Check the address
        </button>
      ) : null}
      {view.kind === 'error' && view.requestId ? (
        <p className="mt-4 flex items-center gap-1.5 text-xs text-ink-2">
          <CircleHelp size={12} aria-hidden="true" className="flex-none" />
          <span>
            Request <Legible className="select-all">{view.requestId}</Legible>
          </span>
        </p>
      ) : null}
    </Screen>
  );
}
