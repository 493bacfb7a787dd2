import './jitless.ts';
import { browser } from 'wxt/browser';
import * as z from 'zod';
import { type RegisteredCrm, registeredCrm } from '../contract/session.ts';

/** What an admin has set for every browser of the company; nothing of it is secret. */
export type Preset = { apiUrl: string | null; workspace: string | null; crms: readonly RegisteredCrm[] };

export const noPreset: Preset = { apiUrl: null, workspace: null, crms: [] };

/** Reads managed storage; a browser without it, or with values that do not fit, has no preset. */
export async function readPreset(): Promise<Preset> {
  try {
    const stored = await browser.storage.managed.get(['apiUrl', 'workspace', 'crms']);
    const text = z.string().min(1);
    const given = z.array(z.unknown()).catch([]).parse(stored.crms);
    return {
      apiUrl: text.safeParse(stored.apiUrl).data ?? null,
      workspace: text.safeParse(stored.workspace).data ?? null,
      crms: given.flatMap((one) => registeredCrm.safeParse(one).data ?? []),
    };
  } catch {
    return noPreset;
  }
}
