// Stands in for @std/cli/parse-args 1.0.32 where JSR is out of reach, for what coplay asks of it: long options with or
// without a value, lists of values, defaults, and what is no option. Node's own parser (node:util) takes "-x" for the
// value of an option before it, so it cannot tell a missing value.

/** The result of {@linkcode parseArgs}: the options by name, and other arguments in `_`. */
export type Args = { _: (string | number)[]; [name: string]: unknown };

/** Options of {@linkcode parseArgs}. */
export interface ParseOptions {
  /** Options without a value. */
  boolean?: readonly string[];
  /** Options whose value is never made a number; with `_`, neither is what is no option. */
  string?: readonly string[];
  /** Options that may come several times: their values become a list. */
  collect?: readonly string[];
  /** Values of options that are not given. */
  default?: Readonly<Record<string, unknown>>;
}

/** Splits arguments into `--name=value`, `--name value`, `--flag`, and the rest; behind `--` there is only rest. */
export function parseArgs(args: readonly string[], options: ParseOptions = {}): Args {
  const { boolean = [], string = [], collect = [] } = options;
  const result: Args = { _: [] };
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const addRest = (arg: string) => result._.push(string.includes("_") ? arg : toNumber(arg));
  for (let at = 0; at < end; at++) {
    const [, name, given] = /^--([^=]+)(?:=(.*))?$/s.exec(args[at]!) ?? [];
    if (name === undefined) addRest(args[at]!);
    else if (boolean.includes(name)) result[name] = given !== "false";
    else {
      const next = at + 1 < end && !args[at + 1]!.startsWith("-") ? args[at + 1] : undefined;
      if (given === undefined && next !== undefined) at++;
      const text = given ?? next ?? "";
      const value = string.includes(name) ? text : toNumber(text);
      result[name] = collect.includes(name)
        ? [...(result[name] as unknown[] | undefined) ?? [], value]
        : value;
    }
  }
  result._.push(...args.slice(end + 1));
  const absent = [
    ...Object.entries(options.default ?? {}),
    ...collect.map((name) => [name, []] as const),
    ...boolean.map((name) => [name, false] as const),
  ];
  for (const [name, value] of absent) if (!Object.hasOwn(result, name)) result[name] = value;
  return result;
}

function toNumber(text: string): string | number {
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
