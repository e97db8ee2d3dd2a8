import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "./errors.ts";
import { visible } from "./io.ts";
import { nearest } from "./nearest.ts";
import type { OptionSpec, OptionTable, OptionValues } from "./options.ts";

/** What a command line says: a value for each option that was given, and the rest in order. */
export interface ParsedArgs<Table extends OptionTable> {
  readonly options: OptionValues<Table>;
  readonly operands: readonly string[];
}

type Raw = Record<string, unknown>;

/**
 * Reads a command line by an option table.
 *
 * @throws {UsageError} for an unknown option, a missing or surplus value, or a value of the wrong kind
 */
export function parseCommandLine<Table extends OptionTable>(
  args: readonly string[],
  table: Table,
): ParsedArgs<Table> {
  checkNames(args, table);
  const raw = readArguments(args, table);
  const options: Raw = {};
  for (const [name, spec] of Object.entries(table)) {
    options[name] = readValue(name, spec, raw[name]);
  }
  const operands = (raw["_"] as unknown[]).map(String);
  return { options: options as OptionValues<Table>, operands };
}

function takesValue(spec: OptionSpec): boolean {
  return spec.kind !== "flag";
}

/** All values are read as strings here, so that `1e3` or `007` stay what the user wrote. */
function readArguments(args: readonly string[], table: OptionTable): Raw {
  const names = Object.keys(table);
  const alias: Record<string, string> = {};
  for (const [name, spec] of Object.entries(table)) {
    if (spec.short) alias[spec.short] = name;
  }
  return parseArgs(splitBareOptions(args, table), {
    string: [...names.filter((name) => takesValue(table[name]!)), "_"],
    boolean: names.filter((name) => !takesValue(table[name]!)),
    collect: names.filter((name) => takesValue(table[name]!)),
    negatable: names.filter((name) => table[name]!.negatable && !takesValue(table[name]!)),
    alias,
  }) as Raw;
}

/** `--resume` alone means `--resume=always`; `--no-resume` means `--resume=none`. */
function splitBareOptions(args: readonly string[], table: OptionTable): string[] {
  const end = args.indexOf("--");
  return args.map((arg, index) => {
    if ((end >= 0 && index >= end) || !arg.startsWith("--")) return arg;
    const spec = table[arg.slice(2)];
    if (spec?.bare !== undefined) return `${arg}=${spec.bare}`;
    const negated = arg.startsWith("--no-") ? table[arg.slice(5)] : undefined;
    if (negated?.negatable && takesValue(negated)) return `--${arg.slice(5)}=none`;
    return arg;
  });
}

/** Walks over the arguments once, only to find names that no option has and values that are missing. */
function checkNames(args: readonly string[], table: OptionTable): void {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (arg === "--") return;
    if (arg === "-" || !arg.startsWith("-") || /^-\d/.test(arg)) continue;
    const missing = arg.startsWith("--")
      ? checkLongOption(arg, table)
      : checkShortOptions(arg, table);
    if (!missing) continue;
    index++;
    if (index >= args.length || (args[index] !== "-" && /^-[^\d]/.test(args[index]!))) {
      throw missingValue(missing);
    }
  }
}

/** Returns the option's name as written if its value is the next argument. */
function checkLongOption(arg: string, table: OptionTable): string | undefined {
  const equals = arg.indexOf("=");
  const written = equals < 0 ? arg : arg.slice(0, equals);
  const spec = Object.hasOwn(table, written.slice(2)) ? table[written.slice(2)] : undefined;
  if (!spec) {
    const negated = written.startsWith("--no-") ? table[written.slice(5)] : undefined;
    if (negated?.negatable && equals < 0) return undefined;
    throw unknownOption(written, table);
  }
  if (equals >= 0 && !takesValue(spec)) {
    throw new UsageError({
      en: `Option ${written} takes no value`,
      zh: `选项 ${written} 不带参数值`,
    });
  }
  return equals < 0 && takesValue(spec) && spec.bare === undefined ? written : undefined;
}

