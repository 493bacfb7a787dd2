/** A bounded memory in which everything is forgotten after a while; when it is full, the oldest goes. */
export class Remembered<Value> {
  readonly #kept = new Map<string, { value: Value; until: number }>();
  readonly #most: number;
  readonly #now: () => number;

  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
  }

  get(key: string): Value | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    if (found.until > this.#now()) return found.value;
    this.#kept.delete(key);
    return undefined;
  }

  set(key: string, value: Value, ms: number): void {
    this.#kept.delete(key);
    if (this.#kept.size >= this.#most) for (const oldest of this.#kept.keys()) if (this.#kept.delete(oldest)) break;
    this.#kept.set(key, { value, until: this.#now() + ms });
  }
}
