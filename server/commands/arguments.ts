import { type ParseArgsConfig, parseArgs } from 'node:util';
import { codeOf, StartupError } from '../startup-error.ts';

export interface Arguments {
  /** What to do: the first word. */
  action: string;
  /** The words after it. */
  words: string[];
  /** A flag's value, or `undefined` when it was not given. */
  flag(name: string): string | undefined;
  /** A flag that has to be there; throws a sentence with the usage when it is not. */
  need(name: string): string;
}

/** A wrong call of a command: what is wrong, then how to call it. Exit code 2. */
export function misuse(what: string, usage: string): StartupError {
  return new StartupError(`${what}\n\n${usage}`, { exitCode: 2 });
}

/** `--name`, as long as the contract lets a name be: one beyond that would keep everybody from signing in. */
export function nameIn(given: Arguments, usage: string): string {
  const name = given.need('name');
  if (name.length > 200 || /\p{Cc}/u.test(name)) throw misuse('--name must be one line of 200 characters at most.', usage);
  return name;
}

/** Reads the words and the named flags (all take a value) of a command line; throws a sentence with the usage on anything else. */
export function readArguments(args: string[], names: readonly string[], usage: string): Arguments {
  const options: ParseArgsConfig['options'] = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!codeOf(error)?.startsWith('ERR_PARSE_ARGS') || !(error instanceof Error)) throw error;
    throw misuse(`${error.message.split('. ')[0]}.`, usage);
  }
  const [action = '', ...words] = parsed.positionals;
  const flag = (name: string) => {
    const value = parsed.values[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  return {
    action,
    words,
    flag,
    need(name) {
      const value = flag(name);
      if (value === undefined) throw misuse(`--${name} is missing.`, usage);
      return value;
    },
  };
}
