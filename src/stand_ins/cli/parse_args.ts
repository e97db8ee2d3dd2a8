// Stands in for @std/cli/parse-args 1.0.32 where JSR is out of reach. Node's own parser
// (node:util) takes "-x" for the value of an option before it, so it cannot tell a missing value.

type Names<Name extends string> = Name | readonly Name[];
type TextOf<Name, Negatable> = Name extends Negatable ? string | false : string;

/** What {@linkcode parseArgs} returns: the declared options by their types, all others unknown. */
export type Args<
  Boolean extends boolean | string = never,
  Text extends string = never,
  Collected extends string = never,
  Negatable extends string = never,
  Default = Record<never, never>,
> =
  & { _: (string | number)[]; "--"?: string[] }
  & { [name: string]: unknown }
  & (string extends Text ? unknown
    :
      & { [Name in Exclude<Text, Collected | keyof Default>]?: TextOf<Name, Negatable> }
      & { [Name in Extract<Text, keyof Default>]: TextOf<Name, Negatable> | Default[Name] }
      & { [Name in Extract<Exclude<Text, keyof Default>, Collected>]: TextOf<Name, Negatable>[] })
  & (string extends Boolean ? unknown : {
    [Name in Extract<Boolean, string>]: Name extends Collected ? boolean[]
      : Name extends keyof Default ? boolean | Default[Name]
      : boolean;
  });

/** Options of {@linkcode parseArgs}. */
export interface ParseOptions<
  Boolean extends boolean | string = boolean | string,
  Text extends string = string,
  Collected extends string = string,
  Negatable extends string = string,
  Default extends Record<string, unknown> = Record<string, unknown>,
