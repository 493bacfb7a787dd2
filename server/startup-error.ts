/** Why a command or the server cannot go on, as one sentence for the person who started it. Shown without a stack. */
export class StartupError extends Error {
  override readonly name: string = 'StartupError';
  readonly exitCode: number;

  constructor(sentence: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(sentence, { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}

/** The `code` of a Node or Postgres error (`ENOENT`, `57P03`), or `undefined`. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Ends the process: a `StartupError` by its sentence and exit code, anything else with its stack and exit code 1. */
export function failWith(error: unknown): never {
  const expected = error instanceof StartupError;
  const text = expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(expected ? error.exitCode : 1);
}
