import type { Channel } from '../../contract/origin.ts';
import type { OriginInput } from '../index.ts';

/** `touched` is left out where it is the same as "an AI channel". */
export type Row = readonly [input: OriginInput, channel: Channel, assistant: string | null, touched?: boolean];

/** Rows that are counted together. `tricky`: a reader in haste would take it for the other answer. */
export type Group = {
  readonly name: string;
  readonly tricky: boolean;
  readonly rows: readonly Row[];
  /** Rows that are still read wrong: they count in every figure, and nobody requires them yet. */
  readonly open?: true;
};

export const from = (referrer: string, query = ''): OriginInput => ({
  referrer,
  landingUrl: `https://acme.test/pricing${query}`,
});
export const tags = (query: string): OriginInput => ({ landingUrl: `https://acme.test/pricing?${query}` });
export const agent = (userAgent: string): OriginInput => ({ userAgent });
export const says = (selfReported: string): OriginInput => ({ selfReported });
export const notes = (salesNote: string): OriginInput => ({ salesNote });
