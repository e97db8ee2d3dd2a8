import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "../errors.ts";
import { visible } from "../io.ts";
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
 * @throws {UsageError} for an unknown option, a missing or extra value, or a value of the wrong type
 */
export function parseCommandLine<Table extends OptionTable>(
  args: readonly string[],
  table: Table,
): ParsedArgs<Table> {
  const raw = readArguments(spellOut(args, table), table);
  const options: Raw = {};
  for (const [name, spec] of Object.entries(table)) {
    options[name] = readValue(name, spec, raw[name]);
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

function readValue(name: string, spec: OptionSpec, raw: unknown): unknown {
  if (spec.kind === "flag") return raw ?? undefined;
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
      if (spec.choices?.includes(last)) return last;
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
  const size = kind === "speed" ? text.replace(/\/s$/i, "") : text;
  const match = /^(\d{1,15}(?:\.\d{1,6})?)([KMGT]?)(?:i?B)?$/i.exec(size);
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
  const words = (spec.choices ?? []).join(", ");
  throw new UsageError({
    en: `Option --${name} must be ${words && `${words} or `}${what.en} ` +
      (upTo ? `of at least ${min}` : `from ${min} to ${max}`) + `, not "${visible(text)}"`,
    zh: `选项 --${name} 必须是${words && ` ${words} 或`}` +
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
