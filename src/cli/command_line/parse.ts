import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "../errors.ts";
import { visible } from "../io.ts";
import type { Text } from "../language.ts";
import type { OptionSpec, OptionTable, OptionValues } from "./options.ts";
import { spellOut, takesValue } from "./spell_out.ts";

/** A parsed command line: the options' values, and the remaining arguments in order. */
export interface ParsedArgs<Table extends OptionTable> {
  readonly options: OptionValues<Table>;
  readonly operands: readonly string[];
}

type Raw = Record<string, unknown>;

/**
 * Parses a command line by an option table.
 *
 * @param env reads the environment, where an option that is not given may have a default
 * @throws {UsageError} for an unknown option, a missing or extra value, or a value of the wrong type
 */
export function parseCommandLine<Table extends OptionTable>(
  args: readonly string[],
  table: Table,
  env: (name: string) => string | undefined = () => undefined,
): ParsedArgs<Table> {
  const raw = readArguments(spellOut(args, table), table);
  const options: Raw = {};
  for (const [name, spec] of Object.entries(table)) {
    const written = { en: `Option --${name}`, zh: `选项 --${name}` };
    options[name] = readValue(written, spec, raw[name]) ?? readDefault(name, spec, env);
  }
  const operands = (raw["_"] as unknown[]).map(String);
  return { options: options as OptionValues<Table>, operands };
}

/** Reads all values as strings, so that `1e3` or `007` stay as the user wrote them. */
function readArguments(args: readonly string[], table: OptionTable): Raw {
  const names = Object.keys(table);
  const withValue = names.filter((name) => takesValue(table[name]!));
  const flags = names.filter((name) => !takesValue(table[name]!));
  return parseArgs(args, {
    string: [...withValue, "_"],
    boolean: flags,
    collect: withValue,
    // Null marks a flag that was not given, as opposed to one that was turned off.
    default: Object.fromEntries(flags.map((name) => [name, null])),
  }) as Raw;
}

/** The environment variable with the default of an option: `COPLAY_LIMIT_RATE` for `limit-rate`. */
export function variableOf(option: string): string {
  return `COPLAY_${option.toUpperCase().replaceAll("-", "_")}`;
}

const FLAG_VALUES: Readonly<Record<string, boolean>> = { "1": true, "0": false };

/** Reads the default that the environment has for an option; an empty variable is as good as none. */
function readDefault(
  name: string,
  spec: OptionSpec,
  env: (name: string) => string | undefined,
): unknown {
  const variable = variableOf(name);
  const text = env(variable);
  if (!text) return undefined;
  const written = { en: variable, zh: `环境变量 ${variable}` };
  if (spec.kind !== "flag") return readValue(written, spec, text.split("\n"));
  const isOn = FLAG_VALUES[text];
  if (isOn === undefined) throw notOneOf(written, Object.keys(FLAG_VALUES), text);
  // A flag that cannot be negated is off by not being given.
  return isOn || spec.negatable ? isOn : undefined;
}

/** @param written what the value was given with, to begin a sentence */
function readValue(written: Text, spec: OptionSpec, raw: unknown): unknown {
  if (spec.kind === "flag") return raw ?? undefined;
  const given = (raw as string[] | undefined) ?? [];
  if (spec.kind === "list") return given.length > 0 ? given : undefined;
  const last = given.at(-1);
  if (last === undefined) return undefined;
  switch (spec.kind) {
    case "text":
      return last;
    case "choice":
      if (spec.choices?.includes(last)) return last;
      throw notOneOf(written, spec.choices ?? [], last);
    default:
      if (spec.choices?.includes(last)) return last;
      return readNumber(written, spec, last);
  }
}

function notOneOf(written: Text, choices: readonly string[], text: string): UsageError {
  const all = choices.join(", ");
  return new UsageError({
    en: `${written.en} must be one of ${all}, not "${visible(text)}"`,
    zh: `${written.zh} 只能是 ${all} 之一，而不是“${visible(text)}”`,
  });
}

const UNIT_EXPONENTS = { "": 0, K: 1, M: 2, G: 3, T: 4 } as const;

function parseNumber(kind: OptionSpec["kind"], text: string): number {
  if (kind === "count") return /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (kind === "seconds") return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : NaN;
  const size = kind === "speed" ? text.replace(/\/s$/i, "") : text;
  const match = /^(\d{1,15}(?:\.\d{1,6})?)([KMGT]?)(?:i?B)?$/i.exec(size);
  if (!match) return NaN;
  const unit = match[2]!.toUpperCase() as keyof typeof UNIT_EXPONENTS;
  return Math.round(Number(match[1]) * 1024 ** UNIT_EXPONENTS[unit]);
}

function readNumber(written: Text, spec: OptionSpec, text: string): number {
  const value = parseNumber(spec.kind, text);
  const min = spec.min ?? 0;
  const max = spec.max ?? Number.MAX_SAFE_INTEGER;
  if (value >= min && value <= max) return value;
  const upTo = spec.max === undefined;
  const what = NUMBER_WORDS[spec.kind as keyof typeof NUMBER_WORDS];
  const words = (spec.choices ?? []).join(", ");
  throw new UsageError({
    en: `${written.en} must be ${words && `${words} or `}${what.en} ` +
      (upTo ? `of at least ${min}` : `from ${min} to ${max}`) + `, not "${visible(text)}"`,
    zh: `${written.zh} 必须是${words && ` ${words} 或`}` +
      (upTo ? `不小于 ${min} 的` : ` ${min} 到 ${max} 之间的`) +
      `${what.zh}，而不是“${visible(text)}”`,
  });
}

const NUMBER_WORDS = {
  count: { en: "a whole number", zh: "整数" },
  seconds: { en: "a number of seconds", zh: "秒数" },
  speed: { en: "a speed such as 512K or 10M/s", zh: "速度（例如 512K、10M/s）" },
  size: { en: "a size such as 512K or 10M", zh: "大小（例如 512K、10M）" },
} as const;
