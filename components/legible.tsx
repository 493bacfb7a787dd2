import { EyeOff, Languages } from 'lucide-react';
import { Children, type ComponentProps } from 'react';
import { type Legible as Cleaned, legible, type Mark } from '../lib/text/legible.ts';

const did: Record<Exclude<Mark, 'mixed'>, string> = {
  turned: 'turn the text around them',
  unseen: 'cannot be seen',
  stacked: 'pile up on a letter',
};

function takenOut(hidden: number, found: readonly Mark[]): string {
  const what = found.filter((mark) => mark !== 'mixed').map((mark) => did[mark]);
  return hidden === 1
    ? `1 hidden character was taken out. Such characters ${what.join(' or ')}.`
    : `${hidden} hidden characters were taken out. Such characters ${what.join(' or ')}.`;
}

/**
 * Text that somebody else wrote, in a direction of its own, without what nobody can see. The one way such text is shown: what was
 * taken out, and letters that only look like others, are said by a small sign behind it.
 */
export function Legible({ children, ...rest }: ComponentProps<'bdi'>) {
  const parts = Children.toArray(children).map((part) => (typeof part === 'string' ? legible(part) : part));
  const cleaned = parts.filter((part): part is Cleaned => typeof part === 'object' && 'found' in part);
  const hidden = cleaned.reduce((sum, one) => sum + one.hidden, 0);
  const found = cleaned.flatMap((one) => one.found);
  return (
    <bdi {...rest}>
      {parts.map((part) => (typeof part === 'object' && 'found' in part ? part.text : part))}
      {hidden > 0 ? <Sign icon={EyeOff} says={takenOut(hidden, [...new Set(found)])} /> : null}
      {found.includes('mixed') ? (
        <Sign icon={Languages} says="A word here mixes letters of two alphabets that look alike: it may not be what it seems." />
      ) : null}
    </bdi>
  );
}

function Sign({ icon: Icon, says }: { icon: typeof EyeOff; says: string }) {
  return (
    <span role="img" aria-label={says} data-tip={says} className="ms-1 inline-block text-warn">
      <Icon size={12} aria-hidden="true" className="inline align-[-1px]" />
    </span>
  );
}
