import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Legible } from './legible.tsx';

/** The host of a web address, or null when it is not http or https: such text is shown, never linked. */
export function webHost(url: string | null): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? host : null;
}

/** A link out, with the host it leads to in its tip; plain text when the address is not a web address. `quiet` for lists of links. */
export function OutsideLink({ url, children, quiet = false }: { url: string | null; children: ReactNode; quiet?: boolean }) {
  const host = webHost(url);
  if (!url || !host) return <Legible>{children}</Legible>;
  return (
    <a
      className={quiet ? 'hover:text-accent hover:underline' : 'link'}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      data-tip={`Opens ${host}`}
    >
      <Legible>{children}</Legible>
      {'\u00a0'}
      <ExternalLink size={11} aria-hidden="true" className={`inline align-[-1px] ${quiet ? 'text-ink-3' : ''}`} />
      <span className="sr-only"> (opens {host} in a new tab)</span>
    </a>
  );
}