/** `-j8`, `-j=8`, `-j 8` and flags run together (`-46`). */
function checkShortOptions(arg: string, table: OptionTable): string | undefined {
  for (let at = 1; at < arg.length; at++) {
    const letter = arg[at]!;
    const spec = Object.values(table).find((option) => option.short === letter);
    if (!spec) throw unknownOption(at === 1 ? `-${arg.slice(1, 2)}` : `-${letter}`, table);
    if (takesValue(spec)) return at === arg.length - 1 ? `-${letter}` : undefined;
  }
  return undefined;
}

function unknownOption(written: string, table: OptionTable): UsageError {
  const names = Object.entries(table).flatMap(([name, spec]) => [
    `--${name}`,
    ...(spec.negatable ? [`--no-${name}`] : []),
  ]);
  const near = nearest(written, names);
  const shown = visible(written);
  return new UsageError({
    en: `Unknown option ${shown}` + (near ? `; did you mean ${near}?` : ""),
    zh: `未知选项 ${shown}` + (near ? `；您是想用 ${near} 吗？` : ""),
  });
}

function missingValue(written: string): UsageError {
  return new UsageError({
    en: `Option ${written} needs a value`,
    zh: `选项 ${written} 缺少参数值`,
  });
}

function readValue(name: string, spec: OptionSpec, raw: unknown): unknown {
  if (spec.kind === "flag") return raw === true ? true : raw === false ? undefined : raw;
  const given = (raw as string[] | undefined) ?? [];
  if (spec.kind === "list") return given.length > 0 ? given : undefined;
  const last = given.at(-1);
  if (last === undefined) return undefined;
  switch (spec.kind) {
    case "text":
      return last;
    case "choice":
      return readChoice(name, spec, last);
    default:
      return readNumber(name, spec, last);
  }
}

function readChoice(name: string, spec: OptionSpec, text: string): string {
  if (spec.choices?.includes(text)) return text;
  const all = (spec.choices ?? []).join(", ");
  throw new UsageError({
    en: `Option --${name} must be one of ${all}, not "${visible(text)}"`,
    zh: `选项 --${name} 只能是 ${all} 之一，而不是“${visible(text)}”`,
  });
}

const UNIT_EXPONENTS = { "": 0, K: 1, M: 2, G: 3, T: 4 } as const;

function parseNumber(kind: OptionSpec["kind"], text: string): number {
  if (kind === "count") return /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (kind === "seconds") return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : NaN;
  const match = /^(\d{1,15}(?:\.\d{1,6})?)([KMGT]?)(?:i?B)?$/i.exec(text);
  if (!match) return NaN;
  const unit = match[2]!.toUpperCase() as keyof typeof UNIT_EXPONENTS;
  return Math.round(Number(match[1]) * 1024 ** UNIT_EXPONENTS[unit]);
}

function readNumber(name: string, spec: OptionSpec, text: string): number {
  const value = parseNumber(spec.kind, text);
  const min = spec.min ?? 0;
  const max = spec.max ?? Number.MAX_SAFE_INTEGER;
  if (value >= min && value <= max) return value;
  const upTo = spec.max === undefined;
  const what = NUMBER_WORDS[spec.kind as keyof typeof NUMBER_WORDS];
  throw new UsageError({
    en: `Option --${name} must be ${what.en} ` +
      (upTo ? `of at least ${min}` : `from ${min} to ${max}`) + `, not "${visible(text)}"`,
    zh: `选项 --${name} 必须是` + (upTo ? `不小于 ${min} 的` : `${min} 到 ${max} 之间的`) +
      `${what.zh}，而不是“${visible(text)}”`,
  });
}

const NUMBER_WORDS = {
  count: { en: "a whole number", zh: "整数" },
  seconds: { en: "a number of seconds", zh: "秒数" },
  size: { en: "a size such as 512K or 10M", zh: "大小（例如 512K、10M）" },
} as const;
