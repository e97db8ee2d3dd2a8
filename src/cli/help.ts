import { unicodeWidth } from "@std/cli/unicode-width";
import type { Language, Text } from "./language.ts";
import type { OptionSpec, OptionTable } from "./options.ts";

/** What help says about a command beside its options. */
export interface CommandHelp {
  /** One line, as the list of commands shows it. */
  readonly summary: Text;
  /** How the command is called, a line a form, without the program's name. */
  readonly usage: readonly string[];
  readonly options: OptionTable;
  /** A few commands to copy, each with what it does. */
  readonly examples: readonly { readonly command: string; readonly does: Text }[];
}

const WORDS = {
  usage: { en: "Usage", zh: "用法" },
  options: { en: "Options", zh: "选项" },
  commands: { en: "Commands", zh: "命令" },
  examples: { en: "Examples", zh: "示例" },
  more: {
    en: "Run `coplay COMMAND --help` for the options of a command.",
    zh: "运行 `coplay 命令 --help` 查看该命令的选项。",
  },
} as const satisfies Record<string, Text>;

/** The widest that the column of option names grows before its text moves to the next line. */
const NAME_COLUMNS = 28;

/** Breaks a text into lines of so many columns: at spaces, and between Chinese characters. */
function wrap(text: string, columns: number): string[] {
  const pieces =
    text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+/gu) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    // Chinese punctuation never opens a line.
    const closing = /^[，。；：、！？）」』”’]/u.test(piece);
    if (line !== "" && !closing && unicodeWidth(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines;
}

function twoColumns(name: string, text: string, columns: number): string {
  const indent = " ".repeat(NAME_COLUMNS);
  const lines = wrap(text, Math.max(30, columns - NAME_COLUMNS));
  const head = `  ${name}`;
  const gap = NAME_COLUMNS - unicodeWidth(head);
  const first = gap >= 2 ? head + " ".repeat(gap) + (lines.shift() ?? "") : head;
  return [first, ...lines.map((line) => indent + line)].join("\n");
}

function optionName(name: string, spec: OptionSpec, language: Language): string {
  const written = typeof spec.value === "object" ? spec.value[language] : spec.value;
  const value = spec.choices?.join("|") ?? written;
  const long = spec.negatable ? `--[no-]${name}` : `--${name}`;
  const short = spec.short ? `-${spec.short}, ` : "";
  if (spec.kind === "flag") return short + long;
  return short + long + (spec.bare === undefined ? ` ${value}` : `[=${value}]`);
}

/** The help of one command, made from the table that also parses its options. */
export function commandHelp(
  help: CommandHelp,
  { language, columns }: { language: Language; columns: number },
): string {
  const blocks = [
    `${WORDS.usage[language]}:\n` + help.usage.map((line) => `  coplay ${line}`).join("\n"),
    help.summary[language],
  ];
  const groups = new Map<string, string[]>();
  for (const [name, spec] of Object.entries(help.options)) {
    const group = (spec.group ?? WORDS.options)[language];
    const row = twoColumns(optionName(name, spec, language), spec.help[language], columns);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  for (const [group, rows] of groups) blocks.push(`${group}:\n${rows.join("\n")}`);
  const examples = help.examples.map(({ command, does }) =>
    `  ${command}\n      ${does[language]}`
  );
  if (examples.length > 0) blocks.push(`${WORDS.examples[language]}:\n${examples.join("\n")}`);
  return blocks.join("\n\n") + "\n";
}

/** The help of the program: its commands, a line each. */
export function programHelp(
  commands: Readonly<Record<string, Text>>,
  { language, columns }: { language: Language; columns: number },
): string {
  const rows = Object.entries(commands).map(([name, text]) =>
    twoColumns(name, text[language], columns)
  );
  return [
    `${WORDS.usage[language]}:\n  coplay COMMAND [OPTIONS] ...\n  coplay --version`,
    `${WORDS.commands[language]}:\n${rows.join("\n")}`,
    WORDS.more[language],
  ].join("\n\n") + "\n";
}
