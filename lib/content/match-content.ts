import type { RawTouch } from '../contract/facts.ts';
import type { FunnelStage, TouchKind } from '../contract/touch.ts';
import { hasAny } from '../policy/judge-criterion.ts';
import { matchesPage, pageAddress } from '../policy/page-pattern.ts';
import type { ContentEntry } from '../policy/parts.ts';

export type TouchLike = Pick<RawTouch, 'kind' | 'name' | 'title' | 'url' | 'path' | 'stage' | 'topic'>;
export type Matched = { title: string; kind: TouchKind; stage: FunnelStage | null; topic: string | null };

/**
 * What the catalogue says of a page or event; the first entry that recognises it wins. What the tracker said about stage
 * and topic stands, and so does a kind more telling than `page` or `other`.
 */
export function matchContent(touch: TouchLike, catalogue: readonly ContentEntry[]): Matched {
  const address = pageAddress(touch);
  const words = `${touch.name} ${touch.title}`;
  const entry = catalogue.find(
    (candidate) =>
      (address !== null && candidate.pages?.some((pattern) => matchesPage(pattern, address))) ||
      (candidate.words !== undefined && hasAny(words, candidate.words)),
  );
  const plainKind = touch.kind === 'page' || touch.kind === 'other';
  const isPage = touch.kind === 'page';
  // Of a page without a title its path says more than the name all page views have.
  const unnamed = isPage ? (address?.path ?? touch.name.trim()) : touch.name.trim() || address?.path;
  return {
    title: (isPage ? entry?.title : undefined) ?? (touch.title.trim() || unnamed || 'Untitled'),
    kind: plainKind ? (entry?.kind ?? touch.kind) : touch.kind,
    stage: touch.stage ?? entry?.stage ?? null,
    topic: touch.topic ?? entry?.topic ?? null,
  };
}
