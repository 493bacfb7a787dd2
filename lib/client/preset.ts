import './jitless.ts';
import { browser } from 'wxt/browser';
import * as z from 'zod';
import { type RegisteredCrm, registeredCrm } from '../contract/session.ts';

/** What an admin has set for every browser of the company; nothing of it is secret. */
export type Preset = { apiUrl: string | null; workspace: string | null; crms: readonly RegisteredCrm[]; off: readonly string[] };

const origin = z.url().transform((address) => new URL(address).origin);

export const noPreset: Preset = { apiUrl: null, workspace: null, crms: [], off: [] };

/** Reads managed storage; a browser without it, or with values that do not fit, has no preset. */
export async function readPreset(): Promise<Preset> {
  try {
    const stored = await browser.storage.managed.get(['apiUrl', 'workspace', 'crms', 'off']);
    const text = z.string().min(1);
    const list = z.array(z.unknown()).catch([]);
    return {
      apiUrl: text.safeParse(stored.apiUrl).data ?? null,
      workspace: z.uuid().safeParse(stored.workspace).data ?? null,
      crms: list.parse(stored.crms).flatMap((one) => registeredCrm.safeParse(one).data ?? []),
      off: list.parse(stored.off).flatMap((one) => origin.safeParse(one).data ?? []),
    };
  } catch {
    return noPreset;
  }
}
