import { Tooltip } from '@base-ui/react/tooltip';
import { Legible } from './legible.tsx';

/** The one tip of the sidebar, placed beside whatever is hovered or focused. */
export function Tip({ anchor, text, close }: { anchor: Element; text: string; close: () => void }) {
  return (
    <Tooltip.Root open onOpenChange={(open) => open || close()}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} side="bottom" align="end" sideOffset={4} collisionPadding={8} className="z-40">
          <Tooltip.Popup
            role="tooltip"
            className="card max-w-72 rounded-md bg-ink px-2 py-1 text-xs whitespace-pre-line text-bg shadow-md"
          >
            <Legible>{text}</Legible>
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
