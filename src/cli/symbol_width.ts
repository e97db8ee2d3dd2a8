/** The facts that decide the width of symbols on the terminal. */
export interface SymbolWidthOptions {
  readonly env: (name: string) => string | undefined;
  /** @default {that of this machine} */
  readonly os?: typeof Deno.build.os;
  /** @default {the system's} */
  readonly locale?: string;
}

/**
 * Whether the terminal draws the symbols of {@linkcode narrowRow} as wide as Chinese characters: the old console of
 * Windows does, with the fonts that it has for Chinese, Japanese and Korean. Windows Terminal, which sets WT_SESSION,
 * draws them narrow, as every other terminal does.
 */
export function hasWideSymbols(
  { env, os = Deno.build.os, locale }: SymbolWidthOptions,
): boolean {
  const isNewTerminal = Boolean(env("WT_SESSION"));
  return os === "windows" && !isNewTerminal && /^(?:zh|ja|ko)/i.test(locale ?? navigator.language);
}

/** The replacement of a symbol whose width depends on the terminal: one narrow character. */
const NARROW: Readonly<Record<string, string>> = {
  "─": "-",
  "●": "*",
  "›": ">",
  "…": ".",
  "↑": "^",
  "↓": "v",
  "–": "-",
  "—": "-",
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "·": ".",
  "█": "#",
  "░": ".",
};

const SYMBOL_REGEXP = new RegExp(`[${Object.keys(NARROW).join("")}]`, "g");

/** Replaces the symbols of a row that may be wide, so that the row takes as many columns as it has been counted. */
export function narrowRow(row: string): string {
  return row.replace(SYMBOL_REGEXP, (symbol) => NARROW[symbol]!);
}
