import type { Text } from "../language.ts";

/**
 * How the text behind an option becomes a value.
 *
 * - `flag`: no value; `true` when given
 * - `text`: any text; the last one given wins
 * - `list`: any text; may be given many times
 * - `count`: a whole number
 * - `size`: bytes, with an optional K, M, G or T (powers of 1024)
 * - `speed`: bytes a second, written as a size, with an optional `/s` behind it
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

/** One row of a command's option table, from which parsing, checks and help are made. */
export interface OptionSpec {
  readonly kind: OptionKind;
  /** One letter, given as `-j`. */
  readonly short?: string;
  /** What stands for the value in help: `N`, `FILE`. Left out for a flag. */
  readonly value?: string | Text;
  /** What a `choice` may be, and a `count` beside a number. */
  readonly choices?: readonly string[];
  /** A `choice` or `text` that may be given without `=value`, and what it then means. */
  readonly bare?: string;
  /** Whether `--no-NAME` turns the option off: a flag, or a choice with `none` among its choices. */
  readonly negatable?: boolean;
  /** The least a `count`, `size` or `seconds` may be. @default {0} */
  readonly min?: number;
  /** The most it may be. */
  readonly max?: number;
  /** What the option does, as help says it; the default belongs in the text. */
  readonly help: Text;
  /** The heading that the option stands under in help. */
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

/** What was given for each option; an option that was not given is `undefined`. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: ValueOf<Table[Name]> | undefined;
};

const GENERAL = { en: "General", zh: "通用" };

/** The options that every command has. */
export const COMMON_OPTIONS = {
  lang: {
    kind: "choice",
    choices: ["en", "zh"],
    group: GENERAL,
    help: {
      en: "Language of messages (default: what LC_ALL or LANG says)",
      zh: "消息语言（默认由 LC_ALL 或 LANG 决定）",
    },
  },
  help: {
    kind: "flag",
    short: "h",
    group: GENERAL,
    help: { en: "Show this help", zh: "显示本帮助" },
  },
} as const satisfies OptionTable;
