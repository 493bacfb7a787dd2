/** The key of a choice, for the eye; a screen reader hears it from `aria-keyshortcuts`. */
export function Hotkey({ name }: { name: string | number }) {
  return (
    <span aria-hidden="true" className="key flex-none">
      {name}
    </span>
  );
}