> {
  /**
   * Whether what follows `--` is kept apart, under that name, instead of among the rest.
   *
   * @default {false}
   */
  "--"?: boolean;
  /** Other names of an option: each gets the value whichever was given. */
  alias?: Readonly<Record<string, string | readonly string[]>>;
  /** Options without a value; `true` makes every `--name` without `=` one. */
  boolean?: Boolean | readonly Extract<Boolean, string>[];
  /** Values of options that are not given. */
  default?: Default;
  /**
   * Whether everything from the first argument that is no option belongs to the rest.
   *
   * @default {false}
   */
  stopEarly?: boolean;
  /** Options whose value is never made a number; a missing value is the empty text. */
  string?: Names<Text>;
  /** Options that may come several times: their values become a list. */
  collect?: Names<Collected>;
  /** Options that `--no-NAME` sets to false. */
  negatable?: Names<Negatable>;
  /** Called with what no option above names; `false` leaves it out of the result. */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

/**
 * Splits command-line arguments into options and the rest (`_`), in the manner of minimist:
 * `--name value`, `--name=value`, `-n value`, `-n5`, `-abc`, and `--` before what is no option.
 */
export function parseArgs<
  Boolean extends boolean | string = never,
  Text extends string = never,
  Collected extends string = never,
  Negatable extends string = never,
  const Default extends Record<string, unknown> = Record<never, never>,
>(
  args: readonly string[],
  options: ParseOptions<Boolean, Text, Collected, Negatable, Default> = {},
): Args<Boolean, Text, Collected, Negatable, Default> {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const after = end < 0 ? [] : args.slice(end + 1);
  const parser = new Parser(options);
  parser.read(own);
  parser.fillIn();
  if (options["--"]) parser.result["--"] = [...after];
  else parser.result._.push(...after);
  return parser.result as Args<Boolean, Text, Collected, Negatable, Default>;
}

type HowToTake = { takesNone: boolean; isValue: RegExp };
type Rest = { _: (string | number)[]; [name: string]: unknown };

class Parser {
  readonly result: Rest = { _: [] };
  readonly #options: ParseOptions;
  readonly #aliases = new Map<string, string[]>();
  readonly #booleans: Set<string>;
  readonly #texts: Set<string>;
  readonly #collected: Set<string>;
  readonly #negatables: Set<string>;
  readonly #allBoolean: boolean;

  constructor(options: ParseOptions) {
    this.#options = options;
    for (const [name, others] of Object.entries(options.alias ?? {})) {
      if (others === undefined) throw new TypeError("Alias value must be defined");
      const group = [name, ...[others].flat()];
      for (const one of group) this.#aliases.set(one, group.filter((other) => other !== one));
    }
    const { boolean } = options;
    this.#allBoolean = boolean === true;
    this.#booleans = this.#withAliases(typeof boolean === "boolean" ? [] : boolean);
    this.#texts = this.#withAliases(options.string);
    this.#collected = this.#withAliases(options.collect);
    this.#negatables = this.#withAliases(options.negatable);
  }

  #withAliases(names: Names<string> | undefined): Set<string> {
    const list = [names ?? []].flat();
    return new Set(list.flatMap((name) => [name, ...this.#aliases.get(name) ?? []]));
  }

  /** Reads all arguments before `--`. */
  read(args: readonly string[]): void {
    for (let at = 0; at < args.length; at++) {
      const arg = args[at] ?? "";
      const next = args[at + 1];
      if (/^--./s.test(arg)) {
        if (this.#readLong(arg, next)) at++;
      } else if (/^-[^-]/s.test(arg)) {
        if (this.#readShort(arg, next)) at++;
      } else {
        if (this.#options.unknown?.(arg) !== false) this.#addRest(arg);
        if (!this.#options.stopEarly) continue;
        this.result._.push(...args.slice(at + 1));
        return;
      }
    }
  }

  #addRest(arg: string): void {
    this.result._.push(this.#texts.has("_") ? arg : toNumber(arg));
  }

  /** Reads `--name`; returns whether the next argument was its value. */
  #readLong(arg: string, next: string | undefined): boolean {
    const equals = arg.indexOf("=", 3);
    if (equals > 0) {
      const key = arg.slice(2, equals);
      const value = arg.slice(equals + 1);
      this.#set(arg, key, this.#booleans.has(key) ? value !== "false" : value);
      return false;
    }
    const key = arg.slice(2);
    if (key.startsWith("no-") && this.#negatables.has(key.slice(3))) {
      this.#set(arg, key.slice(3), false, { collects: false });
      return false;
    }
    const takesNone = this.#allBoolean || this.#booleans.has(key);
    return this.#setFromNext(arg, key, next, { takesNone, isValue: /^(?!-)/ });
  }

  /** Reads `-a`, `-abc`, `-n5`, `-n=5`; returns whether the next argument was the last one's value. */
  #readShort(arg: string, next: string | undefined): boolean {
    const letters = arg.slice(1);
    for (let at = 0; at < letters.length - 1; at++) {
      const key = letters.charAt(at);
      const rest = letters.slice(at + 1);
      const value = valueWithin(key, rest);
      if (value !== undefined) {
        this.#set(arg, key, value);
        return false;
      }
      this.#set(arg, key, this.#texts.has(key) ? "" : true);
    }
    const last = letters.charAt(letters.length - 1);
    // Only after a letter is "-" a value: "-f -", but "--file=-".
    const takesNone = this.#booleans.has(last);
    return this.#setFromNext(arg, last, next, { takesNone, isValue: /^(?!--?[^-])/s });
  }

  #setFromNext(arg: string, key: string, next: string | undefined, how: HowToTake): boolean {
    const { takesNone, isValue } = how;
    if (!takesNone && next && isValue.test(next)) {
      this.#set(arg, key, next);
      return true;
    }
    if (takesNone && (next === "true" || next === "false")) {
      this.#set(arg, key, next === "true");
      return true;
    }
    this.#set(arg, key, this.#texts.has(key) ? "" : true);
    return false;
  }

  #isKnown(key: string, arg: string): boolean {
    return this.#booleans.has(key) || this.#texts.has(key) || this.#collected.has(key) ||
      this.#aliases.has(key) ||
      Object.hasOwn(this.#options.default ?? {}, key) ||
      this.#allBoolean && /^--[^=]+$/.test(arg);
  }

  #set(arg: string, key: string, value: unknown, { collects = true } = {}): void {
    const { unknown } = this.#options;
    if (unknown && !this.#isKnown(key, arg) && unknown(arg, key, value) === false) return;
    const typed = typeof value === "string" && !this.#texts.has(key) ? toNumber(value) : value;
    for (const name of [key, ...this.#aliases.get(key) ?? []]) {
      const path = name.split(".");
      const list = this.#collected.has(name) && collects;
      const before = list ? getNested(this.result, path) : undefined;
      const together = Array.isArray(before) ? [...before, typed] : [typed];
      setNested(this.result, path, list ? together : typed);
    }
  }

  /** Gives every option that was not given its default. */
  fillIn(): void {
    const typed = [...this.#texts, ...this.#booleans].filter((name) => this.#collected.has(name));
    const empty = typed.map((name): [string, unknown] => [name, []]);
    const off = [...this.#booleans].map((name): [string, unknown] => [name, false]);
    for (
      const [name, value] of [...Object.entries(this.#options.default ?? {}), ...empty, ...off]
    ) {
      for (const one of [name, ...this.#aliases.get(name) ?? []]) {
        const path = one.split(".");
        if (getNested(this.result, path) === undefined) setNested(this.result, path, value);
      }
    }
  }
}

/** The value that follows a letter in the same argument, if what follows is one. */
function valueWithin(key: string, rest: string): string | undefined {
  if (rest === "-") return rest;
  if (rest === "=") return "";
  if (/[A-Za-z]/.test(key)) {
    if (rest.startsWith("=")) return rest.slice(1);
    if (/\d(\.|e-?\d+)?$/.test(rest)) return rest;
  }
  return rest.length > 1 && /^\W/.test(rest) ? rest : undefined;
}

function toNumber(text: string): string | number {
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

function getNested(object: Rest, path: string[]): unknown {
  let value: unknown = object;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function setNested(object: Rest, path: string[], value: unknown): void {
  // An option must not reach the prototypes that all objects share.
  if (path.some((key) => key === "__proto__" || key === "constructor")) return;
  const last = path.at(-1) ?? "";
  let holder: Record<string, unknown> = object;
  for (const key of path.slice(0, -1)) {
    const inner = Object.hasOwn(holder, key) ? holder[key] : undefined;
    const next = typeof inner === "object" && inner !== null ? inner : {};
    holder[key] = next;
    holder = next as Record<string, unknown>;
  }
  holder[last] = value;
}
