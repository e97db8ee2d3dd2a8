import { UsageError } from "../errors.ts";
import { visible } from "../io.ts";
import { nearest } from "./nearest.ts";
import type { OptionSpec, OptionTable } from "./options.ts";

/** Whether an option takes a value: all but flags do. */
export function takesValue(spec: OptionSpec): boolean {
  return spec.kind !== "flag";
}

/**
 * Rewrites every option in its full form: `-qd games` becomes `--quiet=true --dir=games`. A general parser must
 * guess where a value ends (`-dgames`, `--input -`, `--quiet false`); the option table knows.
 *
 * @throws {UsageError} for an unknown name, and for a missing or extra value
 */
export function spellOut(args: readonly string[], table: OptionTable): string[] {
  const spelled: string[] = [];
  const queue = [...args];
  while (queue.length > 0) {
    const arg = queue.shift()!;
    if (arg === "--") return [...spelled, arg, ...queue];
    if (arg === "-" || !arg.startsWith("-")) spelled.push(arg);
    else if (arg.startsWith("--")) spelled.push(spellLong(arg, queue, table));
    else spelled.push(...spellShort(arg, queue, table));
  }
  return spelled;
}

function spellLong(arg: string, queue: string[], table: OptionTable): string {
  const equals = arg.indexOf("=");
  const written = equals < 0 ? arg : arg.slice(0, equals);
  const spec = find(written.slice(2), table);
  if (!spec) return spellNegated(arg, table) ?? fail(unknownOption(written, table));
  if (!takesValue(spec)) {
    return equals < 0 ? `${arg}=true` : fail(surplusValue(written));
  }
  if (equals >= 0) return arg;
  return `${arg}=${spec.bare ?? takeValue(written, queue)}`;
}

/** Rewrites `--no-live` as a flag turned off, and `--no-resume` as `--resume=none`. */
function spellNegated(arg: string, table: OptionTable): string | undefined {
  if (!arg.startsWith("--no-")) return undefined;
  const name = arg.slice("--no-".length);
  const spec = find(name, table);
  if (!spec?.negatable) return undefined;
  return takesValue(spec) ? `--${name}=none` : `--${name}=false`;
}

/** Rewrites `-j8`, `-j=8`, `-j 8`, and combined flags: `-46`, `-qj8`. */
function spellShort(arg: string, queue: string[], table: OptionTable): string[] {
  const spelled: string[] = [];
  const letters = [...arg.slice(1)];
  while (letters.length > 0) {
    const letter = letters.shift()!;
    const [name, spec] = Object.entries(table).find(([, { short }]) => short === letter) ??
      fail(unknownOption(`-${letter}`, table));
    if (takesValue(spec)) {
      const rest = letters.join("");
      const value = rest === "" ? takeValue(`-${letter}`, queue) : rest.replace(/^=/, "");
      return [...spelled, `--${name}=${value}`];
    }
    if (letters[0] === "=") fail(surplusValue(`-${letter}`));
    spelled.push(`--${name}=true`);
  }
  return spelled;
}

function find(name: string, table: OptionTable): OptionSpec | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Takes the next argument as the value, unless it is an option; a negative number counts as a value. */
function takeValue(written: string, queue: string[]): string {
  const value = queue.shift();
  if (value === undefined || /^-[^\d]/.test(value)) fail(missingValue(written));
  return value;
}

function fail(error: UsageError): never {
  throw error;
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

function surplusValue(written: string): UsageError {
  return new UsageError({
    en: `Option ${written} takes no value`,
    zh: `选项 ${written} 不带参数值`,
  });
}

function missingValue(written: string): UsageError {
  return new UsageError({
    en: `Option ${written} needs a value`,
    zh: `选项 ${written} 缺少参数值`,
  });
}
