/**
 * Checks of what arrives in a frame from the page's side. By hand, where the house uses zod: this runs before the first
 * paint of a record, and the schemas would be a third of all the code loaded by then.
 */
import type { RecordRef } from '../contract/record.ts';
import { adapters } from '../crm/adapters.ts';
import type { ToFrame } from './messages.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});
const isWord = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 200;
const kinds: readonly unknown[] = ['lead', 'contact', 'account', 'opportunity'] satisfies readonly RecordRef['object'][];

function readRef(value: unknown): RecordRef | null {
  const { crm, account, object, id, ...rest } = fieldsOf(value);
  const known = typeof crm === 'string' && Object.hasOwn(adapters, crm) && kinds.includes(object);
  if (!known || !isWord(account) || !isWord(id) || Object.keys(rest).length) return null;
  return { crm: crm as RecordRef['crm'], account, object: object as RecordRef['object'], id };
}

/** The message, or null when it is anything but one: wrong shape, unknown fields, a ref outside the contract's bounds. */
export function readToFrame(value: unknown): ToFrame | null {
  const { t, seq, ref, open, width, top, ...rest } = fieldsOf(value);
  if (t === 'focus') return { t };
  if (t !== 'state' || Object.keys(rest).length) return null;
  if (!Number.isInteger(seq) || typeof open !== 'boolean' || !Number.isFinite(width) || !Number.isFinite(top)) return null;
  const checked = ref === null ? null : readRef(ref);
  if (ref !== null && checked === null) return null;
  return { t, seq: Number(seq), ref: checked, open, width: Number(width), top: Number(top) };
}

/** Whether a window message is the hello that carries this nonce. An empty nonce pairs with nobody. */
export function isHello(value: unknown, nonce: string): boolean {
  const { t, nonce: said } = fieldsOf(value);
  return t === 'leadside' && nonce.length >= 16 && said === nonce;
}
