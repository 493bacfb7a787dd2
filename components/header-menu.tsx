import { Menu } from '@base-ui/react/menu';
import { EllipsisVertical } from 'lucide-react';
import type { Actions } from './view.ts';

const item = 'flex min-h-7 cursor-default items-center rounded px-2 text-sm outline-none data-highlighted:bg-soft';

/** The seldom-used choices of the frame. Fetched at the first press, and so open from the start. */
export function HeaderMenu({ actions }: { actions: Actions }) {
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger className="icon-btn" aria-label="More">
        <EllipsisVertical size={16} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={2} align="end" className="z-30 outline-none">
          <Menu.Popup className="card w-56 rounded-lg border border-edge bg-bg p-1 shadow-lg outline-none">
            <Menu.Item className={item} onClick={actions.dock}>
              Dock to the browser's side panel
            </Menu.Item>
            <Menu.Item className={item} onClick={actions.refresh}>
              Refresh
            </Menu.Item>
            <Menu.Item className={item} onClick={actions.connect}>
              Settings
            </Menu.Item>
            <Menu.Separator className="my-1 h-px bg-line" />
            <Menu.Item className={item} onClick={actions.offForSite}>
              Turn off on this site
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
