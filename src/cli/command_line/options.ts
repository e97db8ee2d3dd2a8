import type { Text } from "../language.ts";

/**
 * The type of an option's value.
 *
 * - `flag`: no value; `true` when given
 * - `text`: any text; the last one given counts
 * - `list`: any text; may be given many times
 * - `count`: a whole number
 * - `size`: bytes, with an optional K, M, G or T (powers of 1024)
 * - `speed`: bytes per second, written as a size, with an optional `/s` after it
 * - `seconds`: a number of seconds
 * - `choice`: one of {@linkcode OptionSpec.choices}
 */
export type OptionKind =
  | "flag"
  | "text"
  | "list"
  | "count"
  | "size"
  | "speed"
  | "seconds"
  | "choice";

/** One row of a command's option table, which parsing, checks and help all use. */
export interface OptionSpec {
  readonly kind: OptionKind;
  /** One letter, given as `-j`. */
  readonly short?: string;
  /** The placeholder for the value in help: `N`, `FILE`. Left out for a flag. */
  readonly value?: string | Text;
  /** The valid values of a `choice`, and the words that a `count` accepts besides a number. */
  readonly choices?: readonly string[];
  /** The value that a `choice` or `text` has without `=value`. */
  readonly bare?: string;
  /** Whether `--no-NAME` turns the option off: a flag, or a choice with `none` among its choices. */
  readonly negatable?: boolean;
  /** The least value of a `count`, `size` or `seconds`. @default {0} */
  readonly min?: number;
  /** The greatest value. */
  readonly max?: number;
  /** The help text, which also states the default. */
  readonly help: Text;
  /** A few words for the short help; an option without them stands in `--help all` only. */
  readonly brief?: Text;
  /** The heading above the option in help. */
  readonly group?: Text;
}

/** A command's options by their long names. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

type ValueOf<Spec extends OptionSpec> = Spec["kind"] extends "flag" ? boolean
  : Spec["kind"] extends "list" ? string[]
  : Spec["kind"] extends "count" ?
      | number
      | (Spec extends { readonly choices: readonly (infer Choice)[] } ? Choice : never)
  : Spec["kind"] extends "size" | "speed" | "seconds" ? number
  : Spec extends { readonly choices: readonly (infer Choice)[] } ? Choice
  : string;

/** The value of each option; undefined for an option that was not given. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: ValueOf<Table[Name]> | undefined;
};

const GENERAL = { en: "General", zh: "通用" };

/** The options of every command. */
export const COMMON_OPTIONS = {
  lang: {
    kind: "choice",
    choices: ["en", "zh"],
    group: GENERAL,
    help: {
      en: "Language of messages (default: what LC_ALL or LANG says, else the system's)",
      zh: "消息语言（默认由 LC_ALL 或 LANG 决定，否则跟随系统）",
    },
  },
  help: {
    kind: "choice",
    short: "h",
    choices: ["all"],
    bare: "brief",
    group: GENERAL,
    help: {
      en: "Show the most used options, or with --help all everything",
      zh: "显示最常用的选项；--help all 显示全部",
    },
  },
} as const satisfies OptionTable;
